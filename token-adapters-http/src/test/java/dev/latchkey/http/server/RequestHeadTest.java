package dev.latchkey.http.server;

import static dev.latchkey.http.TestPlatform.ALICE;
import static dev.latchkey.http.TestPlatform.STOP_ENV;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.http.Pages;
import dev.latchkey.http.TestPlatform;
import dev.latchkey.http.address.TrustedProxies;
import dev.latchkey.http.bounds.Bounds;
import dev.latchkey.http.uploads.UploadSettings;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenId;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the head of a request says, byte by byte, to a server behind a trusted proxy at 127.0.0.1. */
final class RequestHeadTest {

    /** By us, or by Vert.x before it comes to us (RFC 9113, 8.1.1). */
    private static final List<String> NOT_ANSWERED = List.of(
            "400 {\"result\":3,\"error\":\"invalid parameter [Host]: name one host, and perhaps a port\",\"source\":\"hx-core\"}",
            "reset by 1");

    private static final Duration BETWEEN_USES = Duration.ofMinutes(5);
    private static final Vertx VERTX = Vertx.vertx();

    private static TestPlatform platform;
    private static Endpoint http;
    private static Endpoint https;
    private static PlatformServer server;

    private String token = "";
    private int id;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        platform = new TestPlatform();
        http = Endpoint.http("127.0.0.1", 0);
        https = Endpoint.https("127.0.0.1", 0, TestKeys.in(directory).options());
        server = PlatformServer.start(
                ServerOptions.at(List.of(http, https), new UploadSettings(directory, Bounds.MAX_BODY))
                        .trustedProxies(TrustedProxies.in(List.of("127.0.0.1/32"))),
                platform.registry,
                platform.latchkey,
                platform.credentials,
                Pages.NONE,
                () -> true);
    }

    @AfterAll
    static void close() {
        server.close();
        VERTX.close().await();
    }

    @BeforeEach
    void makeToken() {
        var made = platform.createToken(platform.signIn(ALICE));
        token = made.getString("key");
        id = made.getInteger("id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Host: a.example\r\nHost: a.example\r\n",
                "Host: a.example\r\nHost: b.example\r\n",
                "Host: a b\r\n",
                "Host: a.example, b.example\r\n",
                "Host: user@a.example\r\n",
                "Host: a.example:x\r\n",
                "Host: [::1\r\n",
                "Host: a/b\r\n",
                "Host:\r\n"
            })
    void http11_withoutOneHost_is400(String hosts) throws Exception {
        assertThat(get("HTTP/1.1", hosts + "Authorization: Bearer " + token + "\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("invalid parameter [Host]");
        assertThat(exchange("GET /health HTTP/1.1\r\n" + hosts + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Host: 127.0.0.1:8080\r\n", "host: a.example\r\n", "HOST: [::1]:80\r\n", "Host: a.example:\r\n"})
    void http11_withOneHost_isAnswered(String host) throws Exception {
        assertThat(get("HTTP/1.1", host + "Authorization: Bearer " + token + "\r\n"))
                .endsWith("{\"result\":0}");
    }

    @Test
    void http10_needsNoHost_butNoTwo() throws Exception {
        assertThat(get("HTTP/1.0", "Authorization: Bearer " + token + "\r\n")).endsWith("{\"result\":0}");
        assertThat(get("HTTP/1.0", "Host: a\r\nHost: a\r\n")).contains(" 400 ");
    }

    @Test
    void http2_withAnAuthorityThatIsNone_orAnotherHost_isNotAnswered() {
        assertThat(getByHttp2("a.example", "")).isEqualTo("200 {\"result\":0}");
        assertThat(getByHttp2("[::1]", "")).isEqualTo("200 {\"result\":0}");
        for (String none : new String[] {"a b", "user@a.example", "a/b", "bücher.example", "[::1"}) {
            assertThat(getByHttp2(none, "")).as(none).isIn(NOT_ANSWERED);
        }
        assertThat(getByHttp2("a.example", "b.example")).isIn(NOT_ANSWERED);
    }

    @Test
    void twoHeadersWithDifferentCredentials_areRefused_andEqualOnesCountOnce() throws Exception {
        String host = "Host: a.example\r\n";

        assertThat(get("HTTP/1.1", host + "Authorization: Bearer " + token + "\r\nAuthorization: Bearer wrong\r\n"))
                .contains("\"result\":3", "invalid parameter [Authorization]");
        assertThat(get(
                        "HTTP/1.1",
                        host + "Authorization: Bearer " + token + "\r\nAuthorization: bearer  " + token + " \r\n"))
                .endsWith("{\"result\":0}");
    }

    @Test
    void whiteSpaceRoundACredential_isStripped_inQueryFormAndMultipart() throws Exception {
        String form = "envName=x&session=" + token + "\r\n";
        String multipart = part("envName", "x") + part("session", token + "\n") + "--B--\r\n";

        assertThat(exchange("GET " + STOP_ENV + "?envName=x&session=%20" + token + "%0A HTTP/1.1\r\nHost: a\r\n"
                        + "Connection: close\r\n\r\n"))
                .endsWith("{\"result\":0}");
        assertThat(post("application/x-www-form-urlencoded", "", form)).endsWith("{\"result\":0}");
        assertThat(post("multipart/form-data; boundary=B", "", multipart)).endsWith("{\"result\":0}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "multipart/form-data; boundary=B"})
    void anEncodedBody_is415_byName(String contentType) throws Exception {
        String form = "envName=x&session=" + token;

        assertThat(post(contentType, "Content-Encoding: gzip\r\n", form))
                .startsWith("HTTP/1.1 415")
                .contains("\"result\":3", "invalid parameter [Content-Encoding]")
                .containsIgnoringCase("accept-encoding: identity");
        assertThat(post("application/x-www-form-urlencoded", "Content-Encoding: identity\r\n", form))
                .endsWith("{\"result\":0}");
    }

    @Test
    void theClientsAddress_isThatWhichTheTrustedProxyTells() throws Exception {
        String head = "Host: a.example\r\nAuthorization: Bearer " + token + "\r\n";

        get("HTTP/1.1", head + "X-Forwarded-For: 1.2.3.4\r\nX-Forwarded-For: 2001:DB8:0::9, 127.0.0.1\r\n");
        assertThat(lastUsedFrom()).isEqualTo("2001:db8::9");

        platform.clock.advance(BETWEEN_USES);
        get("HTTP/1.1", head + "Forwarded: for=\"203.0.113.9:4711\";proto=https\r\n");
        assertThat(lastUsedFrom()).isEqualTo("203.0.113.9");

        platform.clock.advance(BETWEEN_USES);
        get("HTTP/1.1", head + "Forwarded: for=203.0.113.9\r\nX-Forwarded-For: 203.0.113.10\r\n");
        assertThat(lastUsedFrom()).isEqualTo("127.0.0.1");
    }

    private String lastUsedFrom() {
        platform.latchkey.flush();
        return platform.tokens
                .find(platform.account(ALICE).id(), new TokenId(id))
                .flatMap(Token::lastUse)
                .orElseThrow()
                .client()
                .address();
    }

    private String get(String version, String headers) throws IOException {
        return exchange("GET " + STOP_ENV + "?envName=x " + version + "\r\n" + headers + "Connection: close\r\n\r\n");
    }

    private static String post(String contentType, String headers, String body) throws IOException {
        return exchange("POST " + STOP_ENV + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: " + contentType
                + "\r\nContent-Length: " + body.length() + "\r\n" + headers + "\r\n" + body);
    }

    private static String part(String name, String value) {
        return "--B\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static String exchange(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port(http))) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Status and body of a GET. */
    private String getByHttp2(String authority, String host) {
        HttpClientAgent client = VERTX.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setSsl(true)
                .setUseAlpn(true)
                .setTrustAll(true)
                .setVerifyHost(false));
        RequestOptions options = new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(server.port(https), "127.0.0.1"))
                .setMethod(HttpMethod.GET)
                .setHost("127.0.0.1")
                .setURI(STOP_ENV + "?envName=x&session=" + token);
        try {
            return client.request(options)
                    .compose(request -> {
                        request.authority(HostAndPort.create(authority, 80));
                        if (!host.isEmpty()) {
                            request.putHeader("Host", host);
                        }
                        return request.send();
                    })
                    .compose(response -> response.body().map(body -> response.statusCode() + " " + body))
                    .await();
        } catch (StreamResetException e) {
            return "reset by " + e.getCode();
        } finally {
            client.close().await();
        }
    }
}
