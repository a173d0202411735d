package dev.latchkey.http.introspection;

import static dev.latchkey.http.introspection.ServicePlatform.READ_ORDER;
import static dev.latchkey.http.introspection.ServicePlatform.STOP_ENV;
import static dev.latchkey.http.introspection.ServicePlatform.ask;
import static dev.latchkey.http.introspection.ServicePlatform.body;
import static dev.latchkey.http.introspection.ServicePlatform.lines;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.IssuedToken;
import dev.latchkey.http.Resource;
import dev.latchkey.http.TestPlatform;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.testing.Fixtures;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OwnTokenTest {

    private static final List<String> HEADERS =
            List.of("Cache-Control: no-store", "Referrer-Policy: no-referrer", "X-Content-Type-Options: nosniff");
    private static final String DEAD = "{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,"
            + "\"detail\":\"the token is unknown, expired or revoked\"}";
    private static final String INVALID = "WWW-Authenticate: Bearer realm=\"latchkey\", error=\"invalid_token\","
            + " error_description=\"the token is unknown, expired or revoked\"";

    private final ServicePlatform services = new ServicePlatform();
    private final Resource ownToken = services.resources.ownToken();

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void answer_ofALiveToken_tellsWhatItIsGoodFor_andNothingThatItsOwnerWrote() {
        IssuedToken issued = services.issue(
                services.alice,
                Fixtures.custom(READ_ORDER, STOP_ENV),
                Expiry.at(Fixtures.NOW.plus(Duration.ofDays(1))));

        assertThat(lines(ask(ownToken, bearer(issued.value().reveal()))))
                .containsExactly(
                        "200",
                        HEADERS.get(0),
                        HEADERS.get(1),
                        HEADERS.get(2),
                        "Content-Type: application/json;charset=UTF-8",
                        "{\"id\":" + issued.token().id() + ",\"account\":\"" + services.alice + "\",\"hint\":\""
                                + issued.token().hint() + "\",\"state\":\"live\","
                                + "\"createdAt\":\"2026-11-24T10:15:30.123456Z\","
                                + "\"expiresAt\":\"2026-11-25T10:15:30.123456Z\","
                                + "\"methods\":[\"environment.control.StopEnv\",\"orders.Read\"]}");
    }

    @Test
    void answer_ofATokenOfATemplate_namesIt() {
        IssuedToken issued = services.issue(services.alice, new ApiMethodSet.OfTemplate("IDE Plugins"), Expiry.never());

        assertThat(body(ask(ownToken, bearer(issued.value().reveal()))))
                .endsWith("\"createdAt\":\"2026-11-24T10:15:30.123456Z\",\"template\":\"IDE Plugins\"}");
    }

    @Test
    void answer_toADeadToken_isTheSame_whateverItIs() {
        IssuedToken expired = services.issue(
                services.alice, Fixtures.custom(STOP_ENV), Expiry.at(Fixtures.NOW.plus(Duration.ofDays(1))));
        services.platform.clock.set(Fixtures.NOW.plus(Duration.ofDays(1)));

        for (String value : List.of(
                expired.value().reveal(),
                Fixtures.newValue().reveal(),
                "lks_unknown",
                "x y",
                "%00",
                "ü",
                "x".repeat(8192),
                services.service + ", Basic eDp5")) {
            assertThat(lines(ask(ownToken, bearer(value)))).as(value).isEqualTo(problem(INVALID, DEAD));
        }
    }

    @Test
    void answer_toNobody_asksForAToken_withoutAnError() {
        for (Head head : List.of(Head.NONE, bearer(""), Head.with("Authorization", "Basic eDp5"))) {
            assertThat(lines(ask(ownToken, head)))
                    .isEqualTo(problem(
                            "WWW-Authenticate: Bearer realm=\"latchkey\"",
                            "{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,"
                                    + "\"detail\":\"send the token as Authorization: Bearer\"}"));
        }
    }

    @Test
    void answer_toASession_isRefused() {
        assertThat(body(ask(ownToken, bearer(services.platform.signIn(TestPlatform.ALICE)))))
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Forbidden\",\"status\":403,"
                        + "\"detail\":\"this is a session: only a token is told of itself\"}");
    }

    @Test
    void answer_toTwoHeaders_isABadRequest() {
        Head two = Head.with("Authorization", "Bearer " + services.service, "Bearer " + services.service);

        assertThat(ask(ownToken, two).status()).isEqualTo(400);
    }

    @Test
    void refused_isAProblem_andSaysWhenToAskAgainIfItCannotBeDecided() {
        assertThat(lines(ownToken.refused(405, "call it by GET, HEAD")))
                .last()
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Method Not Allowed\",\"status\":405,"
                        + "\"detail\":\"call it by GET, HEAD\"}");
        assertThat(ownToken.refused(405, "").headers().containsKey("Retry-After"))
                .isFalse();
        assertThat(ownToken.refused(503, "busy").headers().get("Retry-After")).containsExactly("1");
    }

    private static Head bearer(String value) {
        return Head.with("Authorization", "Bearer " + value);
    }

    private static List<String> problem(String challenge, String body) {
        return List.of(
                "401",
                HEADERS.get(0),
                HEADERS.get(1),
                HEADERS.get(2),
                "Content-Type: application/problem+json",
                challenge,
                body);
    }
}
