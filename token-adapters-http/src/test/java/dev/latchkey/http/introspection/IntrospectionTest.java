package dev.latchkey.http.introspection;

import static dev.latchkey.http.introspection.ServicePlatform.INTROSPECT;
import static dev.latchkey.http.introspection.ServicePlatform.READ_ORDER;
import static dev.latchkey.http.introspection.ServicePlatform.STOP_ENV;
import static dev.latchkey.http.introspection.ServicePlatform.ask;
import static dev.latchkey.http.introspection.ServicePlatform.body;
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
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodCatalog;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.testing.Fixtures;
import dev.latchkey.token.testing.ForwardingTokens;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IntrospectionTest {

    private static final String BASIC = "WWW-Authenticate: Basic realm=\"latchkey\", charset=\"UTF-8\"";
    private static final String INVALID = "WWW-Authenticate: Bearer realm=\"latchkey\", error=\"invalid_token\","
            + " error_description=\"the token is unknown, expired or revoked\"";
    private static final List<String> HEADERS = List.of(
            "Cache-Control: no-store",
            "Referrer-Policy: no-referrer",
            "X-Content-Type-Options: nosniff",
            "Content-Type: application/json;charset=UTF-8");
    private static final Expiry TOMORROW = Expiry.at(Fixtures.NOW.plus(Duration.ofDays(1)));

    private final ServicePlatform services = new ServicePlatform();
    private final Resource introspection = services.resources.introspection();

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void answer_ofALiveToken_tellsWhatItMayCall() {
        IssuedToken issued = services.issue(services.alice, Fixtures.custom(STOP_ENV, READ_ORDER), TOMORROW);

        HttpReply reply = services.introspect("token", issued.value().reveal());

        String id = issued.token().id().toString();
        assertThat(lines(reply))
                .isEqualTo(expected(
                        200,
                        List.of(),
                        "{\"active\":true,\"scope\":\"environment.control.StopEnv orders.Read\",\"token_type\":\"Bearer\","
                                + "\"sub\":\"" + services.alice + "\",\"iss\":\"https://tokens.example.com\","
                                + "\"client_id\":\"" + id + "\",\"jti\":\"" + id + "\",\"iat\":1795515330,"
                                + "\"exp\":1795601730}"));
    }

    @Test
    void answer_ofATokenOfATemplate_thatNeverExpires_namesTheTemplate_andNoExpiry() {
        IssuedToken issued = services.issue(services.alice, new ApiMethodSet.OfTemplate("IDE Plugins"), Expiry.never());

        JsonObject answer = json(services.introspect("token", issued.value().reveal()));

        assertThat(answer.getString("latchkey_template")).isEqualTo("IDE Plugins");
        assertThat(answer.getString("scope")).isEqualTo("environment.control.StopEnv");
        assertThat(answer.fieldNames()).doesNotContain("exp", "latchkey_permitted");
        assertThat(answer.toString()).doesNotContain("Nightly", "@");
    }

    @Test
    void answer_ofASession_tellsItsAccount_andAllThatTokensCanBeGiven() {
        String session = services.platform.signIn(TestPlatform.ALICE);

        JsonObject answer = json(services.introspect("token", session));

        assertThat(answer.getBoolean("active")).isTrue();
        assertThat(answer.getString("sub")).isEqualTo(services.alice.value());
        assertThat(answer.getString("scope").split(" "))
                .contains("environment.control.StopEnv", "orders.Read")
                .doesNotContain(INTROSPECT.toString(), "users.authentication.CreateToken");
        assertThat(answer.fieldNames()).doesNotContain("client_id", "jti", "exp");
    }

    /** A service that kept such an answer would tell the kinds of death apart by it. */
    @Test
    void answer_ofWhatIsDead_isTheSame_whateverItIs() {
        String removed = services.token(services.alice, STOP_ENV);
        assertThat(services.latchkey
                        .tokens()
                        .revoke(services.latchkey.fingerprintOf(removed).orElseThrow(), Client.UNKNOWN))
                .isTrue();
        IssuedToken expired = services.issue(services.alice, Fixtures.custom(STOP_ENV), TOMORROW);
        IssuedToken suspended = services.issue(services.alice, Fixtures.custom(STOP_ENV), Expiry.never());
        services.latchkey
                .tokens()
                .suspend(
                        byPlatform(services.alice),
                        ImmutableSet.of(suspended.token().id()))
                .orThrow();
        services.platform.clock.set(Fixtures.NOW.plus(Duration.ofDays(1)));
        List<String> dead = List.of(
                removed,
                expired.value().reveal(),
                suspended.value().reveal(),
                Fixtures.newValue().reveal(),
                "lks_unknown",
                "x",
                "%00\u0000\"\\ü🔑",
                "x".repeat(8192));

        for (String token : dead) {
            for (String[] form : new String[][] {
                {"token", token},
                {"token", token, "token_type_hint", "refresh_token"},
                {"token", token, "method", "environment.control.StopEnv"},
                {"token", token, "http_method", "GET", "path", "/orders/health"},
                {"token", token, "http_method", "GET", "path", "/nothing"}
            }) {
                assertThat(lines(services.introspect(form)))
                        .as(token)
                        .isEqualTo(expected(200, List.of(), "{\"active\":false}"));
            }
        }
    }

    @Test
    void answer_ofATokenOfADisabledAccount_isInactive() {
        String token = services.token(services.alice, STOP_ENV);
        services.latchkey.tokens().disable(byPlatform(services.alice));

        assertThat(body(services.introspect("token", token))).isEqualTo("{\"active\":false}");
    }

    @Test
    void answer_toNobody_asksForAuthentication_withoutAnError() {
        String token = services.token(services.alice, STOP_ENV);

        for (Head head : List.of(Head.NONE, Head.with("Authorization", "Bearer"), ServiceCredentialTest.basic("a:"))) {
            assertThat(lines(ask(introspection, head, "token", token)))
                    .isEqualTo(expected(
                            401,
                            List.of("WWW-Authenticate: Bearer realm=\"latchkey\"", BASIC),
                            "{\"error\":\"invalid_client\",\"error_description\":\"authenticate with a token that has"
                                    + " latchkey.tokens.Introspect, as Bearer or as the password of Basic\"}"));
        }
    }

    /** Nothing of the token, nor of why the caller is refused. */
    @Test
    void answer_toADeadCaller_isTheSame_whateverIsAskedAbout() {
        String token = services.token(services.alice, STOP_ENV);
        IssuedToken expired = services.issue(services.bob, Fixtures.custom(INTROSPECT), TOMORROW);
        String session = services.platform.signIn(TestPlatform.BOB);
        services.platform.clock.set(Fixtures.NOW.plus(Duration.ofDays(1)));
        List<Head> dead = List.of(
                bearer(expired.value().reveal()),
                bearer(Fixtures.newValue().reveal()),
                bearer(session),
                bearer("x".repeat(8192)),
                bearer(services.service + "," + services.service),
                bearer("%"),
                ServiceCredentialTest.basic(services.service + ":x"),
                ServiceCredentialTest.basic(":" + services.service),
                Head.with("Authorization", "Basic %%%"),
                Head.with("Authorization", services.service));

        for (Head head : dead) {
            for (String asked : List.of(token, "x")) {
                assertThat(lines(ask(introspection, head, "token", asked)))
                        .as(head.toString())
                        .isEqualTo(expected(
                                401,
                                List.of(INVALID, BASIC),
                                "{\"error\":\"invalid_client\",\"error_description\":\"the token to authenticate with"
                                        + " is unknown, expired or revoked\"}"));
            }
        }
    }

    @Test
    void answer_toATokenWithoutTheMethod_namesIt() {
        String caller = services.token(services.bob, STOP_ENV);
        String token = services.token(services.alice, STOP_ENV);

        assertThat(lines(ask(introspection, bearer(caller), "token", token)))
                .isEqualTo(expected(
                        403,
                        List.of("WWW-Authenticate: Bearer realm=\"latchkey\", error=\"insufficient_scope\","
                                + " error_description=\"the token lacks the method\","
                                + " scope=\"latchkey.tokens.Introspect\""),
                        "{\"error\":\"insufficient_scope\",\"error_description\":\"the token to authenticate with lacks"
                                + " latchkey.tokens.Introspect\"}"));
    }

    /** The sessions of a platform may look like tokens; they may do all that their accounts may, and yet are no services. */
    @Test
    void answer_toASessionThatLooksLikeAToken_isRefused() {
        String token = services.token(services.alice, STOP_ENV);
        Resource ofSessions = ServicePlatform.resources(services.latchkey, new AnySession(services.alice))
                .introspection();

        assertThat(ask(ofSessions, bearer(Fixtures.newValue().reveal()), "token", token)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void answer_toBasic_tells() {
        String token = services.token(services.alice, STOP_ENV);

        for (String name : List.of("client", "0", "my%20service")) {
            assertThat(body(ask(
                            introspection, ServiceCredentialTest.basic(name + ":" + services.service), "token", token)))
                    .startsWith("{\"active\":true,");
        }
    }

    @Test
    void answer_toATokenThatAsksAboutItself_isRefused() {
        assertThat(lines(services.introspect("token", " " + services.service)))
                .isEqualTo(expected(
                        403,
                        List.of(),
                        "{\"error\":\"access_denied\",\"error_description\":\"a token does not introspect itself:"
                                + " authenticate with the service's own\"}"));
    }

    @Test
    void answer_toTwoHeaders_isAnInvalidRequest() {
        Head two = Head.with("Authorization", "Bearer " + services.service, "Bearer " + services.service);

        assertThat(lines(ask(introspection, two, "token", "x")))
                .isEqualTo(expected(
                        400,
                        List.of(),
                        "{\"error\":\"invalid_request\",\"error_description\":\"there are several Authorization headers:"
                                + " send one\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                              | token is missing: give it in the body's form",
                "token=                          | token is missing: give it in the body's form",
                "token=%20                       | token is missing: give it in the body's form",
                "Token=x                         | token is missing: give it in the body's form",
                "token=x&token=x                 | token is given more than once",
                "token=x&a=1&a=1                 | a parameter is given more than once",
                "token=x&method=no.Such          | method: method is not in the catalog: no.Such",
                "token=x&method=a%22b            | method: name must be 1 to 8 parts of A-Z a-z 0-9 _ -, separated by dots: a?b",
                "token=x&http_method=GET         | http_method and path ask together: give both, or none",
                "token=x&path=/                  | http_method and path ask together: give both, or none",
                "token=x&http_method=GET&path=/&method=orders.Read"
                        + "                      | give method, or http_method and path, and not both"
            })
    void answer_toAWrongForm_saysWhatIsWrong(String form, String detail) {
        String[] pairs = form.isEmpty()
                ? new String[0]
                : Arrays.stream(form.split("[&=]", -1))
                        .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                        .toArray(String[]::new);

        assertThat(lines(services.introspect(pairs)))
                .isEqualTo(expected(
                        400, List.of(), "{\"error\":\"invalid_request\",\"error_description\":\"" + detail + "\"}"));
    }

    /** A mistake in a name's place, and in a log thereafter. */
    @Test
    void answer_toAValueInAMethodsPlace_doesNotRepeatIt() {
        String value = Fixtures.newValue().reveal();

        assertThat(body(services.introspect("token", "x", "method", value)))
                .contains("one of " + value.length() + " characters")
                .doesNotContain(value);
    }

    @ParameterizedTest
    @CsvSource({
        "method, environment.control.StopEnv, environment.control.StopEnv, true, ",
        "method, ENVIRONMENT.control.stopenv, environment.control.StopEnv, true, ",
        "method, orders.read, orders.Read, false, not-granted",
        "method, orders.health, orders.Health, true, ",
        "method, users.authentication.CreateToken, users.authentication.CreateToken, false, not-granted",
        "method, latchkey.tokens.introspect, latchkey.tokens.Introspect, false, not-granted",
        "GET, /orders/7, orders.Read, false, not-granted",
        "HEAD, /orders/7?x=1, orders.Read, false, not-granted",
        "GET, /orders/health, orders.Health, true, ",
        "POST, /orders/7, , false, unknown-operation",
        "GET, /orders, , false, unknown-operation",
        "GET, /orders/%2e%2e, , false, ambiguous-path",
        "GET, //orders/7, , false, ambiguous-path",
        "GET, /orders/HEALTH, , false, ambiguous-path",
        "GET, orders/7, , false, ambiguous-path"
    })
    void answer_toAQuestion_saysWhetherTheTokenMay(
            String kind, String asked, String method, boolean permitted, String reason) {
        String token = services.token(services.alice, STOP_ENV);

        JsonObject answer = json(
                kind.equals("method")
                        ? services.introspect("token", token, "method", asked)
                        : services.introspect("token", token, "http_method", kind, "path", asked));

        assertThat(answer.getBoolean("active")).isTrue();
        assertThat(answer.getString("latchkey_method")).isEqualTo(method);
        assertThat(answer.getBoolean("latchkey_permitted")).isEqualTo(permitted);
        assertThat(answer.getString("latchkey_reason")).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "environment.control.StopEnv, true",
        "users.authentication.CreateToken, true",
        "latchkey.tokens.Introspect, false"
    })
    void answer_aboutASession_permitsAllButWhatServicesDo(String method, boolean permitted) {
        String session = services.platform.signIn(TestPlatform.BOB);

        assertThat(json(services.introspect("token", session, "method", method)).getBoolean("latchkey_permitted"))
                .isEqualTo(permitted);
    }

    @Test
    void answer_toAQuestion_countsAsACall_andTheServicesOwnDoNot() {
        try (ServicePlatform limited = new ServicePlatform(Optional.of(2))) {
            String token = limited.token(limited.alice, STOP_ENV);
            String[] question = {"token", token, "method", STOP_ENV.toString()};
            assertThat(json(limited.introspect(question)).getBoolean("latchkey_permitted"))
                    .isTrue();
            assertThat(json(limited.introspect(question)).getBoolean("latchkey_permitted"))
                    .isTrue();

            HttpReply third = limited.introspect(question);

            assertThat(third.status()).isEqualTo(200);
            assertThat(third.headers().keySet()).doesNotContain("Retry-After");
            assertThat(json(third).getBoolean("active")).isTrue();
            assertThat(json(third).getBoolean("latchkey_permitted")).isFalse();
            assertThat(json(third).getString("latchkey_reason")).isEqualTo("rate-limited");
            assertThat(json(third).getInteger("latchkey_retry_after")).isBetween(1, 30);
            assertThat(json(limited.introspect("token", token)).getBoolean("active"))
                    .isTrue();
        }
    }

    @Test
    void answer_toAQuestionThatIsRefused_isInTheHistory() {
        String token = services.token(services.alice, STOP_ENV);
        HttpReply unused = services.introspect("token", token, "method", "orders.Read");
        services.latchkey.flush();

        assertThat(Fixtures.history(services.platform.events, Events.Filter.ALL, 10))
                .filteredOn(event -> event.kind() == Event.Kind.REFUSED)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.account()).contains(services.alice);
                    assertThat(event.detail()).contains("orders.Read");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/token-introspection+jwt", "text/html", "application/json;q=0"})
    void answer_whenJsonIsNotTaken_is406(String accept) {
        HttpReply reply = ask(introspection, bearer(services.service).and("Accept", accept), "token", "x");

        assertThat(lines(reply))
                .isEqualTo(expected(
                        406,
                        List.of(),
                        "{\"error\":\"invalid_request\",\"error_description\":\"the answer is application/json,"
                                + " which the Accept header leaves out\"}"));
    }

    @Test
    void answer_whenTheStoreIsOutOfReach_isNeverInactive() {
        String token = services.token(services.alice, STOP_ENV);
        ForwardingTokens broken = new ForwardingTokens(services.platform.tokens) {
            @Override
            public Optional<Token> find(TokenFingerprint fingerprint) {
                if (services.latchkey.fingerprintOf(token).orElseThrow().equals(fingerprint)) {
                    throw new StorageException("out of reach");
                }
                return super.find(fingerprint);
            }
        };
        try (Latchkey latchkey = services.latchkey(broken, Optional.empty())) {
            Resource resource = ServicePlatform.resources(latchkey, services.platform.credentials)
                    .introspection();

            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> ask(resource, bearer(services.service), "token", token));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 405, 408, 413, 415})
    void refused_isToldAsOauthDoes(int status) {
        assertThat(lines(introspection.refused(status, "a \"detail\"")))
                .isEqualTo(expected(
                        status, List.of(), "{\"error\":\"invalid_request\",\"error_description\":\"a ?detail?\"}"));
    }

    @Test
    void refused_whenItCannotBeDecided_saysWhenToAskAgain() {
        assertThat(lines(introspection.refused(503, "busy")))
                .isEqualTo(expected(
                        503,
                        List.of("Retry-After: 1"),
                        "{\"error\":\"temporarily_unavailable\",\"error_description\":\"busy\"}"));
    }

    @Test
    void answerAtOnce_neverAsksTheStore() {
        String token = services.token(services.alice, STOP_ENV);
        Resource.Request ofService =
                new Resource.Request(bearer(services.service), "/", List.of(Map.entry("token", token)));
        Resource.Request ofStranger = new Resource.Request(Head.NONE, "/", List.of());

        assertThat(introspection.answerAtOnce(ofService)).isEmpty();
        assertThat(introspection.answerAtOnce(ofStranger))
                .map(HttpReply::status)
                .contains(401);
    }

    /** As large as a scope gets on a platform of 310 methods with names of 35 characters. */
    @Test
    void answer_ofATokenForAWholePlatform_isOfElevenKilobytes() {
        List<String> names = IntStream.range(0, 310)
                .mapToObj(i -> "environment.control.SomeMethod%05d".formatted(i))
                .toList();
        IssuedToken issued = services.issue(
                services.alice,
                Fixtures.custom(names.stream().map(ApiMethod::of).toArray(ApiMethod[]::new)),
                Expiry.never());
        ApiMethodCatalog.Builder catalog =
                ApiMethodCatalog.builder().reads(names.toArray(String[]::new)).method(TokenResources.INTROSPECT);
        services.latchkey.catalog(catalog.build());

        HttpReply reply = services.introspect("token", issued.value().reveal());

        assertThat(json(reply).getString("scope").split(" ")).hasSize(310);
        assertThat(body(reply).length()).isBetween(10_000, 12_000);
    }

    private static Head bearer(String value) {
        return Head.with("Authorization", "Bearer " + value);
    }

    private static JsonObject json(HttpReply reply) {
        assertThat(reply.status()).isEqualTo(200);
        return new JsonObject(body(reply));
    }

    private static List<String> expected(int status, List<String> more, String body) {
        return Stream.of(List.of(String.valueOf(status)), HEADERS, more, List.of(body))
                .flatMap(List::stream)
                .toList();
    }
}
