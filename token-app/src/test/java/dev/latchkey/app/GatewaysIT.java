package dev.latchkey.app;

import static dev.latchkey.app.ShopBehindGateways.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Iterables;
import dev.latchkey.app.RecordingServer.Received;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gateways with the configurations of the documentation, between clients and an API, while Latchkey answers them. */
final class GatewaysIT {

    private static final String GET_ORDER = "GET /v1/orders/7";

    @TempDir
    private static Path directory;

    private static ShopBehindGateways shop;
    private static String getOrder;
    private static String expiring;

    @BeforeAll
    static void start() throws Exception {
        shop = new ShopBehindGateways(directory);
        expiring = shop.expiringToken("orders.getOrder");
        getOrder = shop.token("orders.getOrder");
    }

    /** Latchkey's log has no credential, whatever the tests sent. */
    @AfterAll
    static void close() throws Exception {
        try (ShopBehindGateways closing = shop) {
            String log = closing.latchkeysLog();
            assertThat(log).contains(" FINE ");
            for (String value : closing.values()) {
                assertThat(log.contains(value)).as("a value in the log").isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTokenWithTheMethod_reachesTheApi_withTheGatewaysIdentityAlone(GatewayProgram program) throws IOException {
        RawAnswer answer = shop.gateway(program)
                .ask(
                        GET_ORDER + "?status=open",
                        bearer(getOrder),
                        "X-Latchkey-Account: 999",
                        "X-Latchkey-Token: 999",
                        "X-Latchkey-Method: orders.cancelOrder",
                        "X_Latchkey_Account: 999",
                        "X-Latchkey_Account: 999",
                        "x_latchkey-token: 999");

        assertThat(answer.status()).isEqualTo(200);
        Received request = shop.only();
        assertThat(request.line()).startsWith(GET_ORDER + "?status=open HTTP/1.");
        assertThat(request.header("X-Latchkey-Account")).containsExactly("1");
        assertThat(Iterables.getOnlyElement(request.header("X-Latchkey-Token")))
                .matches("[0-9]+")
                .isNotEqualTo("999");
        assertThat(request.header("X-Latchkey-Method")).containsExactly("orders.getOrder");
        assertThat(request.header("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(request.header("Authorization")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anOpenOperation_reachesTheApi_withoutAnIdentity(GatewayProgram program) throws IOException {
        shop.gateway(program).ask("GET /v1/products", "X-Latchkey-Account: 999", "X-Latchkey-Token: 999");

        Received request = shop.only();
        assertThat(request.header("X-Latchkey-Account")).containsExactly("-");
        assertThat(request.header("X-Latchkey-Token")).containsExactly("-");
    }

    @ParameterizedTest
    @EnumSource
    void noToken_andAnUnknownOne_areChallenged(GatewayProgram program) throws IOException {
        GatewayProcess gateway = shop.gateway(program);

        RawAnswer none = gateway.ask(GET_ORDER);
        RawAnswer unknown = gateway.ask(GET_ORDER, bearer("shop_" + "x".repeat(30)));

        shop.assertRefused(none, 401);
        assertThat(none.head()).contains("\r\nwww-authenticate: bearer realm=\"latchkey\"");
        shop.assertRefused(unknown, 401);
        assertThat(unknown.head()).contains("error=\"invalid_token\"");
    }

    @ParameterizedTest
    @EnumSource
    void anExpiredToken_isChallenged(GatewayProgram program) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> shop.assertRefused(shop.gateway(program).ask(GET_ORDER, bearer(expiring)), 401));
    }

    @ParameterizedTest
    @EnumSource
    void aTokenWithoutTheMethod_isForbidden_andToldWhichOne(GatewayProgram program) throws IOException {
        RawAnswer answer = shop.gateway(program).ask("DELETE /v1/orders/7", bearer(getOrder));

        shop.assertRefused(answer, 403);
        assertThat(answer.head()).contains("error=\"insufficient_scope\"", "scope=\"orders.cancelorder\"");
    }

    @ParameterizedTest
    @EnumSource
    void aTokenInTheQuery_counts_whereLatchkeyLooksForIt(GatewayProgram program) throws IOException {
        GatewayProcess gateway = shop.gateway(program);

        assertThat(gateway.ask(GET_ORDER + "?session=" + getOrder).status()).isEqualTo(200);
        assertThat(shop.only().target()).isEqualTo("/v1/orders/7?session=" + getOrder);
        shop.assertRefused(gateway.ask("GET /v1/customers?session=" + getOrder), 403);
    }

    @ParameterizedTest
    @EnumSource
    void aThousandQuestions_takeFewConnections(GatewayProgram program) throws Exception {
        String value = shop.token("orders.getOrder");
        try (Relay relay = new Relay(shop.gatewayPort());
                GatewayProcess gateway = shop.gatewayAt(program, relay.port());
                RawClient client = new RawClient(gateway.port())) {
            String request = GatewayProcess.request("GET /v1/products", bearer(value));
            for (int i = 0; i < 1_000; i++) {
                assertThat(client.exchange(request).status()).isEqualTo(200);
            }
            assertThat(relay.connections()).isBetween(1, 32);
        }
        shop.api().take();
    }

    @ParameterizedTest
    @EnumSource
    void aTokenWithTooManyCalls_isToldWhenToComeBack(GatewayProgram program) throws Exception {
        String value = shop.token("orders.getOrder");
        GatewayProcess gateway = shop.gateway(program);
        try (RawClient asking = new RawClient(shop.gatewayPort());
                RawClient client = new RawClient(gateway.port())) {
            String question = GatewayProcess.request(
                    "GET /gateway/original", "X-Original-Method: GET", "X-Original-URI: /v1/orders/7", bearer(value));
            String request = GatewayProcess.request(GET_ORDER, bearer(value));
            RawAnswer answer = null;
            for (int i = 0; i < 5_000 && (answer == null || answer.status() == 200); i++) {
                while (asking.exchange(question).status() == 200) {
                    // all that it may in a minute, and ten more for each second
                }
                answer = client.exchange(request);
            }
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.head()).contains("\r\nretry-after: 1");
        }
        shop.api().take();
    }

    @ParameterizedTest
    @EnumSource
    void aRevokedToken_isRefusedAtOnce(GatewayProgram program) throws Exception {
        String value = shop.token("orders.getOrder");
        GatewayProcess gateway = shop.gateway(program);
        try (RawClient client = new RawClient(gateway.port())) {
            String request = GatewayProcess.request(GET_ORDER, bearer(value));
            for (int i = 0; i < 3; i++) {
                assertThat(client.exchange(request).status()).isEqualTo(200);
            }
            shop.api().take();
            shop.remove(value);

            shop.assertRefused(client.exchange(request), 401);
        }
    }
}
