package dev.latchkey.http.methods;

import static dev.latchkey.http.TestPlatform.ALICE;
import static dev.latchkey.http.TestPlatform.BOB;
import static dev.latchkey.http.TestPlatform.PASSWORD;
import static dev.latchkey.http.TestPlatform.SIGN_IN;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.latchkey.account.SessionId;
import dev.latchkey.account.TotpSecret;
import dev.latchkey.http.TestPlatform;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Origin;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Alice does with her own account, as a client sees it. */
final class OwnAccountMethodsTest {

    private static final String ACCOUNT = "/1.0/users/account/rest/";
    private static final String NEW = "battery staple";

    private final TestPlatform platform = new TestPlatform();
    private final AccountId alice = platform.account(ALICE).id();
    private final String session = platform.signIn(ALICE);

    @Test
    void changePassword_answersOk_andTheOldOneIsWrong() {
        String other = platform.signIn(ALICE);

        assertThat(call("changepassword", "password", PASSWORD, "newPassword", NEW)
                        .encode())
                .isEqualTo("{\"result\":0}");

        assertThat(result(platform.call(SIGN_IN, "login", ALICE, "password", NEW)))
                .isZero();
        assertThat(result(platform.call(SIGN_IN, "login", ALICE, "password", PASSWORD)))
                .isEqualTo(701);
        assertThat(result(call("getsecurity"))).isZero();
        assertThat(result(platform.call(ACCOUNT + "getsecurity", "session", other)))
                .isEqualTo(702);
    }

    @ParameterizedTest
    @CsvSource({
        "wrong, battery staple, 701, ''",
        "correct horse, short, 3, [newPassword]",
        "correct horse, correct horse, 3, [newPassword]",
        "correct horse, testplatform, 0, ''",
        "correct horse, Test Platform, 3, [newPassword]",
        "'', battery staple, 3, [password]",
        "correct horse, '', 3, [newPassword]"
    })
    void changePassword_refused_namesTheParameter(String password, String next, int result, String named) {
        JsonObject answer = call("changepassword", "password", password, "newPassword", next);

        assertThat(result(answer)).isEqualTo(result);
        assertThat(answer.getString("error", "")).contains(named);
    }

    @Test
    void twoFactor_isPrepared_turnedOn_renewed_andTurnedOff() {
        JsonObject prepared = call("prepare2fa", "password", PASSWORD);
        assertThat(prepared.getString("uri")).contains("secret=" + prepared.getString("secret"), "Test%20Platform");

        JsonObject enabled = call("enable2fa", "password", PASSWORD, "code", codeOfPrepared());
        assertThat(enabled.getJsonArray("recoveryCodes")).hasSize(10);
        assertThat(call("getsecurity").encode())
                .isEqualTo("{\"result\":0,\"twoFactor\":true,\"recoveryCodesLeft\":10,"
                        + "\"passwordConfirmedOn\":\"2026-11-24 10:15:30\",\"administrator\":false}");

        String recovery = enabled.getJsonArray("recoveryCodes").getString(0);
        JsonArray renewed = call("renewrecoverycodes", "password", PASSWORD, "code", recovery)
                .getJsonArray("recoveryCodes");
        assertThat(renewed).hasSize(10).doesNotContain(recovery);
        assertThat(result(call("disable2fa", "password", PASSWORD, "code", recovery)))
                .isEqualTo(701);
        assertThat(call("disable2fa", "password", PASSWORD, "code", renewed.getString(9))
                        .encode())
                .isEqualTo("{\"result\":0}");
        assertThat(call("getsecurity").getBoolean("twoFactor")).isFalse();
    }

    @Test
    void twoFactor_outOfOrder_isRefused() {
        assertThat(result(call("enable2fa", "password", PASSWORD, "code", "123456")))
                .isEqualTo(8);
        assertThat(result(call("disable2fa", "password", PASSWORD, "code", "123456")))
                .isEqualTo(8);
        assertThat(result(call("renewrecoverycodes", "password", PASSWORD, "code", "123456")))
                .isEqualTo(8);
        platform.accounts.turnOn(alice, TotpSecret.generate(platform.random), Optional.of(sessionId()));
        assertThat(result(call("prepare2fa", "password", PASSWORD))).isEqualTo(8);
    }

    @Test
    void enable2Fa_withARecoveryCode_namesTheParameter() {
        call("prepare2fa", "password", PASSWORD);

        JsonObject answer = call("enable2fa", "password", PASSWORD, "code", "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF");

        assertThat(result(answer)).isEqualTo(3);
        assertThat(answer.getString("error")).contains("[code]");
    }

