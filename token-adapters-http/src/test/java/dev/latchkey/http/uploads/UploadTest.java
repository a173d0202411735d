package dev.latchkey.http.uploads;

import static dev.latchkey.http.TestPlatform.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.MethodRegistry;
import dev.latchkey.http.Pages;
import dev.latchkey.http.Parameter;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.TestPlatform;
import dev.latchkey.http.Upload;
import dev.latchkey.http.bounds.Bounds;
import dev.latchkey.http.methods.UserMethods;
import dev.latchkey.http.server.Endpoint;
import dev.latchkey.http.server.PlatformServer;
import dev.latchkey.http.server.ServerOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that come with a call, as bytes on the wire; each test ends with no file left behind. */
final class UploadTest {

    private static final Endpoint HTTP = Endpoint.http("127.0.0.1", 0);
    private static final String BOUNDARY = "----boundary";
    private static final int MAX_SIZE = 5_000_000;

    @TempDir
    private Path uploads;

    private final TestPlatform platform = new TestPlatform();
    private final String session = platform.signIn(ALICE);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final PlatformMethod upload = PlatformMethod.changing("storage.uploader.Upload", "Takes a file")
            .takes(
                    Parameter.required("file", Parameter.Type.FILE, "the file"),
                    Parameter.required("fid", Parameter.Type.TEXT, "a number"))
            .handledBy(UploadTest::measure);
    private PlatformServer server;

    @BeforeEach
    void start() {
        MethodRegistry registry = new MethodRegistry(
                ImmutableList.<PlatformMethod>builder()
                        .add(upload)
                        .addAll(UserMethods.all(
                                platform.credentials, platform.ownAccount, platform.accounts, platform.clock))
                        .build(),
                List.of());
        server = PlatformServer.start(
                ServerOptions.at(List.of(HTTP), new UploadSettings(uploads, MAX_SIZE)),
                registry,
                platform.latchkey(registry),
                platform.credentials,
                Pages.NONE,
                () -> true);
    }

    @AfterEach
    void close() {
        server.close();
        assertThat(files()).isEmpty();
    }

    @Test
    void upload_givesTheFileToItsMethod() throws Exception {
        JsonObject answer =
                post(field("fid", "7") + field("session", session) + file("app.war", "x".repeat(3_000_000)));

        assertThat(answer.getInteger("result")).as(answer.encode()).isZero();
        assertThat(answer.getString("name")).isEqualTo("app.war");
        assertThat(answer.getLong("size")).isEqualTo(3_000_000);
        assertThat(answer.getLong("onDisk")).isEqualTo(3_000_000);
    }

    @Test
    void upload_takesNoDirectories_andAllOtherCharacters() throws Exception {
        JsonObject answer = post(field("fid", "7") + field("session", session) + file("../../shop=1,2;v3.war", "x"));

        assertThat(answer.getString("name")).isEqualTo("shop=1,2;v3.war");
    }

    @Test
    void upload_takesItsPartsInAnyOrder() throws Exception {
        JsonObject answer = post(file("app.war", "x".repeat(100_000)) + field("session", session) + field("fid", "7"));

        assertThat(answer.getInteger("result")).as(answer.encode()).isZero();
        assertThat(answer.getLong("onDisk")).isEqualTo(100_000);
    }

    @Test
    void upload_ofNoBytes_isAFile() throws Exception {
        JsonObject answer = post(field("fid", "7") + field("session", session) + file("empty.war", ""));

        assertThat(answer.getLong("size")).isZero();
    }

    @Test
    void upload_whenTheSessionIsMissingOrDead_isRefusedBeforeItIsRead() throws Exception {
        String content = "x".repeat(100_000);

        assertThat(post(field("fid", "7") + file("app.war", content)).getString("error"))
                .contains("[session]");
        assertThat(post(field("session", "lkp_dead") + file("app.war", content)).getInteger("result"))
                .isEqualTo(702);
        assertThat(post(file("app.war", content) + field("session", "lkp_dead")).getInteger("result"))
                .isEqualTo(702);
    }

    @Test
    void upload_ofTwoFiles_isRefused() throws Exception {
        assertThat(post(field("fid", "7") + field("session", session) + file("a.war", "x") + file("b.war", "y"))
                        .getString("error"))
                .contains("[file]", "more than one");
    }

    @Test
    void upload_withFieldsThatFillTheMemory_isRejected() throws Exception {
        String large = "x".repeat(Bounds.MAX_BODY / 4);
        StringBuilder parts = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            parts.append(field("f" + i, large));
        }

        assertThat(send(parts.toString()).statusCode()).isEqualTo(413);
    }

    @Test
    void upload_withoutFile_isRefused() throws Exception {
        assertThat(post(field("fid", "7") + field("session", session)).getString("error"))
                .contains("[file]");
    }

    @Test
    void upload_whenAParameterIsWrong_leavesNoFile() throws Exception {
        assertThat(post(field("session", session) + file("app.war", "x")).getString("error"))
                .contains("[fid]");
    }

    @Test
    void upload_overTheLimit_isRejected() throws Exception {
        HttpResponse<String> response =
                send(field("fid", "7") + field("session", session) + file("app.war", "x".repeat(MAX_SIZE)));

        assertThat(response.statusCode()).isEqualTo(413);
    }

    /** Whether the server closes it, and says so, or takes what is left of the body and goes on. */
    @Test
    void aConnection_isNeverMute_afterABrokenBody() throws Exception {
        String path = upload.path();
        for (String notTaking : List.of(path, TestPlatform.SIGN_IN)) {
            try (MultipartClient refused = new MultipartClient(server.port(HTTP))) {
                MultipartClient.Response answer = refused.begin(notTaking, 200_000)
                        .write("x".repeat(200_000))
                        .answer();

                assertThat(answer.result()).isEqualTo(3);
                if (answer.head().toLowerCase(Locale.ROOT).contains("\r\nconnection: close\r\n")) {
                    assertThat(refused.isClosedByServer()).isTrue();
                } else {
                    String next = field("session", "lkp_dead");
                    assertThat(refused.begin(path, next.length())
                                    .write(next)
                                    .answer()
                                    .result())
                            .isEqualTo(3);
                }
            }
        }
    }

    @Test
    void upload_whenTheClientGoesAwayInTheMiddle_leavesNoFile() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port(HTTP))) {
            OutputStream out = socket.getOutputStream();
            String head = "POST " + upload.path() + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                    + "multipart/form-data; boundary=" + BOUNDARY + "\r\nContent-Length: 4000000\r\n\r\n";
            String half = head + field("fid", "7") + field("session", session) + file("app.war", "x".repeat(1_000_000));
            out.write(half.substring(0, half.length() - 10).getBytes(StandardCharsets.US_ASCII));
            out.flush();
            Awaitility.await().until(() -> !files().isEmpty());
        }
        Awaitility.await().until(() -> files().isEmpty());
    }

    private static Answer measure(Call call) {
        Upload file = call.upload().orElseThrow();
        try {
            return Answer.ok(new JsonObject()
                    .put("name", file.fileName())
                    .put("size", file.size())
                    .put("onDisk", Files.size(file.file())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.list(uploads)) {
            return all.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonObject post(String parts) throws Exception {
        HttpResponse<String> response = send(parts);
        assertThat(response.statusCode()).isEqualTo(200);
        return new JsonObject(response.body());
    }

    private HttpResponse<String> send(String parts) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + server.port(HTTP) + upload.path());
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofString(parts + "--" + BOUNDARY + "--\r\n"))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static String field(String name, String text) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + text + "\r\n";
    }

    private static String file(String name, String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + content + "\r\n";
    }
}
