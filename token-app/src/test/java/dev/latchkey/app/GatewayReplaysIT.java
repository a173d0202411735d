package dev.latchkey.app;

import static dev.latchkey.app.ShopBehindGateways.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Gateways that do not run here: Latchkey gets, byte by byte, what they send with the configurations of the documentation, which names
 * the headers of clients that they pass on.
 */
final class GatewayReplaysIT {

    /** A gateway, and the lines of its configuration that name those headers. */
    private enum Kind {
        ENVOY("envoy.yaml", "allowed_headers", "path_prefix: /gateway/envoy"),
        ISTIO("istio.yaml", "includeRequestHeadersInCheck", "pathPrefix: /gateway/envoy"),
        TRAEFIK("traefik.yaml", "authRequestHeaders", "address: http://latchkey:8090/gateway/forwarded"),
        APISIX("apisix.yaml", "request_headers", "uri: http://latchkey:8090/gateway/forwarded");

        private final String file;
        private final String list;
        private final String address;

        Kind(String file, String list, String address) {
            this.file = file;
            this.list = list;
            this.address = address;
        }

        private String text() throws IOException {
            return Files.readString(GatewayProgram.DOCUMENTED.resolve(file));
        }

        /** The headers that it passes on, in lower case. */
        private List<String> passed() throws IOException {
            String text = text();
            String after = text.substring(text.indexOf(list + ":") + list.length() + 1);
            return Pattern.compile("\\G(?:\\s|patterns:)*- (?:\\{ exact: )?([\\w-]+)(?:, ignore_case: true \\})?\\n")
                    .matcher(after)
                    .results()
                    .map((MatchResult found) -> found.group(1).toLowerCase(Locale.ROOT))
                    .toList();
        }

        private boolean isEnvoy() {
            return this == ENVOY || this == ISTIO;
        }

        /** The question about a request of {@code client}'s. */
        private String question(String method, String target, Map<String, String> client) throws IOException {
            List<String> lines = new ArrayList<>();
            if (isEnvoy()) {
                lines.add(method + " /gateway/envoy" + target + " HTTP/1.1");
                lines.addAll(List.of("host: api.shop.example", "content-length: 0", "x-envoy-internal: true"));
                lines.add("x-envoy-expected-rq-timeout-ms: 1000");
            } else {
                lines.add("GET /gateway/forwarded HTTP/1.1");
                lines.addAll(List.of("Host: latchkey:8090", "User-Agent: Go-http-client/1.1", "Accept-Encoding: gzip"));
                lines.addAll(List.of("X-Forwarded-Proto: https", "X-Forwarded-Host: api.shop.example"));
                lines.add("X-Forwarded-Method: " + method);
                lines.add("X-Forwarded-Uri: " + target);
            }
            lines.add("X-Forwarded-For: 203.0.113.9");
            List<String> passed = passed();
            client.forEach((name, value) -> {
                if (passed.contains(name.toLowerCase(Locale.ROOT))) {
                    lines.add(name + ": " + value);
                }
            });
            return String.join("\r\n", lines) + "\r\n\r\n";
        }

        /** Whether it lets the request pass: Envoy's filter takes 200 alone for a yes. */
        private boolean takesForYes(RawAnswer answer) {
            return isEnvoy() ? answer.status() == 200 : answer.status() >= 200 && answer.status() < 300;
        }
    }

    @TempDir
    private static Path directory;

    private static ShopBehindGateways shop;
    private static String value;

    @BeforeAll
    static void start() throws Exception {
        shop = new ShopBehindGateways(directory);
        value = shop.token("orders.getOrder,orders.createOrder");
    }

    @AfterAll
    static void close() throws Exception {
        shop.close();
    }

    private static RawAnswer ask(Kind kind, String method, String target, Map<String, String> client)
            throws IOException {
        return RawClient.ask(shop.gatewayPort(), kind.question(method, target, client));
    }

    private static Map<String, String> token() {
        return ImmutableMap.of("Authorization", "Bearer " + value);
    }

    @ParameterizedTest
    @EnumSource
    void theConfiguration_isYaml_andAsksLatchkey(Kind kind) throws IOException {
        assertThat(new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(kind.text()))
                .isNotEmpty()
                .allMatch(document -> document instanceof Map);
        assertThat(kind.text()).contains(kind.address);
        assertThat(kind.passed()).contains("authorization", "user-agent", "x-http-method-override", "x-rewrite-url");
    }