    @Test
    void disable2Fa_withTenWrongCodes_saysToWait() {
        platform.accounts.turnOn(alice, TotpSecret.generate(platform.random), Optional.of(sessionId()));
        for (int i = 0; i < 10; i++) {
            assertThat(result(call("disable2fa", "password", PASSWORD, "code", "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF")))
                    .isEqualTo(701);
        }

        assertThat(call("disable2fa", "password", PASSWORD, "code", "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF")
                        .getString("error"))
                .endsWith("wait 15 minutes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "changepassword",
                "prepare2fa",
                "enable2fa",
                "disable2fa",
                "renewrecoverycodes",
                "getsecurity",
                "gethistory"
            })
    void everyMethod_withAToken_isRefused(String method) {
        String token = platform.call(
                        TestPlatform.CREATE_TOKEN,
                        "session",
                        session,
                        "password",
                        PASSWORD,
                        "description",
                        "All",
                        "tokenTemplate",
                        "Extended Access")
                .getJsonObject("token")
                .getString("key");

        assertThat(result(platform.call(
                        ACCOUNT + method,
                        "session",
                        token,
                        "password",
                        PASSWORD,
                        "newPassword",
                        NEW,
                        "code",
                        "123456")))
                .isEqualTo(8202);
    }

    @Test
    void getHistory_tellsOfTheAccountAndItsTokens_theLatestFirst() {
        String token = platform.createToken(session).getString("key");
        platform.signIn(BOB);
        platform.call(SIGN_IN, "login", ALICE, "password", "wrong");
        platform.signIn.flush();

        JsonArray events = history();

        assertThat(kinds(events)).containsExactly("sign_in_failed", "generated", "signed_in");
        JsonObject generated = events.getJsonObject(1);
        assertThat(generated.fieldNames())
                .containsExactly("id", "kind", "on", "actor", "token", "hint", "host", "userAgent", "detail", "times");
        assertThat(generated.getString("hint")).isEqualTo(token.substring(token.length() - 4));
        assertThat(generated.getString("actor")).isEqualTo("owner");
        assertThat(events.getJsonObject(0).getString("actor")).isEqualTo("stranger");
        assertThat(events.getJsonObject(0).getString("host")).isEqualTo("192.0.2.7");
        assertThat(events.getJsonObject(2).getString("on")).isEqualTo("2026-11-24 10:15:30");
    }

    @Test
    void getHistory_tellsNoMoreOfAnAdministrator_thanThatItWasOne() {
        platform.events.add(ImmutableList.of(Event.ofAccount(
                Event.Kind.GUESSES_FORGIVEN,
                new Origin(
                        alice,
                        Actor.administrator(platform.account(BOB).id()),
                        platform.clock.instant(),
                        new Client("203.0.113.9", "the administrator's browser")),
                "")));

        JsonObject event = history().getJsonObject(0);

        assertThat(event.getString("actor")).isEqualTo("administrator");
        assertThat(event.encode())
                .doesNotContain("203.0.113.9", "browser")
                .doesNotContain("\"" + platform.account(BOB).id() + "\"");
    }

    @Test
    void getHistory_goesPageByPage_andByKindAndTime() {
        platform.clock.advance(Duration.ofDays(1));
        String second = platform.signIn(ALICE);
        platform.call("/1.0/users/authentication/rest/signout", "session", second);

        assertThat(kinds(history("limit", "1"))).containsExactly("signed_out");
        String last = history("limit", "1").getJsonObject(0).getLong("id").toString();
        assertThat(kinds(history("recordedBefore", last))).containsExactly("signed_in", "signed_in");
        assertThat(history("kinds", "SIGNED_OUT, sign_in_failed")).hasSize(1);
        assertThat(history("since", "2026-11-25")).hasSize(2);
        assertThat(history("before", "2026-11-25 10:15:30")).hasSize(1);
        assertThat(history("since", "2026-11-24 10:15:30", "before", "2026-11-25"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0",
        "limit, 1001",
        "limit, x",
        "kinds, signed_up",
        "kinds, ','",
        "since, yesterday",
        "since, 2026-02-30",
        "since, 1969-12-31",
        "before, 24.11.2026",
        "recordedBefore, x",
        "recordedBefore, -1",
        "recordedBefore, 99999999999999999"
    })
    void getHistory_withWhatIsNoValue_namesTheParameter(String parameter, String value) {
        JsonObject answer = call("gethistory", parameter, value);

        assertThat(result(answer)).isEqualTo(3);
        assertThat(answer.getString("error")).contains("[" + parameter + "]");
    }

    private JsonArray history(String... parameters) {
        return call("gethistory", parameters).getJsonArray("events");
    }

    private static List<String> kinds(JsonArray events) {
        return events.stream()
                .map(event -> ((JsonObject) event).getString("kind"))
                .toList();
    }

    private SessionId sessionId() {
        return platform.signIn.sessions(alice).get(0).id();
    }

    private String codeOfPrepared() {
        Instant now = platform.clock.instant();
        return platform.accounts.prepared(alice).orElseThrow().codeAt(now);
    }

    private static int result(JsonObject answer) {
        return answer.getInteger("result");
    }

    private JsonObject call(String method, String... parameters) {
        List<String> all = new ArrayList<>(List.of("session", session));
        all.addAll(Arrays.asList(parameters));
        return platform.call(ACCOUNT + method, all.toArray(String[]::new));
    }
}
