package dev.latchkey.app;

import static dev.latchkey.app.ShopBehindGateways.bearer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.app.RecordingServer.Received;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients send so that gateways, Latchkey and the API understand different things. */
final class GatewayRequestsIT {

    private static final String GET_ORDER = "GET /v1/orders/7";
    private static final String BODY = "0123456789012345678901234";

    /** What a token for one order alone may ask for. */
    private static final List<String> ALLOWED = List.of(
            "/v1/orders/7",
            "/v1/orders/7?a=%2F..&b=//;c",
            "/v1/orders/%37",
            "http://127.0.0.1/v1/orders/7",
            "/v1/orders/" + "7".repeat(8_000));

    private static final List<String> REFUSED = List.of(
            "/v1/customers",
            "http://127.0.0.1/v1/customers",
            "/v1/orders/7/invoice",
            "/v1/orders/7%2Finvoice",
            "/v1/orders/7%2finvoice",
            "/v1/orders/7%252Finvoice",
            "/v1/orders/7/../../customers",
            "/v1/orders/7/%2e%2e/%2E%2E/customers",
            "/v1/orders/..%2fcustomers",
            "/v1/orders/..",
            "/v1/orders/.",
            "/v1//orders/7",
            "//v1/orders/7",
            "/v1/orders//",
            "/v1/orders/7;x=1",
            "/v1/orders/..;/customers",
            "/v1/orders/7%3Bx",
            "/V1/ORDERS/7",
            "/v1/Orders/7",
            "/v1/orders/7/INVOICE",
            "/v1/orders/7%00",
            "/v1/orders/7%0d%0aX-Latchkey-Account:%20999",
            "/v1/orders/7#/../../customers",
            "/v1/orders/..\\customers",
            "/v1/orders/7?_method=DELETE",
            "/v1/orders/%C0%AF",
            "*");

    @TempDir
    private static Path directory;

    private static ShopBehindGateways shop;
    private static String getOrder;
    private static String createOrder;

    @BeforeAll
    static void start() throws Exception {
        shop = new ShopBehindGateways(directory);
        getOrder = shop.token("orders.getOrder");
        createOrder = shop.token("orders.createOrder");
    }

    @AfterAll
    static void close() throws Exception {
        shop.close();
    }

    private static Stream<Arguments> allowed() {
        return everywhere(ALLOWED);
    }

    private static Stream<Arguments> refused() {
        return everywhere(REFUSED);
    }

    private static Stream<Arguments> everywhere(List<String> targets) {
        return Stream.of(GatewayProgram.values())
                .flatMap(program -> targets.stream().map(target -> Arguments.of(program, target)));
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void whatAllReadAlike_reachesTheApi_asItWasSent(GatewayProgram program, String target) throws IOException {
        RawAnswer answer = shop.gateway(program).ask("GET " + target, bearer(getOrder));

        assertThat(answer.status()).as(answer.head()).isEqualTo(200);
        Received request = shop.only();
        assertThat(request.target()).isEqualTo(target.replace("http://127.0.0.1", ""));
        assertThat(request.header("X-Latchkey-Method")).containsExactly("orders.getOrder");
    }

    /** The gateway may refuse it by itself; Latchkey does it with 403. */
    @ParameterizedTest
    @MethodSource("refused")
    void whatServersMayReadAsAnotherOperation_doesNotReachTheApi(GatewayProgram program, String target)
            throws IOException {
        RawAnswer answer = shop.gateway(program).ask("GET " + target, bearer(getOrder));

        assertThat(answer.status()).as(answer.head()).isIn(400, 403);
        assertThat(shop.api().take()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatAClientSaysOfTheRequest_neverMatters(GatewayProgram program) throws IOException {
        GatewayProcess gateway = shop.gateway(program);
        String[] lies = {
            bearer(getOrder),
            "X-Original-URI: /v1/orders/7",
            "X-Original-Method: GET",
            "X-Forwarded-Uri: /v1/orders/7",
            "X-Forwarded-Method: GET",
            "X-Latchkey-Gateway: a-secret-of-a-client",
            "X-Latchkey-Account: 1"
        };

        shop.assertRefused(gateway.ask("GET /v1/customers/7", lies), 403);
        shop.assertRefused(gateway.ask("DELETE /v1/orders/7", lies), 403);
        lies[1] = "X-Original-URI: /v1/customers/7";
        lies[2] = "X-Original-Method: DELETE";
        lies[3] = "X-Forwarded-Uri: /v1/customers/7";
        lies[4] = "X-Forwarded-Method: DELETE";
        assertThat(gateway.ask(GET_ORDER, lies).status()).isEqualTo(200);
        assertThat(shop.only().line()).startsWith(GET_ORDER + " ");
    }

    @ParameterizedTest
    @EnumSource
    void aHeader_byWhichServersRunAnotherMethod_doesNotReachTheApi(GatewayProgram program) throws IOException {
        GatewayProcess gateway = shop.gateway(program);

        for (String name : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Original-URL", "X-Rewrite-URL")) {
            shop.assertRefused(gateway.ask(GET_ORDER, bearer(getOrder), name + ": DELETE"), 403);
        }
        gateway.ask(GET_ORDER, bearer(getOrder), "X_HTTP_METHOD_OVERRIDE: DELETE");
        for (Received request : shop.api().take()) {
            assertThat(request.header("X-HTTP-Method-Override")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoTokens_areRefused(GatewayProgram program) throws IOException {
        RawAnswer answer = shop.gateway(program).ask(GET_ORDER, bearer(getOrder), bearer(createOrder));

        // nginx takes a second Authorization for a fault of the client's own.
        shop.assertRefused(answer, program == GatewayProgram.NGINX ? 400 : 401);
    }

    @ParameterizedTest
    @EnumSource
    void aBody_reachesTheApi_andNobodyWaitsForIt(GatewayProgram program) throws IOException {
        GatewayProcess gateway = shop.gateway(program);
        long start = System.nanoTime();

        RawAnswer sized = RawClient.ask(
                gateway.port(),
                GatewayProcess.request("POST /v1/orders", bearer(createOrder), "Content-Length: 25") + BODY);
        assertThat(sized.status()).isEqualTo(200);
        assertThat(shop.only().body()).isEqualTo(BODY);

        RawAnswer chunked = RawClient.ask(
                gateway.port(),
                GatewayProcess.request("POST /v1/orders", bearer(createOrder), "Transfer-Encoding: chunked") + "19\r\n"
                        + BODY + "\r\n0\r\n\r\n");
        assertThat(chunked.status()).isEqualTo(200);
        assertThat(shop.only().body()).isEqualTo(BODY);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }

    /** nginx announces the client's body then, and never sends it: whoever waits for it hangs. */
    @Test
    void aBody_thatNginxAnnouncesAndKeeps_isNotWaitedFor() throws Exception {
        String line = "proxy_set_header Content-Length \"\";";
        try (GatewayProcess gateway = shop.changed(GatewayProgram.NGINX, text -> {
            assertThat(text).contains(line);
            return text.replace(line, "");
        })) {
            long start = System.nanoTime();

            RawAnswer answer = RawClient.ask(
                    gateway.port(),
                    GatewayProcess.request("POST /v1/orders", bearer(createOrder), "Content-Length: 25") + BODY);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
            assertThat(shop.only().body()).isEqualTo(BODY);
        }
    }
}
