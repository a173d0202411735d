package dev.latchkey.http.methods;

import static dev.latchkey.http.TestPlatform.ALICE;
import static dev.latchkey.http.TestPlatform.BOB;
import static dev.latchkey.http.TestPlatform.SIGN_IN;
import static dev.latchkey.http.TestPlatform.START_ENV;
import static dev.latchkey.http.TestPlatform.STOP_ENV;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.http.TestPlatform;
import dev.latchkey.http.Uid;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that sign in with a token where the password would stand. */
final class TokenSignInTest {

    private static final String USERS = "/1.0/users/authentication/rest/";

    private final TestPlatform platform = new TestPlatform();
    private final JsonObject token = platform.createToken(platform.signIn(ALICE));
    private final String value = token.getString("key");

    @ParameterizedTest
    @ValueSource(strings = {ALICE, "Alice@Example.COM"})
    void signin_withATokenOfTheAccount_answersItAsTheSession(String login) {
        assertThat(signIn(login, value))
                .isEqualTo(new JsonObject()
                        .put("result", 0)
                        .put("uid", Uid.of(platform.account(ALICE).id()))
                        .put("email", ALICE)
                        .put("name", "Test")
                        .put("status", 1)
                        .put("session", value));
    }

    @Test
    void theSession_isAsNarrowAsTheToken() {
        String session = signIn(ALICE, value).getString("session");

        assertThat(result(platform.call(STOP_ENV, "session", session, "envName", "x")))
                .isZero();
        assertThat(result(platform.call(START_ENV, "session", session, "envName", "x")))
                .isEqualTo(8202);
        assertThat(result(platform.call(USERS + "gettokens", "session", session)))
                .isEqualTo(8202);
    }

    @Test
    void signin_opensNoSession() {
        int before = platform.sessions.ofAccount(platform.account(ALICE).id()).size();

        signIn(ALICE, value);

        assertThat(platform.sessions.ofAccount(platform.account(ALICE).id())).hasSize(before);
    }

    @Test
    void signin_withATokenOfAnother_orOneThatIsDead_looksLikeAWrongPassword() {
        JsonObject wrong = signIn(BOB, "battery staple");

        assertThat(signIn(BOB, value)).isEqualTo(wrong);
        String session = platform.signIn(ALICE);
        platform.call(
                USERS + "deletetokens",
                "session",
                session,
                "password",
                TestPlatform.PASSWORD,
                "ids",
                token.getString("id"));
        assertThat(signIn(ALICE, value)).isEqualTo(wrong);
    }

    @Test
    void signin_withAWrongToken_countsAsAGuess() {
        for (int i = 0; i < 5; i++) {
            signIn(BOB, value);
        }

        assertThat(signIn(BOB, TestPlatform.PASSWORD).getInteger("retryAfter")).isEqualTo(15);
    }

    @Test
    void signin_withALiveToken_isDone_howeverManyGuessesThereWere() {
        for (int i = 0; i < 6; i++) {
            signIn(ALICE, "battery staple");
        }

        assertThat(result(signIn(ALICE, value))).isZero();
    }

    @Test
    void aToken_confirmsNothing() {
        String session = platform.signIn(ALICE);

        assertThat(result(platform.call(USERS + "checkpassword", "session", session, "password", value)))
                .isEqualTo(701);
        assertThat(result(platform.call(
                        USERS + "createtoken",
                        "session",
                        session,
                        "password",
                        value,
                        "description",
                        "x",
                        "apiList",
                        "environment.control.StopEnv")))
                .isEqualTo(701);
    }

    private JsonObject signIn(String login, String password) {
        return platform.call(SIGN_IN, "login", login, "password", password);
    }

    private static int result(JsonObject answer) {
        return answer.getInteger("result");
    }
}
