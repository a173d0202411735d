package dev.latchkey.http.introspection;

import static dev.latchkey.http.introspection.ServicePlatform.STOP_ENV;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.http.server.Endpoint;
import dev.latchkey.http.server.TestKeys;
import dev.latchkey.token.testing.ExpectedLog;
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
    private static TestKeys keys;
    private static Endpoint https;

    private final IntrospectionServer server = new IntrospectionServer(https);
    private final ServicePlatform services = server.services;
    private final HttpClient client =
            HttpClient.newBuilder().sslContext(keys.trust()).build();
    private final String token = services.token(services.alice, STOP_ENV);

    @BeforeAll
    static void makeKeys(@TempDir Path directory) throws Exception {
        keys = TestKeys.in(directory);
        https = Endpoint.https("127.0.0.1", 0, keys.options());
    }

    @AfterEach
    void close() {
        server.close();
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
        server.breakStore();
        HttpResponse<String> response = send(asService("token=" + token));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("retry-after")).contains("1");
        assertThat(new JsonObject(response.body()).getString("error")).isEqualTo("temporarily_unavailable");
        assertThat(response.body()).doesNotContain("active").doesNotContain(token);
    }

    @Test
    @ExpectedLog("Revocation failed, reference")
    void revoke_whenTheStoreIsOutOfReach_isNotDone() throws Exception {
        server.breakStore();
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
        server.breakStore();
        HttpResponse<String> response = send(request("/token").header("Authorization", "Bearer " + token));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("retry-after")).contains("1");
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
    }

    /** Each half of a request that never comes to its end takes a place of those that there are. */
    @Test
    void introspect_ofABodyThatNeverComes_isGivenUp() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
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
        return HttpRequest.newBuilder(URI.create(server.address() + path)).timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
