package dev.latchkey.http;

import static dev.latchkey.http.TestPlatform.ALICE;
import static dev.latchkey.http.TestPlatform.FAIL;
import static dev.latchkey.http.TestPlatform.PASSWORD;
import static dev.latchkey.http.TestPlatform.START_ENV;
import static dev.latchkey.http.TestPlatform.STOP_ENV;
import static dev.latchkey.token.testing.Fixtures.history;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.account.SignIn;
import dev.latchkey.http.PlatformMethod.Access;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodCatalog;
import dev.latchkey.token.Caller;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.OutcomeUnknownException;
import dev.latchkey.token.StorageFullException;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.UndecidedException;
import dev.latchkey.token.testing.ExpectedLog;
import dev.latchkey.token.testing.Fixtures;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CallsTest {

    private final TestPlatform platform = new TestPlatform();
    private final String session = platform.signIn(ALICE);
    private final JsonObject token = platform.createToken(session);
    private final String value = token.getString("key");

    @Test
    void answer_whenTheTokenHasTheMethod_callsIt_andAnswersNothingButZero() {
        JsonObject answer = platform.call(STOP_ENV, "envName", "my-project", "session", value);

        assertThat(answer.encode()).isEqualTo("{\"result\":0}");
        assertThat(platform.stoppedBy)
                .extracting(Caller::token)
                .containsExactly(Optional.of(new TokenId(token.getInteger("id"))));
    }

    @Test
    void answer_whenTheTokenHasNotTheMethod_namesIt() {
        JsonObject answer = platform.call(START_ENV, "envName", "my-project", "session", value);

        assertThat(answer.getInteger("result")).isEqualTo(8202);
        assertThat(answer.getString("error")).contains("environment.control.StartEnv");
    }

    @Test
    @ExpectedLog("may block was run on an event loop")
    void run_ofAHandlerThatMayBlock_isRefusedOnAnEventLoop() {
        Vertx vertx = Vertx.vertx();
        try {
            Promise<Answer> answer = Promise.promise();
            vertx.runOnContext(eventLoop ->
                    answer.complete(platform.answer(List.of("Bearer " + value), STOP_ENV, "envName", "my-project")));

            assertThat(answer.future().await().code()).isEqualTo(ResultCode.INTERNAL_ERROR);
            assertThat(platform.stoppedBy).isEmpty();
        } finally {
            vertx.close().await();
        }
    }

    @Test
    void repeatedIn_tellsTheErrorOnceMore() {
        Answer refused = Answer.error(ResultCode.METHOD_NOT_GRANTED, "no").repeatedIn("response");

        assertThat(refused.body().toString())
                .isEqualTo("{\"result\":8202,\"error\":\"no\",\"response\":{\"result\":8202,\"error\":\"no\"}}");
    }

    @Test
    void answer_withASession_mayDoAllThatTheAccountMay() {
        assertThat(platform.call(START_ENV, "envName", "my-project", "session", session)
                        .encode())
                .isEqualTo("{\"result\":0}");
    }

    @Test
    void answer_takesTheBearerHeader() {
        assertThat(result(platform.callWithHeader("Bearer " + value, STOP_ENV, "envName", "x")))
                .isZero();
        assertThat(result(platform.callWithHeader("bearer " + session, STOP_ENV, "envName", "x")))
                .isZero();
        assertThat(result(platform.callWithHeader("Bearer " + value, STOP_ENV, "envName", "x", "session", value)))
                .isZero();
    }

    @Test
    void answer_whenHeaderAndParameterDiffer_refuses() {
        JsonObject answer = platform.callWithHeader("Bearer " + value, STOP_ENV, "envName", "x", "session", session);

        assertThat(result(answer)).isEqualTo(3);
        assertThat(answer.getString("error")).contains("[session]");
    }

    @Test
    void answer_whenTwoHeadersDiffer_refuses_andTakesTwoThatAreEqual() {
        JsonObject differ =
                platform.call(List.of("Bearer " + value, "Bearer " + session), STOP_ENV, "envName", "my-project");

        assertThat(result(differ)).isEqualTo(3);
        assertThat(differ.getString("error")).contains("[Authorization]").doesNotContain(value, session);
        assertThat(result(platform.call(List.of("Bearer " + value, "bearer " + value), STOP_ENV, "envName", "x")))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", " ", "\t", "\uFEFF"})
    void answer_stripsWhiteSpaceRoundACredential(String space) {
        for (String credential : new String[] {value, session}) {
            String padded = space + credential + space;

            assertThat(result(platform.call(STOP_ENV, "envName", "x", "session", padded)))
                    .isZero();
            assertThat(result(platform.callWithHeader("Bearer " + padded, STOP_ENV, "envName", "x")))
                    .isZero();
            assertThat(result(platform.call(STOP_ENV, "envName", "x", "session", padded, "session", credential)))
                    .isZero();
        }
    }

    @Test
    void answer_whenTheHeaderIsOfAnotherScheme_refuses() {
        assertThat(platform.callWithHeader("Basic YTpi", STOP_ENV, "envName", "x")
                        .getString("error"))
                .contains("[Authorization]", "Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"session", "envName"})
    void answer_whenAParameterIsMissing_namesIt(String missing) {
        JsonObject answer = missing.equals("session")
                ? platform.call(STOP_ENV, "envName", "my-project")
                : platform.call(STOP_ENV, "session", value);

        assertThat(result(answer)).isEqualTo(3);
        assertThat(answer.getString("error")).contains("invalid parameter [" + missing + "]");
        assertThat(answer.getString("source")).isEqualTo("hx-core");
    }

    @Test
    void answer_whenAParameterIsNotOfItsType_namesIt() {
        assertThat(platform.call(STOP_ENV, "session", value, "envName", "x", "nodeId", "one")
                        .getString("error"))
                .contains("[nodeId]", "integer");
    }

    @Test
    void answer_toEveryDeadCredential_isTheSame() {
        String expiring = platform.call(
                        TestPlatform.CREATE_TOKEN,
                        "session",
                        session,
                        "password",
                        PASSWORD,
                        "description",
                        "Short",
                        "apiList",
                        "env.control.StopEnv",
                        "expiresAt",
                        "2026-11-25 00:00:00")
                .getJsonObject("token")
                .getString("key");
        String unknown = Fixtures.newValue().reveal();
        platform.clock.advance(SignIn.IDLE_LIMIT);

        JsonObject first = platform.call(STOP_ENV, "envName", "x", "session", unknown);

        assertThat(result(first)).isEqualTo(702);
        for (String dead : new String[] {expiring, session, "lks_", "lkp_", "garbage", "🔑", value + "x"}) {
            assertThat(platform.call(STOP_ENV, "envName", "x", "session", dead)).isEqualTo(first);
        }
    }

    @Test
    void answer_toARefusedToken_isRecordedByFingerprintAndHint() {
        platform.call(START_ENV, "envName", "x", "session", value);
        platform.latchkey.flush();

        Event event = history(platform.events, Events.Filter.ALL, 1).get(0);
        assertThat(event.kind()).isEqualTo(Event.Kind.REFUSED);
        assertThat(event.hint()).isEqualTo(value.substring(36));
        assertThat(event.client().address()).isEqualTo("192.0.2.7");
        assertThat(event.toString()).contains("environment.control.StartEnv").doesNotContain(value);
    }

    @Test
    @ExpectedLog("Call[environment.control.Fail")
    void answer_whenTheMethodFails_tellsAReferenceAndNothingElse() {
        JsonObject answer = platform.call(FAIL, "envName", "x", "session", session);

        assertThat(result(answer)).isEqualTo(99);
        assertThat(answer.getString("error"))
                .containsPattern("[0-9a-f]{8}-[0-9a-f-]{27}")
                .doesNotContain("no word");
    }

    @ExpectedLog("a call failed, reference ")
    @Test
    void aChangeOfUnknownOutcome_isToldAsSuch() {
        assertThat(Refusals.failureText("a call", new OutcomeUnknownException("on purpose", new IOException())))
                .startsWith("it is not known whether that was done: ask again; look up ");
    }

    /** It comes with every call while it lasts. */
    @Test
    void aNodeWithoutALease_isToldAsItIs_andNotLoggedAsAnError() {
        assertThat(Refusals.failureText("a call", new UndecidedException("this node has lost touch")))
                .isEqualTo("this node has lost touch");
    }

    @Test
    void failure_ofAFullDisk_isToldInWords() {
        String message = "the disk is full: less than 64 MiB of it are free";

        JsonObject answer = Refusals.failure("a call", new StorageFullException(message))
                .body()
                .toJsonObject();

        assertThat(result(answer)).isEqualTo(99);
        assertThat(answer.getString("error")).isEqualTo(message);
    }

    /** Every method that is closed to tokens; 34, so that an empty list fails. */
    static Stream<ApiMethod> closedMethods() {
        TestPlatform platform = new TestPlatform();
        List<ApiMethod> closed = platform.registry.catalog().methods().stream()
                .filter(entry -> platform.registry
                                .find(MethodPath.of(entry.method()))
                                .orElseThrow()
                                .access()
                        == Access.SESSION_ONLY)
                .map(ApiMethodCatalog.Entry::method)
                .toList();
        assertThat(closed).hasSize(34);
        return closed.stream();
    }

    @ParameterizedTest
    @MethodSource("closedMethods")
    void answer_toATokenOfExtendedAccess_neverManagesTokensSessionsPasswordsOrAccounts(ApiMethod method) {
        String extended = platform.call(
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

        JsonObject answer = platform.call(MethodPath.of(method), "session", extended, "password", PASSWORD, "ids", "*");

        assertThat(result(answer)).isEqualTo(8202);
        assertThat(answer.getString("error")).contains(method.toString(), "sign in");
        assertThat(platform.tokens.ownedBy(platform.account(ALICE).id())).hasSize(2);
    }

    private static int result(JsonObject answer) {
        return answer.getInteger("result");
    }
}
