package dev.latchkey.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.Latchkey;
import dev.latchkey.http.GuardedResource;
import dev.latchkey.http.HttpReply;
import dev.latchkey.http.Page;
import dev.latchkey.http.Pages;
import dev.latchkey.http.Resource;
import dev.latchkey.http.Resources;
import dev.latchkey.http.SecurityText;
import dev.latchkey.http.Site;
import dev.latchkey.http.Site.Audience;
import dev.latchkey.http.TestPlatform;
import dev.latchkey.http.TraceScope;
import dev.latchkey.http.address.TrustedProxies;
import dev.latchkey.http.bounds.Bounds;
import dev.latchkey.http.health.Readiness;
import dev.latchkey.http.metrics.Metrics;
import dev.latchkey.http.uploads.UploadSettings;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodCatalog;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.TokenValue;
import dev.latchkey.token.testing.ExpectedLog;
import dev.latchkey.token.testing.Fixtures;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What monitoring asks of a server, over the wire, for each of its listeners. */
final class WatchedServerTest {

    private static final Endpoint EVERYBODY = Endpoint.http("127.0.0.1", 0);
    private static final Endpoint OPERATORS = Endpoint.http("127.0.0.1", 0).of(Audience.OPERATORS);
    private static final UploadSettings UPLOADS = new UploadSettings(Path.of("target"), 2 * Bounds.MAX_BODY);
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final ApiMethod READ = Metrics.READ.method();

    private final TestPlatform platform = new TestPlatform();
    private final Metrics metrics = new Metrics("1.2.3", "0123abc");
    private final Latchkey withReserved = Latchkey.on(platform.tokens, platform.events)
            .catalog(ApiMethodCatalog.builder()
                    .reads("environment.control.GetEnvInfo")
                    .method(Metrics.READ)
                    .build())
            .clock(platform.clock)
            .callsPerMinute(2)
            .start();
    private boolean reachable = true;
    private final Readiness readiness = Readiness.of(() -> {
        if (!reachable) {
            throw new StorageException("out of reach");
        }
    });
    private final PlatformServer server = start();
    private final HttpClient client = HttpClient.newHttpClient();

    private PlatformServer start() {
        ServerOptions options = ServerOptions.at(List.of(EVERYBODY, OPERATORS), UPLOADS)
                .observer(metrics.decisions())
                .requests(metrics.requests())
                .loggingTraces();
        Resource guarded = new GuardedResource(metrics.resource(), READ, withReserved, TrustedProxies.NONE);
        Resources probes = Resources.of(ImmutableMap.of("/livez", Readiness.livez(), "/readyz", readiness.readyz()));
        Site site = new Site(
                platform.registry,
                new Pages(ImmutableMap.of("/page.html", Page.of("text/html", "hello"))),
                ImmutableMap.of(
                        Audience.EVERYBODY,
                        probes.and(Resources.of(ImmutableMap.of(
                                "/metrics",
                                guarded,
                                SecurityText.PATH,
                                SecurityText.of("a@example.com", Optional.empty(), () -> Fixtures.NOW),
                                "/traced/*",
                                new Traced()))),
                        Audience.OPERATORS,
                        probes.and(Resources.of(ImmutableMap.of("/metrics", metrics.resource())))));
        return PlatformServer.start(
                HttpEngine.with(options.bounds(), options.trustedProxies()),
                options,
                site,
                platform.latchkey,
                platform.credentials,
                () -> true);
    }

    /** Fails, and logs that on the thread that worked on it. */
    private static final class Traced implements Resource {

        @Override
        public ImmutableSet<String> httpMethods() {
            return ImmutableSet.of();
        }

        @Override
        public boolean readsForm() {
            return true;
        }

        @Override
        public Optional<HttpReply> answerAtOnce(Request request) {
            return request.path().endsWith("/once") ? Optional.of(answer(request)) : Optional.empty();
        }

        @Override
        public HttpReply answer(Request request) {
            return HttpReply.text(200, "text/plain", TraceScope.current().orElse("none"));
        }

        @Override
        public HttpReply refused(int status, String detail) {
            return HttpReply.text(status, "text/plain", detail);
        }
    }

