package dev.latchkey.http.server;

import static dev.latchkey.http.TestPlatform.ALICE;
import static dev.latchkey.http.TestPlatform.STOP_ENV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.http.Answer;
import dev.latchkey.http.MethodRegistry;
import dev.latchkey.http.Pages;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.TestPlatform;
import dev.latchkey.http.bounds.Bounds;
import dev.latchkey.http.uploads.UploadSettings;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol as bytes on the wire: a real server, and a client that is not ours. */
final class PlatformServerTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Endpoint HTTP = Endpoint.http("127.0.0.1", 0);
    private static final UploadSettings UPLOADS = new UploadSettings(Path.of("target"), 2 * Bounds.MAX_BODY);
    private static final String BOUNDARY = "----boundary";

    private final TestPlatform platform = new TestPlatform();
    private final String session = platform.signIn(ALICE);
    private final String value = platform.createToken(session).getString("key");
    private final HttpClient client = HttpClient.newHttpClient();
    private boolean healthy = true;
    private final PlatformServer server = PlatformServer.start(
            ServerOptions.at(List.of(HTTP), UPLOADS),
            platform.registry,
            platform.latchkey,
            platform.credentials,
            Pages.NONE,
            () -> healthy);

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/1.0/environment/control/rest/stopenv?envName=my-project&session=@",
                "/1.0/Environment/Control/REST/StopEnv?ENVNAME=my-project&Session=@",
                "/1.0/environment/control/rest/stopenv?envname=my-project&session=@&appid=cluster&ruk=1&charset=UTF-8",
                "/environment/control/rest/stopenv?envName=my-project&session=@&nodeId"
            })
    void get_takesParametersFromTheQuery(String address) throws Exception {
        HttpResponse<String> response = get(address.replace("@", value));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"result\":0}");
        assertThat(response.headers().firstValue("content-type")).contains("application/json;charset=UTF-8");
        assertThat(response.headers().firstValue("cache-control")).contains("no-store");
        assertThat(response.headers().firstValue("referrer-policy")).contains("no-referrer");
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=UTF-8",
        "APPLICATION/X-WWW-FORM-URLENCODED"
    })
    void post_takesAForm(String contentType) throws Exception {
        String body = "envName=my-project&session=" + value;

        assertThat(post(STOP_ENV, contentType, BodyPublishers.ofString(body)).body())
                .isEqualTo("{\"result\":0}");
    }

    @Test
    void post_takesMultipart() throws Exception {
        String body = part("envName", "my-project") + part("session", value) + "--" + BOUNDARY + "--\r\n";

        assertThat(postMultipart(body).body()).isEqualTo("{\"result\":0}");
    }

    @Test
    void post_takesQueryAndBodyTogether() throws Exception {
        HttpResponse<String> response =
                post(STOP_ENV + "?session=" + value, FORM, BodyPublishers.ofString("envName=my-project"));

        assertThat(response.body()).isEqualTo("{\"result\":0}");
    }

    @Test
    void post_takesTheBearerHeader_andNoBody() throws Exception {
        HttpRequest request = request(STOP_ENV + "?envName=x")
                .header("Authorization", "Bearer " + value)
                .POST(BodyPublishers.noBody())
                .build();

        assertThat(send(request).body()).isEqualTo("{\"result\":0}");
    }

    @Test
    void post_takesAnApiListOfTheWholePlatform_inTheQueryToo() throws Exception {
        String apiList = URLEncoder.encode(
                "['" + "environment.control.StopEnv', '".repeat(500) + "env.control.StopEnv']", StandardCharsets.UTF_8);
        String query = "?password=correct+horse&description=%F0%9F%94%91&session=" + session + "&apiList=" + apiList;

        JsonObject answer = json(get(TestPlatform.CREATE_TOKEN + query));

        assertThat(answer.getJsonObject("token").getString("description")).isEqualTo("🔑");
        assertThat(answer.getJsonObject("token").getJsonArray("apiListItems")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/1.0/environment/control/rest/nonsense", "/1.0/x", "/", "/%00", "//", "/health/x"})
    void get_whenThereIsNoMethod_isNotFound_andNamesThePath(String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response).getInteger("result")).isEqualTo(5);
        assertThat(json(response).getString("error")).contains(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"})
    void otherHttpMethods_areNotAllowed(String method) throws Exception {
        HttpResponse<String> response =
                send(request(STOP_ENV).method(method, BodyPublishers.noBody()).build());

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("allow")).contains("GET, POST");
        assertThat(platform.stoppedBy).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "envName=%ff, [query]",
        "envName=a&envName=b, [envName]",
        "envName=a%00b, [envName]",
        "envName=, [envName]",
        "envName=a&session=other, [session]"
    })
    void get_whenTheQueryIsBroken_namesWhatIsWrong(String query, String named) throws Exception {
        HttpResponse<String> response = get(STOP_ENV + "?session=" + value + "&" + query);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).getInteger("result")).isEqualTo(3);
        assertThat(json(response).getString("error")).contains(named).doesNotContain(value);
        assertThat(platform.stoppedBy).isEmpty();
    }

    @Test
    void get_whenThePercentEncodingIsBroken_saysSo() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port(HTTP))) {
            String head = "GET " + STOP_ENV + "?session=" + value + "&envName=%zz HTTP/1.1\r\nHost: localhost\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

            assertThat(readAnswer(socket.getInputStream()))
                    .startsWith("HTTP/1.1 200")
                    .contains("\"result\":3", "percent-encoding");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json                      | {\"envName\":\"x\"} | [Content-Type]",
                "text/plain                            | envName=x           | [Content-Type]",
                "application/x-www-form-urlencoded     | {\"envName\":\"x\"} | [envName]",
                "application/x-www-form-urlencoded     | envName=%           | [body]",
                "multipart/form-data                   | envName=x           | [body]",
                "multipart/form-data; boundary=abc     | envName=x           | [body]",
                "multipart/form-data; boundary=\"      | envName=x           | [body]"
            })
    void post_whenTheBodyIsNotWhatItSays_namesWhatIsWrong(String contentType, String body, String named)
            throws Exception {
        HttpResponse<String> response =
                post(STOP_ENV + "?session=" + value, contentType, BodyPublishers.ofString(body));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).getInteger("result")).isEqualTo(3);
        assertThat(json(response).getString("error")).contains(named);
        assertThat(platform.stoppedBy).isEmpty();
    }

    @Test
    void post_whenTheBodyIsLarge_takesItToTheLimit() throws Exception {
        String form = "envName=my-project&session=" + value + "&padding=";
        String body = form + "x".repeat(Bounds.MAX_BODY - form.length());

        assertThat(post(STOP_ENV, FORM, BodyPublishers.ofString(body)).body()).isEqualTo("{\"result\":0}");
    }

    @Test
    void post_whenTheBodySaysThatItIsTooLarge_isRejectedBeforeItIsSent() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port(HTTP))) {
            String head = "POST " + STOP_ENV + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + FORM
                    + "\r\nContent-Length: 1000000000\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

            String response = readAnswer(socket.getInputStream());

            assertThat(response).startsWith("HTTP/1.1 413").contains("\"result\":3", "[body]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {FORM, "multipart/form-data; boundary=" + BOUNDARY})
    void post_whenAChunkedBodyGrowsTooLarge_isRejectedOnTheWay(String contentType) throws Exception {
        String start = contentType.equals(FORM)
                ? "a="
                : "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port(HTTP))) {
            OutputStream out = socket.getOutputStream();
            String head = "POST " + STOP_ENV + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + contentType
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            writeChunk(out, start);
            for (int i = 0; i < 20; i++) {
                writeChunk(out, "x".repeat(64 * 1024));
            }

            String response = readAnswer(socket.getInputStream());

            assertThat(response).startsWith("HTTP/1.1 413");
        }
        assertThat(get(STOP_ENV + "?envName=x&session=" + value).body()).isEqualTo("{\"result\":0}");
    }

    @Test
    void post_whenTheClientGoesAwayInTheMiddle_theServerGoesOn() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port(HTTP))) {
            String head = "POST " + STOP_ENV + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + FORM
                    + "\r\nContent-Length: 1000\r\n\r\nenvName=x";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        }

        assertThat(get(STOP_ENV + "?envName=x&session=" + value).body()).isEqualTo("{\"result\":0}");
    }

    @Test
    void aLineThatIsTooLong_isAnErrorOfTheClient() throws Exception {
        assertThat(get(STOP_ENV + "?envName=" + "x".repeat(70_000)).statusCode())
                .isBetween(400, 499);
    }

    @Test
    void aMethodThatNeverBlocks_isCalledOnTheEventLoop_onceItsTokenIsCached() throws Exception {
        String token =
                platform.createToken(session, "environment.control.GetThread").getString("key");

        assertThat(calledOn(session)).startsWith("latchkey-call");
        assertThat(calledOn(token)).startsWith("latchkey-call");
        assertThat(calledOn(token)).startsWith("vert.x-eventloop");
        assertThat(calledOn(session)).startsWith("latchkey-call");
    }

    private String calledOn(String credential) throws Exception {
        return json(get("/1.0/environment/control/rest/getthread?session=" + credential))
                .getString("thread");
    }

    @Test
    void health_tellsUpAndDown() throws Exception {
        assertThat(get("/health").statusCode()).isEqualTo(200);

        healthy = false;

        assertThat(get("/health").statusCode()).isEqualTo(503);
        assertThat(json(get("/health")).getString("status")).isEqualTo("DOWN");
    }

    @Test
    void close_answersTheCallInFlight_andTakesNoMore() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        PlatformMethod slow = PlatformMethod.changing("environment.control.Slow", "Waits")
                .openTo(PlatformMethod.Access.ANYONE)
                .handledBy(call -> {
                    arrived.countDown();
                    awaitQuietly(released);
                    return Answer.OK;
                });
        MethodRegistry registry = new MethodRegistry(List.of(slow), List.of());
        PlatformServer slowServer = PlatformServer.start(
                ServerOptions.at(List.of(HTTP), UPLOADS),
                registry,
                platform.latchkey(registry),
                platform.credentials,
                Pages.NONE,
                () -> true);
        URI address = URI.create("http://127.0.0.1:" + slowServer.port(HTTP) + slow.path());
        CompletableFuture<HttpResponse<String>> inFlight =
                client.sendAsync(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        arrived.await();

        CompletableFuture<Void> closed = CompletableFuture.runAsync(slowServer::close);
        Awaitility.await().until(() -> isRefused(address));
        assertThat(closed).isNotDone();
        assertThat(inFlight).isNotDone();
        released.countDown();

        assertThat(inFlight.get(10, TimeUnit.SECONDS).body()).isEqualTo("{\"result\":0}");
        closed.get(10, TimeUnit.SECONDS);
    }

    @Test
    void start_whereThePortIsTaken_saysWhereAndWhy() {
        Endpoint taken = Endpoint.http("127.0.0.1", server.port(HTTP));

        assertThatThrownBy(() -> PlatformServer.start(
                        ServerOptions.at(List.of(taken), UPLOADS),
                        platform.registry,
                        platform.latchkey,
                        platform.credentials,
                        Pages.NONE,
                        () -> true))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot listen at http://127.0.0.1:" + taken.port());
    }

    @Test
    void endpoint_ofIpv6_isAUrl() {
        assertThat(Endpoint.http("::1", 8080)).hasToString("http://[::1]:8080");
    }

    private static boolean isRefused(URI address) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            return !socket.isConnected();
        } catch (IOException e) {
            return true;
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return send(request(address).build());
    }

    private HttpResponse<String> post(String address, String contentType, BodyPublisher body)
            throws IOException, InterruptedException {
        return send(
                request(address).header("Content-Type", contentType).POST(body).build());
    }

    private HttpResponse<String> postMultipart(String body) throws IOException, InterruptedException {
        return post(STOP_ENV, "multipart/form-data; boundary=" + BOUNDARY, BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port(HTTP) + address))
                .timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }

    private static JsonObject json(HttpResponse<String> response) {
        return new JsonObject(response.body());
    }

    private static String part(String name, String text) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + text + "\r\n";
    }

    private static void writeChunk(OutputStream out, String text) {
        try {
            out.write(
                    (Integer.toHexString(text.length()) + "\r\n" + text + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } catch (IOException e) {
            // the server need not read on once it has answered
        }
    }

    /** What comes until the brace that ends an answer. */
    private static String readAnswer(InputStream in) throws IOException {
        StringBuilder answer = new StringBuilder();
        int read = in.read();
        while (read >= 0 && read != '}') {
            answer.append((char) read);
            read = in.read();
        }
        return answer.append('}').toString();
    }
}
