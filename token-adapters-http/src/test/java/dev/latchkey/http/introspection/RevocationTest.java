package dev.latchkey.http.introspection;

import static dev.latchkey.http.introspection.ServicePlatform.STOP_ENV;
import static dev.latchkey.http.introspection.ServicePlatform.ask;
import static dev.latchkey.http.introspection.ServicePlatform.byPlatform;
import static dev.latchkey.http.introspection.ServicePlatform.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.IssuedToken;
import dev.latchkey.Latchkey;
import dev.latchkey.http.HttpReply;
import dev.latchkey.http.Resource;
import dev.latchkey.http.TestPlatform;
import dev.latchkey.token.Actor;
import dev.latchkey.token.Authorization;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.testing.Fixtures;
import dev.latchkey.token.testing.ForwardingTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RevocationTest {

    private static final List<String> DONE = List.of(
            "200", "Cache-Control: no-store", "Referrer-Policy: no-referrer", "X-Content-Type-Options: nosniff", "");
    private static final List<String> NOBODY = List.of(
            "401",
            "Cache-Control: no-store",
            "Referrer-Policy: no-referrer",
            "X-Content-Type-Options: nosniff",
            "Content-Type: application/json;charset=UTF-8",
            "WWW-Authenticate: Bearer realm=\"latchkey\", error=\"invalid_token\","
                    + " error_description=\"the token is unknown, expired or revoked\"",
            "WWW-Authenticate: Basic realm=\"latchkey\", charset=\"UTF-8\"",
            "{\"error\":\"invalid_client\",\"error_description\":\"the Authorization header is neither of the token"
                    + " itself nor of a service: leave it out\"}");

    private final ServicePlatform services = new ServicePlatform();
    private final Resource revocation = services.resources.revocation();

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void answer_toWhoHasTheValue_removesTheToken_andTellsTheHistory() {
        IssuedToken issued = services.issue(services.alice, Fixtures.custom(STOP_ENV), Expiry.never());
        String token = issued.value().reveal();

        assertThat(lines(ask(revocation, Head.with("User-Agent", "curl"), "token", token)))
                .isEqualTo(DONE);

        assertThat(services.latchkey.identify(token, Client.UNKNOWN)).isInstanceOf(Authorization.Denied.class);
        assertThat(services.latchkey.tokens().list(services.alice)).isEmpty();
        Event removed =
                Fixtures.history(services.platform.events, Events.Filter.ALL, 1).get(0);
        assertThat(removed.kind()).isEqualTo(Event.Kind.REMOVED);
        assertThat(removed.actor()).isEqualTo(Actor.ownToken());
        assertThat(removed.token()).contains(issued.token().id());
        assertThat(removed.client()).isEqualTo(new Client("192.0.2.7", "curl"));
    }

    /** Whoever tries values learns nothing of them. */
    @Test
    void answer_isTheSame_whetherThereWasATokenOrNot() {
        String removed = services.token(services.alice, STOP_ENV);
        assertThat(lines(ask(revocation, Head.NONE, "token", removed))).isEqualTo(DONE);

        for (String token : List.of(
                removed,
                Fixtures.newValue().reveal(),
                "x",
                "x".repeat(8192),
                "\u0000ü🔑\"",
                services.token(services.alice, STOP_ENV))) {
            for (String hint : List.of("access_token", "refresh_token", "nonsense")) {
                assertThat(lines(ask(revocation, Head.NONE, "token", token, "token_type_hint", hint)))
                        .as(token)
                        .isEqualTo(DONE);
            }
        }
        assertThat(services.latchkey.tokens().list(services.alice)).isEmpty();
    }

    @Test
    void answer_removesADeadTokenToo() {
        IssuedToken suspended = services.issue(services.alice, Fixtures.custom(STOP_ENV), Expiry.never());
        services.latchkey
                .tokens()
                .suspend(
                        byPlatform(services.alice),
                        ImmutableSet.of(suspended.token().id()))
                .orThrow();
        IssuedToken expired = services.issue(
                services.alice, Fixtures.custom(STOP_ENV), Expiry.at(Fixtures.NOW.plus(Duration.ofDays(1))));
        services.platform.clock.set(Fixtures.NOW.plus(Duration.ofDays(1)));
        services.latchkey.tokens().disable(byPlatform(services.alice));

        for (IssuedToken token : List.of(suspended, expired)) {
            assertThat(lines(ask(revocation, Head.NONE, "token", token.value().reveal())))
                    .isEqualTo(DONE);
        }
        assertThat(services.latchkey.tokens().list(services.alice)).isEmpty();
    }

    @Test
    void answer_toTheTokenItself_orToAService_revokes() {
        String first = services.token(services.alice, STOP_ENV);
        String second = services.token(services.alice, STOP_ENV);
        String third = services.token(services.alice, STOP_ENV);

        for (Map.Entry<String, Head> asking : Map.of(
                        first, bearer(first),
                        second, bearer(services.service),
                        third, ServiceCredentialTest.basic("client:" + services.service))
                .entrySet()) {
            assertThat(lines(ask(revocation, asking.getValue(), "token", asking.getKey())))
                    .isEqualTo(DONE);
        }
        assertThat(services.latchkey.tokens().list(services.alice)).isEmpty();
    }

    /** Somebody who says who it is has to be that, or the mistake would stay hidden. */
    @Test
    void answer_toAHeaderThatIsNotGood_revokesNothing() {
        String token = services.token(services.alice, STOP_ENV);
        String other = services.token(services.alice, STOP_ENV);
        List<Head> heads = List.of(
                bearer(other),
                bearer(Fixtures.newValue().reveal()),
                bearer("x"),
                bearer(""),
                bearer(services.platform.signIn(TestPlatform.BOB)),
                Head.with("Authorization", "Digest " + token),
                ServiceCredentialTest.basic("client:" + other));

        for (Head head : heads) {
            assertThat(lines(ask(revocation, head, "token", token)))
                    .as(head.toString())
                    .isEqualTo(NOBODY);
            assertThat(lines(ask(revocation, head, "token", "x"))).isEqualTo(head.equals(bearer("x")) ? DONE : NOBODY);
        }
        assertThat(ask(revocation, Head.with("Authorization", "Bearer x", "Bearer x"), "token", token)
                        .status())
                .isEqualTo(400);
        assertThat(services.latchkey.tokens().list(services.alice)).hasSize(2);
    }

    @Test
    void answer_aboutASession_namesTheWayToEndIt() {
        HttpReply reply = ask(revocation, Head.NONE, "token", services.platform.signIn(TestPlatform.ALICE));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(ServicePlatform.body(reply))
                .isEqualTo("{\"error\":\"unsupported_token_type\",\"error_description\":\"this is a session: end it by"
                        + " users.authentication.Signout\"}");
    }

    @Test
    void answer_toAWrongForm_isAnInvalidRequest() {
        for (String[] form : new String[][] {{}, {"token", ""}, {"token", "x", "token", "x"}}) {
            HttpReply reply = ask(revocation, Head.NONE, form);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(ServicePlatform.body(reply)).startsWith("{\"error\":\"invalid_request\",");
        }
    }

    @Test
    void answer_whenTheStoreIsOutOfReach_isNotThatItIsDone() {
        String token = services.token(services.alice, STOP_ENV);
        ForwardingTokens broken = new ForwardingTokens(services.platform.tokens) {
            @Override
            public boolean remove(TokenFingerprint fingerprint, Instant at, Client client) {
                throw new StorageException("out of reach");
            }
        };
        try (Latchkey latchkey = services.latchkey(broken, Optional.empty())) {
            Resource resource = ServicePlatform.resources(latchkey, services.platform.credentials)
                    .revocation();

            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> ask(resource, Head.NONE, "token", token));
        }
    }

    @Test
    void refused_whenItCannotBeDone_saysWhenToAskAgain() {
        HttpReply reply = revocation.refused(503, "busy");

        assertThat(reply.headers().get("Retry-After")).containsExactly("1");
        assertThat(ServicePlatform.body(reply)).startsWith("{\"error\":\"temporarily_unavailable\",");
    }

    private static Head bearer(String value) {
        return Head.with("Authorization", "Bearer " + value);
    }
}
