package dev.latchkey.http.introspection;

import static dev.latchkey.http.introspection.ServicePlatform.STOP_ENV;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.latchkey.Latchkey;
import dev.latchkey.http.Pages;
import dev.latchkey.http.Site;
import dev.latchkey.http.bounds.Bounds;
import dev.latchkey.http.server.Endpoint;
import dev.latchkey.http.server.HttpEngine;
import dev.latchkey.http.server.PlatformServer;
import dev.latchkey.http.server.ServerOptions;
import dev.latchkey.http.server.TestKeys;
import dev.latchkey.http.uploads.UploadSettings;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.testing.ExpectedLog;
import dev.latchkey.token.testing.ForwardingTokens;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The resources as bytes on the wire: a real server, and a client that is not ours. */
final class TokenResourcesServerTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Endpoint HTTP = Endpoint.http("127.0.0.1", 0);
    private static final Bounds BOUNDS =
            new Bounds(1 << 20, Duration.ofSeconds(4), Duration.ofMinutes(1), Duration.ofMinutes(1), 10, 10, 10);

    private static TestKeys keys;
    private static Endpoint https;

    private final ServicePlatform services = new ServicePlatform();
    private final AtomicBoolean broken = new AtomicBoolean();
    private final Latchkey latchkey = services.latchkey(
            new ForwardingTokens(services.platform.tokens) {
                @Override
                public Optional<Token> find(TokenFingerprint fingerprint) {
                    if (broken.get()) {
                        throw new StorageException("out of reach");
                    }
                    return super.find(fingerprint);
                }
            },
            Optional.empty());
    private final TokenResources resources = ServicePlatform.resources(latchkey, services.platform.credentials);
    private final HttpClient client =
            HttpClient.newBuilder().sslContext(keys.trust()).build();
    private final PlatformServer server = start();
    private final String token = services.token(services.alice, STOP_ENV);

    @BeforeAll
    static void makeKeys(@TempDir Path directory) throws Exception {
        keys = TestKeys.in(directory);
        https = Endpoint.https("127.0.0.1", 0, keys.options());
    }

    private PlatformServer start() {
        ServerOptions options = ServerOptions.at(
                        List.of(HTTP, https), new UploadSettings(Path.of("target"), 2 * Bounds.MAX_BODY))
                .bounds(BOUNDS);
        return PlatformServer.start(
                HttpEngine.with(options.bounds(), options.trustedProxies()),
                options,
                new Site(
                        services.platform.registry,
                        Pages.NONE,
                        ImmutableMap.of(
                                Site.Audience.EVERYBODY, resources.ofServices().and(resources.ofTokens()))),
                services.platform.latchkey,
                services.platform.credentials,
                () -> true);
    }

    @AfterEach
    void close() {
        server.close();
        latchkey.close();
        services.close();
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void introspect_overBothVersionsOfHttp_tells(HttpClient.Version version) throws Exception {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port(https) + "/introspect"))
                        .header("Content-Type", FORM)
                        .header("Authorization", "Bearer " + services.service)
                        .POST(BodyPublishers.ofString("token=" + token))
                        .version(version));

        assertThat(response.version()).isEqualTo(version);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(response.body()).getBoolean("active")).isTrue();
        assertThat(response.headers().allValues("cache-control")).containsExactly("no-store");
    }

    @Test
    void introspect_ofWhatIsInactive_hasTheSameSizeAndHeaders() throws Exception {
        HttpResponse<String> unknown = send(asService("token=" + services.token(services.alice, STOP_ENV) + "x"));
        HttpResponse<String> garbage = send(asService("token=" + "x".repeat(8192)));

        assertThat(unknown.body()).isEqualTo(garbage.body()).isEqualTo("{\"active\":false}");
        assertThat(unknown.headers().map()).isEqualTo(garbage.headers().map());
    }

    @Test
    void introspect_doesNotReadTheQuery() throws Exception {
        HttpRequest.Builder request =
                post("/introspect?token=" + token, "").header("Authorization", "Bearer " + services.service);

        assertThat(send(request).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /introspect, POST",
        "HEAD, /introspect, POST",
        "PUT, /introspect, POST",
        "GET, /revoke, POST",
        "DELETE, /revoke, POST",
        "POST, /token, 'GET, HEAD'",
        "DELETE, /token, 'GET, HEAD'"
    })
    void aResource_byAnotherMethodOfHttp_namesThoseThatItTakes(String method, String path, String allowed)
            throws Exception {
        HttpResponse<String> response = send(request(path).method(method, BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().allValues("allow").stream().flatMap(line -> List.of(line.split(", ")).stream()))
                .containsExactlyInAnyOrder(allowed.split(", "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/introspect", "/revoke"})
    void aResource_takesNoOtherBodyThanAForm(String path) throws Exception {
        HttpResponse<String> response = send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"token\":\"" + token + "\"}")));

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(new JsonObject(response.body()).getString("error")).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/introspect", "/revoke"})
    void aResource_takesNoBodyOfTenMegabytes(String path) throws Exception {
        HttpResponse<String> response = send(post(path, "token=" + "x".repeat(10 << 20)));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(new JsonObject(response.body()).getString("error")).isEqualTo("invalid_request");
        assertThat(send(asService("token=" + token)).statusCode()).isEqualTo(200);
    }

    @Test
    @ExpectedLog("Introspection failed, reference")
    void introspect_whenTheStoreIsOutOfReach_cannotTell_andIsNeverInactive() throws Exception {
        broken.set(true);
        HttpResponse<String> response = send(asService("token=" + token));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("retry-after")).contains("1");
        assertThat(new JsonObject(response.body()).getString("error")).isEqualTo("temporarily_unavailable");
        assertThat(response.body()).doesNotContain("active").doesNotContain(token);
    }

    @Test
    @ExpectedLog("Revocation failed, reference")
    void revoke_whenTheStoreIsOutOfReach_isNotDone() throws Exception {
        broken.set(true);
        HttpResponse<String> response = send(post("/revoke", "token=" + token));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("retry-after")).contains("1");
    }

    @Test
    void revoke_isEmpty_andTheNextQuestionKnowsIt() throws Exception {
        assertThat(send(asService("token=" + token)).body()).startsWith("{\"active\":true,");

        HttpResponse<String> response = send(post("/revoke", "token=" + token));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-length")).contains("0");
        assertThat(response.body()).isEmpty();
        assertThat(send(asService("token=" + token)).body()).isEqualTo("{\"active\":false}");
    }

    @Test
    void token_byHead_hasTheHeadersOfGet() throws Exception {
        HttpResponse<String> get = send(request("/token").header("Authorization", "Bearer " + token));
        HttpResponse<String> head = send(
                request("/token").header("Authorization", "Bearer " + token).method("HEAD", BodyPublishers.noBody()));

        assertThat(get.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().map()).isEqualTo(get.headers().map());
    }

    @Test
    @ExpectedLog("OwnToken failed, reference")
    void token_whenTheStoreIsOutOfReach_cannotTell() throws Exception {
        broken.set(true);
        HttpResponse<String> response = send(request("/token").header("Authorization", "Bearer " + token));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("retry-after")).contains("1");
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
    }

    /** Each half of a request that never comes to its end takes a place of those that there are. */
    @Test
    void introspect_ofABodyThatNeverComes_isGivenUp() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port(HTTP))) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /introspect HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + FORM
                            + "\r\nContent-Length: 100\r\n\r\ntoken=")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 408 ").contains("\"error\":\"invalid_request\"");
        }
    }

    private HttpRequest.Builder asService(String form) {
        return post("/introspect", form).header("Authorization", "Bearer " + services.service);
    }

    private HttpRequest.Builder post(String path, String form) {
        return request(path).header("Content-Type", FORM).POST(BodyPublishers.ofString(form));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port(HTTP) + path))
                .timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