    @ParameterizedTest
    @EnumSource
    void aTokenWithTheMethod_isAYes_withoutABody(Kind kind) throws IOException {
        for (String request : List.of("GET /v1/orders/7?status=open", "POST /v1/orders", "HEAD /v1/orders/7")) {
            String[] parts = request.split(" ", 2);

            RawAnswer answer = ask(kind, parts[0], parts[1], token());

            assertThat(kind.takesForYes(answer)).as(answer.head()).isTrue();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.head()).contains("\r\ncontent-length: 0", "\r\nx-latchkey-account: 1\r\n", "no-store");
            assertThat(answer.head()).contains("\r\nx-latchkey-token: ", "\r\nx-latchkey-method: orders.");
        }
    }

    @ParameterizedTest
    @EnumSource
    void noToken_aBadOne_andOneWithoutTheMethod_areANo_thatIsNoErrorOfTheGateways(Kind kind) throws IOException {
        RawAnswer none = ask(kind, "GET", "/v1/orders/7", Map.of());
        RawAnswer bad = ask(kind, "GET", "/v1/orders/7", ImmutableMap.of("Authorization", "Bearer x"));
        RawAnswer without = ask(kind, "DELETE", "/v1/orders/7", token());

        assertThat(List.of(none.status(), bad.status(), without.status())).containsExactly(401, 401, 403);
        for (RawAnswer answer : List.of(none, bad, without)) {
            assertThat(kind.takesForYes(answer)).isFalse();
            assertThat(answer.body()).isEmpty();
            assertThat(answer.head()).contains("\r\ncontent-length: 0", "\r\nwww-authenticate: bearer ");
            assertThat(answer.head()).doesNotContain("x-latchkey-account");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHeader_byWhichServersRunAnotherMethod_isANo(Kind kind) throws IOException {
        for (String name : List.of(
                "X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "X-Original-URL", "X-Rewrite-URL")) {
            Map<String, String> client = ImmutableMap.of("Authorization", "Bearer " + value, name, "DELETE");

            assertThat(ask(kind, "POST", "/v1/orders", client).status())
                    .as(name)
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatServersReadInDifferentWays_isANo(Kind kind) throws IOException {
        for (String target : List.of(
                "/v1/orders/7/../../customers",
                "/v1/orders/a%2Fb",
                "//v1/orders/7",
                "/v1/orders/7;x",
                "/v1/Orders/7")) {
            assertThat(ask(kind, "GET", target, token()).status()).as(target).isEqualTo(403);
        }
        assertThat(ask(kind, "GET", "/v1/orders/" + "7".repeat(8_000), token()).status())
                .isEqualTo(200);
        assertThat(ask(kind, "OPTIONS", "/v1/orders/7", token()).status())
                .as("a preflight of CORS")
                .isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource
    void aRevokedToken_isANoAtOnce_overTheSameConnection(Kind kind) throws IOException {
        String revoked = shop.token("orders.getOrder");
        try (RawClient gateway = new RawClient(shop.gatewayPort())) {
            String question =
                    kind.question("GET", "/v1/orders/7", ImmutableMap.of("Authorization", "Bearer " + revoked));
            for (int i = 0; i < 100; i++) {
                assertThat(gateway.exchange(question).status()).isEqualTo(200);
            }
            shop.remove(revoked);

            assertThat(gateway.exchange(question).status()).isEqualTo(401);
        }
    }

    /** An Envoy that joins them, as it does with duplicates, sends one header that is no token. */
    @ParameterizedTest
    @EnumSource
    void twoTokens_areANo(Kind kind) throws IOException {
        Map<String, String> joined = ImmutableMap.of("Authorization", "Bearer " + value + ",Bearer " + value);
        String twice =
                kind.question("GET", "/v1/orders/7", token()).replace("\r\n\r\n", "\r\n" + bearer(value) + "\r\n\r\n");

        assertThat(ask(kind, "GET", "/v1/orders/7", joined).status()).isEqualTo(401);
        assertThat(RawClient.ask(shop.gatewayPort(), twice).status()).isEqualTo(401);
    }
}
