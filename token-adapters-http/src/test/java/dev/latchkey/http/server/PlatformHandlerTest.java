package dev.latchkey.http.server;

import static dev.latchkey.http.TestPlatform.ALICE;
import static dev.latchkey.http.TestPlatform.STOP_ENV;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.http.Site;
import dev.latchkey.http.TestPlatform;
import dev.latchkey.http.documentation.Documentation;
import dev.latchkey.http.uploads.UploadSettings;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The handler in a server of Vert.x that is somebody else's. */
final class PlatformHandlerTest {

    private final TestPlatform platform = new TestPlatform();
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void handle_inAServerThatExists_answersMethods_besideWhatItHas() throws Exception {
        try (PlatformHandler handler = new PlatformHandler(
                vertx,
                ServerOptions.at(List.of(), new UploadSettings(directory, 1)),
                Site.of(platform.registry, Documentation.of(platform.registry)),
                platform.latchkey,
                platform.credentials)) {
            HttpServer server = vertx.createHttpServer()
                    .requestHandler(request -> {
                        if (request.path().startsWith("/1.0/") || request.path().startsWith("/docs/")) {
                            handler.handle(request);
                        } else {
                            request.response().end("the server's own");
                        }
                    })
                    .listen(0, "127.0.0.1")
                    .await();
            String session = platform.signIn(ALICE);

            assertThat(get(server, STOP_ENV + "?envName=x&session=" + session)).isEqualTo("{\"result\":0}");
            assertThat(get(server, "/docs/")).contains("API methods");
            assertThat(get(server, "/health")).isEqualTo("the server's own");
        }
    }

    private String get(HttpServer server, String path) throws Exception {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
                        .build(),
                BodyHandlers.ofString());
        return response.body();
    }
}
