package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Iterables;
import dev.latchkey.app.RecordingServer.Received;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The shop of the documentation with an account, gateways before it, and Latchkey in a process of its own, which they ask. */
final class ShopBehindGateways implements AutoCloseable {

    private static final Path SHOP = Path.of("..", "docs", "examples", "shop");
    private static final String LOGIN = "ann@example.com";
    private static final String PASSWORD = "a long password 1";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final RecordingServer api = RecordingServer.ok();
    private final ServerProcess latchkey;
    private final ApiClient ann;
    private final Map<GatewayProgram, GatewayProcess> gateways = new EnumMap<>(GatewayProgram.class);
    private final Map<String, Integer> ids = new HashMap<>();

    ShopBehindGateways(Path directory) throws Exception {
        this.directory = directory;
        String data = directory.resolve("data").toString();
        ServerProcess.output(directory, PASSWORD + "\n", "account", "add", LOGIN, "--password-stdin", "--data", data);
        this.latchkey = ServerProcess.serve(
                directory,
                List.of(
                        "--openapi",
                        SHOP.resolve("openapi.yaml").toString(),
                        "--platform",
                        SHOP.resolve("platform.yaml").toString(),
                        "--gateway-port",
                        "0",
                        "--gateway-query",
                        "session",
                        "--log-level",
                        "DEBUG",
                        "--data",
                        data));
        this.ann = ApiClient.signIn(latchkey.address(), LOGIN, PASSWORD);
    }

    /** A token that is good for these methods. */
    String token(String methods) {
        return created("apiList", methods);
    }

    /** A token for {@code methods} that has a second or two to live. */
    String expiringToken(String methods) {
        return created(
                "apiList", methods, "expiresAt", TIME.format(Instant.now().plusSeconds(2)));
    }

    private String created(String... parameters) {
        List<String> all = new ArrayList<>(List.of("description", "shop", "password", PASSWORD));
        all.addAll(List.of(parameters));
        JsonObject answer = ann.call("users.authentication.CreateToken", all.toArray(String[]::new));
        assertThat(answer.getInteger("result")).as(answer.encode()).isZero();
        String value = answer.getJsonObject("token").getString("key");
        ids.put(value, answer.getJsonObject("token").getInteger("id"));
        return value;
    }

    /** Removes a token. */
    void remove(String value) {
        String id = String.valueOf(ids.get(value));
        assertThat(ann.result("users.authentication.DeleteTokens", "ids", id, "password", PASSWORD))
                .isZero();
    }

    /** The credentials that there ever were here. */
    List<String> values() {
        List<String> all = new ArrayList<>(ids.keySet());
        all.add(ann.credential());
        return all;
    }

    /** The gateway before the shop; the test does not run if there is no such program here. */
    GatewayProcess gateway(GatewayProgram program) throws IOException {
        GatewayProcess running = gateways.get(program);
        if (running == null) {
            running = gatewayAt(program, gatewayPort());
            gateways.put(program, running);
        }
        api.take();
        return running;
    }

    /** A gateway of its own, which asks at {@code port}. */
    GatewayProcess gatewayAt(GatewayProgram program, int port) throws IOException {
        return GatewayProcess.start(program, directory, port, api.port());
    }

    /** A gateway of its own, with a change to its documented configuration. */
    GatewayProcess changed(GatewayProgram program, UnaryOperator<String> change) throws IOException {
        return GatewayProcess.start(program, directory, gatewayPort(), api.port(), change);
    }

    /** Where Latchkey answers gateways. */
    int gatewayPort() {
        return latchkey.gatewayAddress().getPort();
    }

    static String bearer(String value) {
        return "Authorization: Bearer " + value;
    }

    /** The only request that the API got since the last time that it was asked. */
    Received only() {
        return Iterables.getOnlyElement(api.take());
    }

    /** Also that the API got nothing. */
    void assertRefused(RawAnswer answer, int status) {
        assertThat(answer.status()).as(answer.head()).isEqualTo(status);
        assertThat(api.take()).isEmpty();
    }

    RecordingServer api() {
        return api;
    }

    /** All that Latchkey wrote. */
    String latchkeysLog() {
        return latchkey.errors() + latchkey.printed();
    }

    @Override
    public void close() throws Exception {
        for (GatewayProcess gateway : gateways.values()) {
            gateway.close();
        }
        api.close();
        latchkey.close();
    }
}
