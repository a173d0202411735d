package dev.latchkey.http.server;

import static dev.latchkey.http.TestPlatform.ALICE;
import static dev.latchkey.http.TestPlatform.PASSWORD;
import static dev.latchkey.http.TestPlatform.SIGN_IN;
import static dev.latchkey.http.TestPlatform.STOP_ENV;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.http.Answer;
import dev.latchkey.http.MethodRegistry;
import dev.latchkey.http.Pages;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.PublicUrl;
import dev.latchkey.http.SignInCredentials;
import dev.latchkey.http.TestPlatform;
import dev.latchkey.http.bounds.Bounds;
import dev.latchkey.http.uploads.UploadSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server behind a proxy that ends TLS, and its pages by the proxy's address, by its own, and by others. */
final class PublicUrlServerTest {

    private static final Endpoint HTTP = Endpoint.http("127.0.0.1", 0);
    private static final String ORIGIN = "/1.0/environment/control/rest/origin";
    private static final String MISSING = "invalid parameter [session]";

    private static TestKeys keys;

    private final TestPlatform platform = new TestPlatform();
    private final Vertx vertx = Vertx.vertx();

    /** What a proxy makes of the header Host: many pass their own name for the server, others what they got. */
    private boolean passesHost;

    private HttpClient client;
    private HttpServer proxy;
    private PlatformServer server;
    private String publicOrigin;
    private String ownOrigin;

    @BeforeAll
    static void makeKeys(@TempDir Path directory) throws Exception {
        keys = TestKeys.in(directory);
    }

    @BeforeEach
    void start() {
        client = HttpClient.newBuilder().sslContext(keys.trust()).build();
        proxy = vertx.createHttpServer(new HttpServerOptions().setSsl(true).setKeyCertOptions(keys.options()))
                .requestHandler(this::pass)
                .listen(0, "127.0.0.1")
                .await();
        publicOrigin = "https://127.0.0.1:" + proxy.actualPort();
        server = start(Optional.of(PublicUrl.parse(publicOrigin)), platform.registry);
        ownOrigin = "http://127.0.0.1:" + server.port(HTTP);
    }

