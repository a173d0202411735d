package dev.latchkey.http.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.IssuedToken;
import dev.latchkey.http.TestPlatform;
import dev.latchkey.token.Client;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.testing.ExpectedLog;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {

    private static final String DEAD = "Bearer realm=\"latchkey\", error=\"invalid_token\","
            + " error_description=\"the token is unknown, expired or revoked\"";

    private final GuardedShop shop = GuardedShop.start();

    @AfterEach
    void close() {
        shop.close();
    }

    /** How each kind of gateway asks about a request: the line of its request, and its headers. */
    private record Kind(String line, List<String> headers) {

        private String[] with(String... more) {
            return Stream.concat(headers.stream(), Stream.of(more)).toArray(String[]::new);
        }

        private static Kind original(String method, String target) {
            return new Kind(
                    "GET /gateway/original", List.of("X-Original-Method: " + method, "X-Original-URI: " + target));
        }

        private static Kind forwarded(String method, String target) {
            return new Kind(
                    "GET /gateway/forwarded", List.of("X-Forwarded-Method: " + method, "X-Forwarded-Uri: " + target));
        }

        private static Kind envoy(String method, String target) {
            return new Kind(method + " /gateway/envoy" + target, List.of());
        }

        private static Stream<Kind> all(String method, String target) {
            return Stream.of(original(method, target), forwarded(method, target), envoy(method, target));
        }

        @Override
        public String toString() {
            return line;
        }
    }

    private static Stream<Kind> getOrder() {
        return Kind.all("GET", "/orders/7?x=1");
    }

    private RawAnswer ask(Kind kind, String... more) throws IOException {
        return shop.ask(kind.line(), kind.with(more));
    }

    private static String bearer(String value) {
        return "Authorization: Bearer " + value;
    }

    @ParameterizedTest
    @MethodSource("getOrder")
    void aTokenWithTheMethod_isAllowed_andAllHeadersTellWhoAsks(Kind kind) throws IOException {
        IssuedToken token = shop.token(Expiry.never(), "orders.get");

        RawAnswer answer = ask(kind, bearer(token.value().reveal()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-length")).isEqualTo("0");
        assertThat(answer.header("x-latchkey-account")).isEqualTo(shop.alice.toString());
        assertThat(answer.header("x-latchkey-token"))
                .isEqualTo(token.token().id().toString());
        assertThat(answer.header("x-latchkey-method")).isEqualTo("orders.get");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(answer.headers().keySet()).doesNotContain("connection", "content-type");
    }

    @ParameterizedTest
    @MethodSource("getOrder")
    void unknownExpiredRemovedAndMalformed_areDenied_inTheSameWords(Kind kind) throws IOException {
        IssuedToken removed = shop.token(Expiry.never(), "orders.get");
        shop.remove(removed);

        for (String value : new String[] {
            shop.expiredValue("orders.get"), removed.value().reveal(), "lkp_x", "%00", "a b", "x".repeat(8_000)
        }) {
            RawAnswer answer = ask(kind, bearer(value));
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("www-authenticate")).isEqualTo(DEAD);
            assertThat(answer.header("x-latchkey-reason")).isEqualTo("unauthenticated");
            assertThat(answer.header("content-length")).isEqualTo("0");
            assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("x-latchkey-a"));
        }
    }

    @ParameterizedTest
    @MethodSource("getOrder")
    void noCredential_isAskedForOne(Kind kind) throws IOException {
        assertThat(ask(kind).header("www-authenticate")).isEqualTo("Bearer realm=\"latchkey\"");
        assertThat(ask(kind, "Authorization: Basic YTpi").header("www-authenticate"))
                .isEqualTo("Bearer realm=\"latchkey\"");
        assertThat(ask(kind, "Authorization: Bearer").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("getOrder")
    void aTokenWithoutTheMethod_isDenied_andToldWhichOne(Kind kind) throws IOException {
        RawAnswer answer = ask(kind, bearer(shop.value("orders.list")));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("x-latchkey-required-method")).isEqualTo("orders.get");
        assertThat(answer.header("x-latchkey-reason")).isEqualTo("not-permitted");
        assertThat(answer.header("www-authenticate"))
                .isEqualTo("Bearer realm=\"latchkey\", error=\"insufficient_scope\","
                        + " error_description=\"the token lacks the method\", scope=\"orders.get\"");
    }

    @ParameterizedTest
    @MethodSource("getOrder")
    void severalCredentials_areDenied(Kind kind) throws IOException {
        String value = shop.value("orders.get");

        RawAnswer answer = ask(kind, bearer(value), bearer(value));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("x-latchkey-reason")).isEqualTo("several-credentials");
    }

    @ParameterizedTest
    @MethodSource("getOrder")
    void aSession_mayDoWhatItsAccountMay(Kind kind) throws IOException {
        RawAnswer answer = ask(kind, bearer(shop.platform.signIn(TestPlatform.ALICE)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-latchkey-account")).isEqualTo(shop.alice.toString());
        assertThat(answer.header("x-latchkey-token")).isEqualTo("-");
    }

    private static Stream<Kind> getProducts() {
        return Kind.all("GET", "/products");
    }

    @ParameterizedTest
    @MethodSource("getProducts")
    void anOpenOperation_isAllowed_whateverTheCredential(Kind kind) throws IOException {
        for (String header : new String[] {"X-Nothing: 1", bearer("lkp_x")}) {
            RawAnswer answer = ask(kind, header);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("x-latchkey-account")).isEqualTo("-");
            assertThat(answer.header("x-latchkey-token")).isEqualTo("-");
            assertThat(answer.header("x-latchkey-method")).isEqualTo("products.list");
        }
    }

    private static Stream<Kind> ambiguous() {
        return Stream.of(
                        "/orders/a%2Fb",
                        "/orders//7", "/orders/../products", "/orders/7;x=1", "/orders/%00", "/products/%2e%2e/orders")
                .flatMap(target -> Kind.all("GET", target));
    }

    @ParameterizedTest
    @MethodSource("ambiguous")
    void aPath_thatServersReadInDifferentWays_isDenied(Kind kind) throws IOException {
        RawAnswer answer = ask(kind, bearer(shop.value("orders.get", "orders.list")));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("x-latchkey-reason")).isEqualTo("ambiguous-path");
    }

    private static Stream<Kind> unknown() {
        return Stream.concat(Kind.all("GET", "/nothing"), Kind.all("DELETE", "/orders/7"));
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void whatIsNoOperation_isDenied(Kind kind) throws IOException {
        RawAnswer answer = ask(kind, bearer(shop.value("orders.get")));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("x-latchkey-reason")).isEqualTo("unknown-operation");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-HTTP-Method-Override: DELETE",
                "X_HTTP_Method_Override: DELETE",
                "x-http_method-override: DELETE",
                "X-HTTP-Method: DELETE",
                "X-Method-Override: DELETE",
                "X-Original-URL: /admin",
                "X-Rewrite-URL: /admin",
                "X_HTTP_METHOD_OVERRIDE: DELETE",
                "x-http_method-override: DELETE",
                "X_Original-URL: /admin"
            })
    void aHeader_byWhichSomeServersRunAnotherMethod_isDenied(String header) throws IOException {
        RawAnswer answer = ask(Kind.original("GET", "/orders/7"), bearer(shop.value("orders.get")), header);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("x-latchkey-reason")).isEqualTo("ambiguous-method");
    }

    @ParameterizedTest
    @CsvSource({
        "/orders?_method=DELETE,403",
        "/orders?a=1&%5Fmethod=PUT,403",
        "/orders?a=%zz&_method=PUT,403",
        "/orders?_m%65thod=PUT,403",
        "/orders?.method=PUT,403",
        "/orders?%20_method=PUT,403",
        "/orders?a=1;_method=PUT,403",
        "/orders?shipping_method=air,200"
    })
    void aParameter_byWhichSomeServersRunAnotherMethod_isDenied(String target, int status) throws IOException {
        assertThat(ask(Kind.original("POST", target), bearer(shop.value("orders.create")))
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "GET /gateway/original,X-Forwarded-Method: GET,X-Forwarded-Uri: /orders/7",
        "GET /gateway/original,X-Original-Method: GET,X-Nothing: 1",
        "GET /gateway/original,X-Original-URI: /orders/7,X-Nothing: 1",
        "GET /gateway/forwarded,X-Original-Method: GET,X-Original-URI: /orders/7",
        "GET /gateway/forwarded,X-Forwarded-Method: GET,X-Original-URI: /orders/7",
    })
    void aGateway_thatDoesNotSayWhatItAsksAbout_isToldSo_andNothingIsAllowed(String line, String one, String other)
            throws IOException {
        RawAnswer answer = shop.ask(line, one, other, bearer(shop.value("orders.get")));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.header("x-latchkey-reason")).isEqualTo("gateway-misconfigured");
    }

    @Test
    void aGateway_thatSaysTwiceWhatItAsksAbout_isToldSo() throws IOException {
        assertThat(ask(Kind.original("GET", "/orders/7"), "X-Original-URI: /products")
                        .status())
                .isEqualTo(500);
        assertThat(ask(Kind.forwarded("GET", "/orders/7"), "X-Forwarded-Method: GET")
                        .status())
                .isEqualTo(500);
    }

    @Test
    void headersOfOtherKinds_andOfOurs_neverMatter() throws IOException {
        String value = shop.value("orders.list");
        String[] others = {
            "X-Forwarded-Method: GET",
            "X-Forwarded-Uri: /orders",
            "X-Latchkey-Account: 999",
            "X-Latchkey-Method: orders.list",
            bearer(value)
        };

        assertThat(ask(Kind.original("GET", "/orders/7"), others).status()).isEqualTo(403);
        assertThat(ask(
                                Kind.forwarded("GET", "/orders/7"),
                                "X-Original-Method: GET",
                                "X-Original-URI: /orders",
                                bearer(value))
                        .status())
                .isEqualTo(403);
        assertThat(ask(Kind.envoy("GET", "/orders/7"), others).status()).isEqualTo(403);
    }

    @Test
    void amongEverybody_aGatewayHasToHaveTheSecret() throws IOException {
        String value = bearer(shop.value("orders.get"));
        Kind kind = Kind.original("GET", "/orders/7");

        assertThat(shop.askAmongEverybody(kind.line(), kind.with(value)).header("x-latchkey-reason"))
                .isEqualTo("gateway-secret");
        for (String wrong : new String[] {"", GuardedShop.SECRET + "x", "wrong"}) {
            assertThat(shop.askAmongEverybody(kind.line(), kind.with(value, "X-Latchkey-Gateway: " + wrong))
                            .status())
                    .isEqualTo(403);
        }
        assertThat(shop.askAmongEverybody(kind.line(), kind.with(value, "X-Latchkey-Gateway: " + GuardedShop.SECRET))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 25", "Transfer-Encoding: chunked"})
    void aBodyThatDoesNotCome_isNotWaitedFor_andTheConnectionEnds(String header) throws IOException {
        long start = System.nanoTime();

        RawAnswer answer = ask(Kind.original("POST", "/orders"), bearer(shop.value("orders.create")), header);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.ended()).isTrue();
        assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
    }

    @Test
    void head_isAnsweredAsGet() throws IOException {
        Kind kind = Kind.original("GET", "/orders/7");

        RawAnswer answer = shop.ask("HEAD /gateway/original", kind.with(bearer(shop.value("orders.get"))));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-latchkey-method")).isEqualTo("orders.get");
    }

    @Test
    @ExpectedLog("Gateway failed, reference")
    void whatCannotBeDecided_isNotDenied() throws IOException {
        String value = shop.value("orders.get");
        shop.setBroken(true);

        RawAnswer answer = ask(Kind.original("GET", "/orders/7"), bearer(value));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isEqualTo("1");
        assertThat(answer.header("content-length")).isEqualTo("0");
        assertThat(answer.headers().keySet()).doesNotContain("www-authenticate");
    }

    @Test
    void aRevokedToken_isDeniedAtOnce_alsoIfItWasCached() throws IOException {
        IssuedToken token = shop.token(Expiry.never(), "orders.get");
        Kind kind = Kind.original("GET", "/orders/7");
        assertThat(ask(kind, bearer(token.value().reveal())).status()).isEqualTo(200);

        shop.remove(token);

        assertThat(ask(kind, bearer(token.value().reveal())).status()).isEqualTo(401);
    }

    @Test
    void anotherCatalog_countsFromTheNextRequestOn() throws IOException {
        String value = shop.value("orders.get");

        shop.reload(
                GuardedShop.operation("orders.get", false, "GET", "/v2/orders/{id}"),
                GuardedShop.operation("orders.purge", false, "GET", "/orders/{id}"));

        assertThat(ask(Kind.original("GET", "/v2/orders/7"), bearer(value)).status())
                .isEqualTo(200);
        assertThat(ask(Kind.original("GET", "/orders/7"), bearer(value)).header("x-latchkey-required-method"))
                .isEqualTo("orders.purge");
    }

    @Test
    void theClientsAddress_isTheOneThatTheGatewayTells() throws IOException {
        String value = shop.value("orders.get");

        ask(
                Kind.original("GET", "/orders/7"),
                bearer(value),
                "X-Forwarded-For: 203.0.113.9, 198.51.100.7",
                "User-Agent: curl/8");

        shop.latchkey().flush();
        assertThat(shop.latchkey().tokens().list(shop.alice).get(0).lastUse())
                .hasValueSatisfying(use -> assertThat(use.client()).isEqualTo(new Client("198.51.100.7", "curl/8")));
    }

    @Test
    void aPlatformsOwnHeaderAndParameter_areLookedAt_ifThereIsNoBearer() throws IOException {
        GatewayCredential credential = new GatewayCredential(Optional.of("X-Api-Key"), Optional.of("session"));
        try (GuardedShop own = GuardedShop.with(credential)) {
            String value = own.value("orders.get");
            String[] header = {"X-Original-Method: GET", "X-Original-URI: /orders/7"};
            String[] query = {"X-Original-Method: GET", "X-Original-URI: /orders/7?a=1&session=" + value};
            String[] twice = {
                "X-Original-Method: GET", "X-Original-URI: /orders/7?session=" + value + "&session=" + value
            };
            String line = "GET /gateway/original";

            assertThat(own.ask(line, header[0], header[1], "X-Api-Key: " + value)
                            .status())
                    .isEqualTo(200);
            assertThat(own.ask(line, header[0], header[1], "X-Api-Key: " + value, "Authorization: Basic YTpi")
                            .status())
                    .isEqualTo(200);
            assertThat(own.ask(line, query).status()).isEqualTo(200);
            assertThat(own.ask(line, twice).status()).isEqualTo(401);
            assertThat(own.ask(line, header[0], header[1], "X-Api-Key: " + value, "X-Api-Key: " + value)
                            .status())
                    .isEqualTo(401);
            assertThat(own.ask(line, query[0], query[1], bearer("lkp_x")).status())
                    .isEqualTo(401);
        }
        assertThat(shop.ask(
                                "GET /gateway/original",
                                "X-Original-Method: GET",
                                "X-Original-URI: /orders/7?session=" + shop.value("orders.get"))
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"original,403", "forwarded,429"})
    void aTokenWithTooManyCalls_isToldWhenToComeBack(String kind, int status) throws IOException {
        try (GuardedShop limited = GuardedShop.limited()) {
            String value = bearer(limited.value("orders.get"));
            Kind asking =
                    kind.equals("original") ? Kind.original("GET", "/orders/7") : Kind.forwarded("GET", "/orders/7");
            RawAnswer first = limited.ask(asking.line(), asking.with(value));
            assertThat(first.header("ratelimit-policy")).isEqualTo("\"token-min\";q=3;w=60");
            assertThat(first.header("ratelimit")).startsWith("\"token-min\";r=2;t=");
            limited.ask(asking.line(), asking.with(value));
            limited.ask(asking.line(), asking.with(value));

            RawAnswer refused = limited.ask(asking.line(), asking.with(value));

            assertThat(refused.status()).isEqualTo(status);
            assertThat(refused.header("x-latchkey-reason")).isEqualTo("rate-limited");
            assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1, 20);
            assertThat(refused.header("ratelimit")).startsWith("\"token-min\";r=0;t=");
        }
    }
}