    @AfterEach
    void close() {
        server.close();
        readiness.close();
        metrics.close();
        withReserved.close();
    }

    private HttpResponse<String> get(Endpoint endpoint, String path, String... headers) throws Exception {
        return send("GET", endpoint, path, headers);
    }

    private HttpResponse<String> send(String method, Endpoint endpoint, String path, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port(endpoint) + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private String tokenWith(ApiMethod method) {
        TokenValue value = Fixtures.newValue();
        Fixtures.added(
                platform.tokens,
                NewToken.of(
                        Fixtures.ALICE, Fixtures.terms("Prometheus", Fixtures.custom(method), Expiry.never()), value));
        return value.reveal();
    }

    @Test
    void metrics_forOperators_needNoToken() throws Exception {
        HttpResponse<String> response = get(OPERATORS, "/metrics");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().allValues("content-type"))
                .containsExactly("text/plain; version=0.0.4; charset=utf-8");
        assertThat(response.body()).contains("latchkey_build_info{");
        assertThat(send("HEAD", OPERATORS, "/metrics").body()).isEmpty();
        assertThat(send("POST", OPERATORS, "/metrics").statusCode()).isEqualTo(405);
    }

    @Test
    void metrics_forEverybody_needALiveTokenWithTheMethod() throws Exception {
        HttpResponse<String> response = get(EVERYBODY, "/metrics", "Authorization", "Bearer " + tokenWith(READ));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("latchkey_build_info{");
    }

