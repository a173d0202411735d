package dev.latchkey.http.methods;

import static dev.latchkey.http.TestPlatform.ALICE;
import static dev.latchkey.http.TestPlatform.BOB;
import static dev.latchkey.http.TestPlatform.PASSWORD;
import static dev.latchkey.http.TestPlatform.SIGN_IN;
import static dev.latchkey.http.TestPlatform.STOP_ENV;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.account.TotpSecret;
import dev.latchkey.http.MethodRegistry;
import dev.latchkey.http.PlatformMethod.Access;
import dev.latchkey.http.TestPlatform;
import dev.latchkey.http.Uid;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodCatalog;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two-factor authentication as a client sees it. Alice has an authenticator app, Bob has none. */
final class TwoFactorMethodsTest {

    private static final String USERS = "/1.0/users/authentication/rest/";
    private static final List<String> OPEN_TO_RESTRICTED =
            List.of("users.authentication.Signout", "users.authentication.Verify2FACode");

    private final TestPlatform platform = new TestPlatform();
    private final TotpSecret secret = TotpSecret.generate(platform.random);
    private final String token = platform.createToken(platform.signIn(ALICE)).getString("key");

    @BeforeEach
    void turnOn() {
        platform.accounts.turnOn(platform.account(ALICE).id(), secret, Optional.empty());
    }

    @Test
    void signin_answersARestrictedSession() {
        JsonObject answer = platform.call(SIGN_IN, "login", ALICE, "password", PASSWORD);

        String session = answer.getString("session");
        assertThat(session).startsWith("lks_");
        assertThat(answer)
                .isEqualTo(new JsonObject()
                        .put("result", 0)
                        .put("uid", Uid.of(platform.account(ALICE).id()))
                        .put("email", ALICE)
                        .put("name", "Test")
                        .put("status", 1)
                        .put("session", session)
                        .put("accessType", "RESTRICTED")
                        .put("authType", "TFA")
                        .put(
                                "requiredAuthCheck",
                                new JsonObject().put("type", "TOTP").put("attemptsLeft", 5)));
    }

    @Test
    void signin_withAWrongPassword_tellsNothingOfTheSecondFactor() {
        assertThat(platform.call(SIGN_IN, "login", ALICE, "password", "wrong"))
                .isEqualTo(platform.call(SIGN_IN, "login", BOB, "password", "wrong"));
    }

    @Test
    void verify2FaCode_withTheRightOne_makesTheSameSessionAFullOne() {
        String session = platform.signIn(ALICE);

        assertThat(verify(session, code(0)).encode()).isEqualTo("{\"result\":0}");

        assertThat(result(platform.call(STOP_ENV, "session", session, "envName", "x")))
                .isZero();
        assertThat(platform.call(USERS + "getsessions", "session", session).getJsonArray("sessions"))
                .hasSize(1);
    }

    @Test
    void verify2FaCode_takesTheSessionFromTheHeader() {
        String session = platform.signIn(ALICE);

        assertThat(result(platform.callWithHeader("Bearer " + session, USERS + "verify2facode", "code", code(0))))
                .isZero();
    }

    @Test
    void verify2FaCode_withWrongOnes_refusesFiveAndFindsTheSessionDeadAtTheSixth() {
        String session = platform.signIn(ALICE);

        for (int i = 0; i < 5; i++) {
            JsonObject answer = verify(session, code(5));
            assertThat(result(answer)).isEqualTo(701);
            assertThat(answer.getString("error")).contains("wrong");
        }

        JsonObject sixth = verify(session, code(0));
        assertThat(result(sixth)).isEqualTo(702);
        assertThat(sixth).isEqualTo(platform.call(USERS + "checksign", "session", "lks_"));
    }

    @Test
    void verify2FaCode_afterTenWrongOnes_saysToWait_whateverTheSession() {
        for (int i = 0; i < 10; i++) {
            verify(platform.signIn(ALICE), code(5));
        }

        JsonObject answer = verify(platform.signIn(ALICE), code(0));

        assertThat(result(answer)).isEqualTo(701);
        assertThat(answer.getString("error")).contains("wait 15 minutes");
    }

