package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.demo.DemoAccount;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much memory the cache of tokens takes, of the server as people run it. */
final class CacheArgumentsIT {

    private static final String METHOD = "environment.control.GetEnvs";

    @TempDir
    private Path directory;

    @Test
    void usually_aTokenThatWasCalledWith_isKept() throws Exception {
        assertThat(cachedAfterACall("67108864")).isPositive();
    }

    @Test
    void whenTheCacheIsOff_callsAreAnswered_andNothingIsKept() throws Exception {
        assertThat(cachedAfterACall("off")).isZero();
    }

    @Test
    void whenATokenNeedsMoreThanTheCacheMayTake_nothingIsKept() throws Exception {
        assertThat(cachedAfterACall("1")).isZero();
    }

    /** How many bytes the cache takes, by the metrics, after a new token was called with twice. */
    private double cachedAfterACall(String bytes) throws Exception {
        String data = directory.resolve("data").toString();
        try (ServerProcess server = ServerProcess.serve(
                directory, List.of("--demo", "--data", data, "--management-port", "0", "--token-cache-bytes", bytes))) {
            ApiClient owner = ApiClient.signIn(server.address(), DemoAccount.LOGIN, DemoAccount.PASSWORD);
            ApiClient script = script(owner);
            assertThat(script.result(METHOD)).isZero();
            assertThat(script.result(METHOD)).isZero();
            return cached(server);
        }
    }

    private static ApiClient script(ApiClient owner) {
        JsonObject made = owner.call(
                "users.authentication.CreateToken",
                "description",
                "ci",
                "apiList",
                METHOD,
                "password",
                DemoAccount.PASSWORD);
        return owner.with(made.getJsonObject("token").getString("key"));
    }

    private static double cached(ServerProcess server) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.managementAddress().resolve("/metrics"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith("latchkey_token_cache_bytes "))
                .map(line -> Double.valueOf(line.split(" ", 2)[1]))
                .findFirst()
                .orElseThrow();
    }
}