    @AfterEach
    void close() {
        proxy.close().await();
        vertx.close().await();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPageByThePublicUrl_signsInAndCalls(boolean passingHost) throws Exception {
        passesHost = passingHost;
        String cookie = signIn(publicOrigin);
        assertThat(cookie).matches("__Host-latchkey-session=lks_\\w+; Path=/; Secure; HTTPOnly; SameSite=Strict");

        JsonObject answer = stop(publicOrigin, publicOrigin, "same-origin", cookie);

        assertThat(answer.getInteger("result")).isZero();
        assertThat(platform.stoppedBy).hasSize(1);
    }

    @Test
    void aPageByTheServersOwnAddress_signsInAndCalls_withoutTls() throws Exception {
        String cookie = signIn(ownOrigin);
        assertThat(cookie).matches("latchkey-session=lks_\\w+; Path=/; HTTPOnly; SameSite=Strict");

        assertThat(stop(ownOrigin, ownOrigin, "same-origin", cookie).getInteger("result"))
                .isZero();
    }

    @ParameterizedTest(name = "Origin {0}, Sec-Fetch-Site {1}, Host passed on: {2}")
    @CsvSource(
            nullValues = "-",
            value = {
                "-, same-origin, true",
                "https://evil.example, -, true",
                "https://evil.example, same-origin, false",
                "https://127.0.0.1, -, true",
                "http://127.0.0.1:PUBLIC, -, true",
                "http://127.0.0.1:PUBLIC, same-origin, true",
                "http://127.0.0.1:PUBLIC, -, false",
                "http://127.0.0.1:OWN, -, true",
                "https://127.0.0.1:OWN, -, false",
                "https://127.0.0.1:PUBLIC.evil.example, -, false",
                "https://127.0.0.1:PUBLIC, same-site, true",
                "https://127.0.0.1:PUBLIC, cross-site, false"
            })
    void aPageFromElsewhere_doesNothingThroughTheProxy(String from, String site, boolean passingHost) throws Exception {
        passesHost = passingHost;
        String cookie = signIn(publicOrigin);
        String origin = from == null
                ? null
                : from.replace("PUBLIC", String.valueOf(proxy.actualPort()))
                        .replace("OWN", String.valueOf(server.port(HTTP)));

        assertThat(stop(publicOrigin, origin, site, cookie).getString("error")).startsWith(MISSING);
        assertThat(platform.stoppedBy).isEmpty();
    }

    @Test
    void withoutAPublicUrl_aPageByTheProxysAddressIsAForeignOne() throws Exception {
        String cookie = signIn(publicOrigin);
        restart(Optional.empty(), platform.registry);

        assertThat(stop(publicOrigin, publicOrigin, "same-origin", cookie).getString("error"))
                .startsWith(MISSING);
    }

    @Test
    void aCall_isToldThePublicUrl_howeverItCame() throws Exception {
        PlatformMethod tells = PlatformMethod.reading("environment.control.Origin", "For the test")
                .handledBy(call -> Answer.ok(new JsonObject().put("origin", call.origin())));
        MethodRegistry registry = new MethodRegistry(List.of(tells), List.of());
        restart(Optional.of(PublicUrl.parse(publicOrigin)), registry);
        assertThat(originToldAt(publicOrigin)).isEqualTo(publicOrigin);
        assertThat(originToldAt(ownOrigin)).isEqualTo(publicOrigin);

        restart(Optional.empty(), registry);

        assertThat(originToldAt(ownOrigin)).isEqualTo(ownOrigin);
    }

    private String originToldAt(String address) throws Exception {
        return new JsonObject(send(post(address + ORIGIN, "session=" + platform.signIn(ALICE)))
                        .body())
                .getString("origin");
    }

    private void restart(Optional<PublicUrl> publicUrl, MethodRegistry registry) {
        server.close();
        server = start(publicUrl, registry);
        ownOrigin = "http://127.0.0.1:" + server.port(HTTP);
    }

    private PlatformServer start(Optional<PublicUrl> publicUrl, MethodRegistry registry) {
        ServerOptions options = ServerOptions.at(List.of(HTTP), new UploadSettings(Path.of("target"), Bounds.MAX_BODY));
        return PlatformServer.start(
                publicUrl.map(options::publicUrl).orElse(options),
                registry,
                platform.latchkey(registry),
                new SignInCredentials(platform.signIn, publicUrl),
                Pages.NONE,
                () -> true);
    }

    /** Signs in at a page there, and gives the cookie with its attributes. */
    private String signIn(String origin) throws Exception {
        HttpResponse<String> response =
                send(post(origin + SIGN_IN, "login=" + ALICE + "&password=" + PASSWORD.replace(' ', '+'))
                        .header("Origin", origin)
                        .header("Sec-Fetch-Site", "same-origin")
                        .header("X-Requested-With", "latchkey-dashboard"));
        return response.headers().firstValue("set-cookie").orElseThrow();
    }

    private JsonObject stop(String address, String origin, String site, String cookie) throws Exception {
        HttpRequest.Builder request =
                post(address + STOP_ENV, "envName=my-project").header("Cookie", cookie.split(";", 2)[0]);
        if (origin != null) {
            request.header("Origin", origin);
        }
        if (site != null) {
            request.header("Sec-Fetch-Site", site);
        }
        return new JsonObject(send(request).body());
    }

    private static HttpRequest.Builder post(String address, String form) {
        return HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Passes a request on to the server, without TLS, and its answer back. */
    private void pass(HttpServerRequest request) {
        RequestOptions options = new RequestOptions()
                .setMethod(request.method())
                .setHost("127.0.0.1")
                .setPort(server.port(HTTP))
                .setURI(request.uri());
        request.body()
                .compose(body ->
                        vertx.createHttpClient().request(options).compose(passed -> send(request, passed, body)))
                .compose(answer -> {
                    HttpServerResponse response = request.response();
                    response.headers().addAll(answer.headers());
                    return answer.body().compose(response::end);
                })
                .onFailure(e -> request.response().setStatusCode(502).end(e.toString()));
    }

    private Future<HttpClientResponse> send(HttpServerRequest request, HttpClientRequest passed, Buffer body) {
        request.headers().forEach((name, value) -> {
            if (!name.equalsIgnoreCase("Host")) {
                passed.putHeader(name, value);
            }
        });
        if (passesHost) {
            passed.authority(request.authority());
        }
        return passed.send(body);
    }
}
