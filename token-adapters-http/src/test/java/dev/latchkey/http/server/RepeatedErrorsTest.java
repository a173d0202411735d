package dev.latchkey.http.server;

import static dev.latchkey.http.TestPlatform.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.http.Answer;
import dev.latchkey.http.MethodRegistry;
import dev.latchkey.http.Pages;
import dev.latchkey.http.Parameter;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.ResultCode;
import dev.latchkey.http.TestPlatform;
import dev.latchkey.http.bounds.Bounds;
import dev.latchkey.http.uploads.UploadSettings;
import dev.latchkey.token.testing.ExpectedLog;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A method that tells its errors twice tells all of them so, whoever finds them and when. */
final class RepeatedErrorsTest {

    private static final Endpoint HTTP = Endpoint.http("127.0.0.1", 0);

    private final TestPlatform platform = new TestPlatform();
    private final String session = platform.signIn(ALICE);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final PlatformMethod deploy = PlatformMethod.changing("deployment.archive.DeployArchive", "Deploys")
            .takes(
                    Parameter.required("domain", Parameter.Type.TEXT, "where"),
                    Parameter.optional("fail", Parameter.Type.BOOLEAN, "whether to break"))
            .repeatsErrorsIn("response")
            .handledBy(call -> {
                if (call.parameters().bool("fail").orElse(false)) {
                    throw new IllegalStateException("broken");
                }
                return Answer.error(ResultCode.NOT_FOUND, "there is none");
            });
    private PlatformServer server;

    @BeforeEach
    void start(@TempDir Path uploads) {
        MethodRegistry registry = new MethodRegistry(List.of(deploy), List.of());
        server = PlatformServer.start(
                ServerOptions.at(List.of(HTTP), new UploadSettings(uploads, 1_000)),
                registry,
                platform.latchkey(registry),
                platform.credentials,
                Pages.NONE,
                () -> true);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void assertRepeated(int code, HttpRequest.Builder request) throws Exception {
        JsonObject answer = new JsonObject(
                client.send(request.build(), BodyHandlers.ofString()).body());
        assertThat(answer.getInteger("result")).as(answer.encode()).isEqualTo(code);
        assertThat(answer.getString("error")).isNotEmpty();
        assertThat(answer.getJsonObject("response"))
                .isEqualTo(new JsonObject().put("result", code).put("error", answer.getString("error")));
    }

    private HttpRequest.Builder form(String form) {
        return request()
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port(HTTP) + deploy.path()));
    }

    @ExpectedLog("failed, reference")
    @Test
    void errorsOfTheHandler() throws Exception {
        assertRepeated(5, form("domain=x&session=" + session));
        assertRepeated(99, form("domain=x&fail=true&session=" + session));
    }

    @Test
    void errorsOfTheParameters() throws Exception {
        assertRepeated(3, form("session=" + session));
        assertRepeated(3, form("domain=x&fail=perhaps&session=" + session));
    }

    @Test
    void errorsOfTheCredential() throws Exception {
        assertRepeated(3, form("domain=x"));
        assertRepeated(702, form("domain=x&session=" + session + "x"));
        assertRepeated(
                8202, form("domain=x&session=" + platform.createToken(session).getString("key")));
    }

    @Test
    void errorsOfTheBodyAndTheVerb() throws Exception {
        assertRepeated(3, form("domain=x&x=" + "y".repeat(Bounds.MAX_BODY)));
        assertRepeated(3, form("domain=%zz&session=" + session));
        assertRepeated(
                3,
                request()
                        .header("Content-Type", "multipart/form-data; boundary=B")
                        .POST(BodyPublishers.ofString("x")));
        assertRepeated(3, request().method("PUT", BodyPublishers.noBody()));
    }
}
