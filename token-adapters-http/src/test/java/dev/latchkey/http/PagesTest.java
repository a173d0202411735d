package dev.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.http.server.Endpoint;
import dev.latchkey.http.server.PlatformServer;
import dev.latchkey.http.server.ServerOptions;
import dev.latchkey.http.uploads.UploadSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PagesTest {

    private static final Endpoint HTTP = Endpoint.http("127.0.0.1", 0);
    private static final String TEXT = "<!doctype html><title>Grüße</title>";

    private final TestPlatform platform = new TestPlatform();
    private final HttpClient client = HttpClient.newHttpClient();
    private final PlatformServer server = start(new Pages(Map.of("/", Page.of("text/html", TEXT))));

    private PlatformServer start(Pages pages) {
        return PlatformServer.start(
                ServerOptions.at(List.of(HTTP), new UploadSettings(Path.of("target"), 1)),
                platform.registry,
                platform.latchkey,
                platform.credentials,
                pages,
                () -> true);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void get_givesThePage_underAStrictPolicy() throws Exception {
        HttpResponse<byte[]> response = send(request("/").build());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo(TEXT);
        assertThat(response.headers().firstValue("content-type")).contains("text/html;charset=UTF-8");
        assertThat(response.headers().firstValue("content-security-policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(response.headers().firstValue("x-content-type-options")).contains("nosniff");
    }

    @Test
    void get_compressed_givesTheSame() throws Exception {
        HttpResponse<byte[]> response =
                send(request("/").header("Accept-Encoding", "gzip, br").build());

        assertThat(response.headers().firstValue("content-encoding")).contains("gzip");
        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
        assertThat(new String(plain, StandardCharsets.UTF_8)).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip;q=0", "br, gzip; q=0.0", "br", "x-gzipped"})
    void get_byAClientThatTakesNoGzip_isPlain(String accepted) throws Exception {
        HttpResponse<byte[]> response =
                send(request("/").header("Accept-Encoding", accepted).build());

        assertThat(response.headers().firstValue("content-encoding")).isEmpty();
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GZIP", "br;q=0, gzip;q=0.1", "gzip;q=1.0"})
    void get_byAClientThatTakesGzip_isCompressed(String accepted) throws Exception {
        HttpResponse<byte[]> response =
                send(request("/").header("Accept-Encoding", accepted).build());

        assertThat(response.headers().firstValue("content-encoding")).contains("gzip");
    }

    @Test
    void get_ofWhatTheBrowserHas_saysSo() throws Exception {
        String etag = send(request("/").build()).headers().firstValue("etag").orElseThrow();

        HttpResponse<byte[]> response =
                send(request("/").header("If-None-Match", etag).build());

        assertThat(response.statusCode()).isEqualTo(304);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void head_tellsTheLength_andPostFindsNothing() throws Exception {
        HttpResponse<byte[]> head =
                send(request("/").method("HEAD", BodyPublishers.noBody()).build());

        assertThat(head.headers().firstValueAsLong("content-length"))
                .hasValue(TEXT.getBytes(StandardCharsets.UTF_8).length);
        assertThat(send(request("/").POST(BodyPublishers.noBody()).build()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void resource_whenThereIsNone_namesIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Page.resource(PagesTest.class, "nonsense.css"))
                .withMessageContaining("nonsense.css");
    }

    @Test
    void and_whenBothHaveAPath_refuses() {
        Pages pages = new Pages(Map.of("/", Page.of("text/html", TEXT)));

        assertThatIllegalArgumentException().isThrownBy(() -> pages.and(pages));
    }

    @Test
    void otherwise_isWhatPeopleGetAtAPathThatHasNothing() throws Exception {
        try (PlatformServer other = start(Pages.NONE.otherwise(Page.of("text/html", TEXT)))) {
            HttpResponse<byte[]> people = send(
                    request(other, "/nothing").header("Accept", "text/html").build());
            HttpResponse<byte[]> programs = send(request(other, "/nothing").build());
            HttpResponse<byte[]> method = send(
                    request(other, "/1.0/nothing").header("Accept", "text/html").build());

            assertThat(people.statusCode()).isEqualTo(404);
            assertThat(new String(people.body(), StandardCharsets.UTF_8)).isEqualTo(TEXT);
            for (HttpResponse<byte[]> json : List.of(programs, method)) {
                assertThat(json.statusCode()).isEqualTo(404);
                assertThat(new String(json.body(), StandardCharsets.UTF_8)).startsWith("{\"result\":5,");
            }
        }
    }

    @Test
    void otherwise_whenThereIsNone_peopleGetWhatProgramsGet() throws Exception {
        HttpResponse<byte[]> response =
                send(request("/nothing").header("Accept", "text/html").build());

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).startsWith("{\"result\":5,");
    }

    @Test
    void and_keepsThePageForPeopleOfWhicheverHasOne_theFirstBeforeTheOther() {
        Page one = Page.of("text/html", "one");
        Page other = Page.of("text/html", "other");

        assertThat(Pages.NONE.and(Pages.NONE).otherwise()).isEmpty();
        assertThat(Pages.NONE.otherwise(one).and(Pages.NONE).otherwise()).containsSame(one);
        assertThat(Pages.NONE.and(Pages.NONE.otherwise(other)).otherwise()).containsSame(other);
        assertThat(Pages.NONE.otherwise(one).and(Pages.NONE.otherwise(other)).otherwise())
                .containsSame(one);
    }

    private HttpRequest.Builder request(String path) {
        return request(server, path);
    }

    private static HttpRequest.Builder request(PlatformServer at, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at.port(HTTP) + path));
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofByteArray());
    }
}