    @Test
    void metrics_withoutAToken_tellNothing() throws Exception {
        HttpResponse<String> response = get(EVERYBODY, "/metrics");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().allValues("www-authenticate")).containsExactly("Bearer realm=\"latchkey\"");
        assertThat(response.body()).isEqualTo("bring a live token that has the method latchkey.metrics.Read\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x", "Bearer SESSION", "Bearer UNKNOWN"})
    void metrics_withWhatIsNoLiveToken_tellNothing(String given) throws Exception {
        String authorization = given.replace("SESSION", platform.signIn(TestPlatform.ALICE))
                .replace("UNKNOWN", Fixtures.newValue().reveal());

        HttpResponse<String> response = get(EVERYBODY, "/metrics", "Authorization", authorization);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("www-authenticate").orElseThrow())
                .contains("error=\"invalid_token\"");
        assertThat(response.body()).doesNotContain("latchkey_build_info");
    }

    @Test
    void metrics_withATokenThatLacksTheMethod_tellNothing() throws Exception {
        String other = tokenWith(ApiMethod.of("environment.control.GetEnvInfo"));

        HttpResponse<String> response = get(EVERYBODY, "/metrics", "Authorization", "Bearer " + other);

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.headers().firstValue("www-authenticate").orElseThrow())
                .contains("error=\"insufficient_scope\"", "scope=\"latchkey.metrics.Read\"");
    }

    @Test
    void metrics_areNoCalls_thatATokensRateCounts() throws Exception {
        String authorization = "Bearer " + tokenWith(READ);

        for (int i = 0; i < 5; i++) {
            assertThat(get(EVERYBODY, "/metrics", "Authorization", authorization)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    /** Nothing of a token, account, address or path that strangers make up is told, whatever they do. */
    @Test
    @ExpectedLog("failed, reference")
    void labels_holdNothingOfAnybody() throws Exception {
        String session = platform.signIn(TestPlatform.ALICE);
        String value = platform.createToken(session).getString("key");
        get(EVERYBODY, TestPlatform.STOP_ENV + "?envName=SECRET&session=" + value);
        get(EVERYBODY, TestPlatform.STOP_ENV + "?envName=SECRET&session=" + value);
        get(EVERYBODY, TestPlatform.START_ENV + "?envName=SECRET&session=" + value);
        get(EVERYBODY, TestPlatform.START_ENV + "?envName=SECRET&session=" + session);
        get(EVERYBODY, TestPlatform.START_ENV + "?session=lkp_" + "SECRET".repeat(5));
        get(EVERYBODY, TestPlatform.FAIL + "?envName=SECRET&session=" + session);
        get(EVERYBODY, "/SECRET/" + value + "?x=" + value);
        get(EVERYBODY, "/traced/SECRET");
        get(EVERYBODY, "/page.html?SECRET");
        get(EVERYBODY, "/health");
        get(OPERATORS, "/SECRET");
        send("SECRET", EVERYBODY, "/SECRET");
        send("SECRET", EVERYBODY, TestPlatform.STOP_ENV);

        String text = get(OPERATORS, "/metrics").body();
        assertThat(text)
                .doesNotContain("SECRET", "127.0.0.1", "alice", value, session, value.substring(value.length() - 4))
                .contains(
                        "http_route=\"environment.control.StopEnv\"",
                        "http_route=\"/traced/*\"",
                        "http_route=\"page\"",
                        "http_route=\"/health\"",
                        "http_route=\"unknown\"",
                        "http_request_method=\"_OTHER\"");
        assertThat(text.lines()
                        .filter(line -> line.startsWith("latchkey_authorizations_total{"))
                        .filter(line -> !line.endsWith(" 0.0")))
                .containsExactlyInAnyOrder(
                        "latchkey_authorizations_total{credential=\"session\",outcome=\"granted\",via=\"api\"} 2.0",
                        "latchkey_authorizations_total{credential=\"token\",outcome=\"granted\",via=\"api\"} 2.0",
                        "latchkey_authorizations_total{credential=\"token\",outcome=\"malformed\",via=\"api\"} 1.0",
                        "latchkey_authorizations_total{credential=\"token\",outcome=\"not_permitted\",via=\"api\"} 1.0");
    }

    @ParameterizedTest
    @CsvSource({"/livez, 200, 200", "/readyz, 200, 503"})
    void probes_areOpenToAll_andTellOfTheDatabaseAsTheyShould(String path, int whileUp, int whileDown)
            throws Exception {
        for (Endpoint endpoint : List.of(EVERYBODY, OPERATORS)) {
            assertThat(get(endpoint, path).statusCode()).isEqualTo(whileUp);
            assertThat(send("HEAD", endpoint, path).statusCode()).isEqualTo(whileUp);
        }
        assertThat(get(EVERYBODY, path).headers().firstValue("cache-control")).contains("no-store");
        assertThat(send("POST", EVERYBODY, path).statusCode()).isEqualTo(405);

        reachable = false;
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> get(EVERYBODY, path).statusCode() == whileDown);
    }

    @Test
    void securityText_isWhereItIsLookedFor() throws Exception {
        HttpResponse<String> response = get(EVERYBODY, "/.well-known/security.txt");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().allValues("content-type")).containsExactly("text/plain; charset=utf-8");
        assertThat(response.body()).startsWith("Contact: mailto:a@example.com\n");
        assertThat(get(OPERATORS, "/.well-known/security.txt").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/traced/once", "/traced/waiting"})
    void aTrace_isKnownWhileItsRequestIsWorkedOn_andNotAfter(String path) throws Exception {
        String header = "00-" + TRACE + "-b7ad6b7169203331-01";

        assertThat(get(EVERYBODY, path, "traceparent", header).body()).isEqualTo(TRACE);
        for (int i = 0; i < 10; i++) { // every thread that the one before may have had
            assertThat(get(EVERYBODY, path).body()).isEqualTo("none");
        }
        assertThat(get(EVERYBODY, path, "traceparent", header.toUpperCase(Locale.ROOT))
                        .body())
                .isEqualTo("none");
        assertThat(get(EVERYBODY, path, "traceparent", header).headers().map()).doesNotContainKey("traceparent");
    }

    @Test
    @ExpectedLog("failed, reference")
    void aFailure_isLoggedWithItsTrace() throws Exception {
        Queue<String> traces = new ConcurrentLinkedQueue<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                if (entry.getLevel().equals(Level.SEVERE)) {
                    traces.add(TraceScope.current().orElse("none"));
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger.getLogger("").addHandler(handler);
        try {
            String session = platform.signIn(TestPlatform.ALICE);
            get(
                    EVERYBODY,
                    TestPlatform.FAIL + "?envName=x&session=" + session,
                    "traceparent",
                    "00-" + TRACE + "-b7ad6b7169203331-01");
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }
        assertThat(traces).containsExactly(TRACE);
    }
}