    @Test
    void verify2FaCode_withAUsedOne_isRefusedLikeAWrongOne() {
        String code = code(0);
        verify(platform.signIn(ALICE), code);

        assertThat(verify(platform.signIn(ALICE), code)).isEqualTo(verify(platform.signIn(ALICE), code(5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "1234567", "12345x"})
    void verify2FaCode_withWhatIsNoCode_namesTheParameter_andTakesNoAttempt(String text) {
        String session = platform.signIn(ALICE);

        for (int i = 0; i < 6; i++) {
            JsonObject answer = verify(session, text);
            assertThat(result(answer)).isEqualTo(3);
            assertThat(answer.getString("error")).contains("[code]");
        }
        assertThat(result(verify(session, code(0)))).isZero();
    }

    @Test
    void verify2FaCode_ofAFullSession_isRefused() {
        JsonObject answer = verify(platform.signIn(BOB), code(0));

        assertThat(result(answer)).isEqualTo(3);
        assertThat(answer.getString("error")).contains("[session]", "needs no code");
    }

    @Test
    void verify2FaCode_withAToken_isRefused() {
        assertThat(result(verify(token, code(0)))).isEqualTo(8202);
    }

    @Test
    void signout_endsARestrictedSession() {
        String session = platform.signIn(ALICE);

        assertThat(platform.call(USERS + "signout", "session", session).encode())
                .isEqualTo("{\"result\":0}");
        assertThat(result(verify(session, code(0)))).isEqualTo(702);
    }

    @Test
    void aToken_worksWithoutACode() {
        assertThat(result(platform.call(STOP_ENV, "session", token, "envName", "x")))
                .isZero();
    }

    @Test
    void aTokenIsMade_withThePasswordAlone() {
        String session = platform.signIn(ALICE);
        verify(session, code(0));

        assertThat(platform.createToken(session).getString("key")).startsWith("lkp_");
    }

    @Test
    void getSessions_ofAnother_leavesRestrictedOnesOut_andSignoutSessionsEndsThemToo() {
        String restricted = platform.signIn(ALICE);
        String full = platform.signIn(ALICE);
        verify(full, code(0));

        assertThat(platform.call(USERS + "getsessions", "session", full).getJsonArray("sessions"))
                .hasSize(1);

        platform.call(USERS + "signoutsessions", "session", full, "ids", "*");
        platform.clock.advance(Duration.ofSeconds(60));
        assertThat(result(verify(restricted, code(0)))).isEqualTo(702);
    }

    /** Every method that a session opens, but the two that a restricted one does; two dozen, so that an empty list fails. */
    static Stream<ApiMethod> methodsOfFullSessions() {
        MethodRegistry registry = new TestPlatform().registry;
        List<ApiMethod> methods = registry.catalog().methods().stream()
                .map(ApiMethodCatalog.Entry::method)
                .filter(method ->
                        registry.find(TestPlatform.path(method)).orElseThrow().access() != Access.ANYONE)
                .filter(method -> !OPEN_TO_RESTRICTED.contains(method.toString()))
                .toList();
        assertThat(methods)
                .hasSize(registry.catalog().methods().size() - OPEN_TO_RESTRICTED.size() - 1)
                .hasSizeGreaterThan(14);
        return methods.stream();
    }

    @ParameterizedTest
    @MethodSource("methodsOfFullSessions")
    void aRestrictedSession_opensNoOtherMethod(ApiMethod method) {
        String session = platform.signIn(ALICE);

        JsonObject answer = platform.call(
                TestPlatform.path(method),
                "session",
                session,
                "password",
                PASSWORD,
                "ids",
                "*",
                "envName",
                "my-project");

        assertThat(result(answer)).isEqualTo(701);
        assertThat(answer.getString("error")).contains("users.authentication.Verify2FACode");
        assertThat(platform.stoppedBy).isEmpty();
    }

    private JsonObject verify(String session, String code) {
        return platform.call(USERS + "verify2facode", "session", session, "code", code);
    }

    /** What the app shows so many steps from now. */
    private String code(int stepsAway) {
        return secret.codeAt(platform.clock.instant().plusSeconds(30L * stepsAway));
    }

    private static int result(JsonObject answer) {
        return answer.getInteger("result");
    }
}
