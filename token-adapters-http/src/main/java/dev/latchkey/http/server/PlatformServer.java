package dev.latchkey.http.server;

import dev.latchkey.Latchkey;
import dev.latchkey.http.Credentials;
import dev.latchkey.http.MethodRegistry;
import dev.latchkey.http.Pages;
import dev.latchkey.http.Site;
import dev.latchkey.http.Site.Audience;
import dev.latchkey.http.bounds.Bound;
import dev.latchkey.http.bounds.BoundCounters;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server that answers a platform's methods, has pages for browsers, and {@code /health}. Safe for use by many
 * threads.
 */
public final class PlatformServer implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(PlatformServer.class);

    private static final int MAX_LINE = 64 * 1024;
    private static final Duration END = Duration.ofMillis(1_500);
    private static final long PERIOD_MILLIS = 500;

    /** How long calls in flight may take when a server is closed. */
    public static final Duration GRACE = Duration.ofSeconds(6);

    private final Vertx vertx;
    private final PlatformHandler handler;
    private final Connections connections;
    private final BoundCounters counters;
    private final List<HttpServer> listeners = new CopyOnWriteArrayList<>();
    private final Map<Endpoint, Integer> ports = new ConcurrentHashMap<>();

    private PlatformServer(Vertx vertx, PlatformHandler handler, Connections connections, BoundCounters counters) {
        this.vertx = vertx;
        this.handler = handler;
        this.connections = connections;
        this.counters = counters;
    }

    /**
     * Starts a server, and returns when it can answer.
     *
     * @param latchkey with the catalog of {@code registry}; it stays the caller's to close
     * @param credentials who calls are from that bring no token
     * @param pages what it has for browsers, as {@code Documentation.of(registry)}; {@link Pages#NONE} if it has nothing for them
     * @param healthy whether {@code /health} says UP; may block
     * @throws IllegalArgumentException if the catalog of {@code latchkey} is another
     * @throws UncheckedIOException if it cannot listen there; the message says where and why
     */
    public static PlatformServer start(
            ServerOptions options,
            MethodRegistry registry,
            Latchkey latchkey,
            Credentials credentials,
            Pages pages,
            BooleanSupplier healthy) {
        HttpEngine engine = HttpEngine.with(options.bounds(), options.trustedProxies());
        return start(engine, options, Site.of(registry, pages), latchkey, credentials, healthy);
    }

    /**
     * The same with all that a site has, on {@code engine}, made with the options' bounds and proxies, which is the server's to close from
     * now on.
     */
    public static PlatformServer start(
            HttpEngine engine,
            ServerOptions options,
            Site site,
            Latchkey latchkey,
            Credentials credentials,
            BooleanSupplier healthy) {
        Vertx vertx = engine.vertx();
        Connections connections = engine.connections();
        try {
            PlatformHandler handler = new PlatformHandler(
                    vertx,
                    options,
                    site,
                    latchkey,
                    credentials,
                    Optional.of(new Health(vertx, healthy)),
                    engine.counters(),
                    connections);
            PlatformServer server = new PlatformServer(vertx, handler, connections, engine.counters());
            options.endpoints().forEach(server::listen);
            server.exemptPorts(options.endpoints());
            vertx.setPeriodic(PERIOD_MILLIS, timer -> connections.cutIdle());
            return server;
        } catch (RuntimeException e) {
            vertx.close().await();
            throw e;
        }
    }

    /** How often a bound has refused or closed something since the start. */
    public long refusals(Bound bound) {
        return counters.refusals(bound);
    }

    /** How many connections it has now. */
    public int connections() {
        return connections.count();
    }

    /**
     * The port at which it listens for one of its endpoints.
     *
     * @throws IllegalArgumentException if {@code endpoint} is not one of them
     */
    public int port(Endpoint endpoint) {
        Integer port = ports.get(endpoint);
        if (port == null) {
            throw new IllegalArgumentException("endpoint is not of this server: " + endpoint);
        }
        return port;
    }

    /**
     * Ends it: no more connections are taken, and calls in flight are answered, for {@link #GRACE} at most. Then whatever connections are left are
     * closed. A second time it does nothing.
     */
    @Override
    public void close() {
        Future<?> ended = Future.join(
                listeners.stream().map(listener -> listener.shutdown(GRACE)).toList());
        await(ended, GRACE);
        connections.cutAll();
        await(ended, END);
        handler.close();
        await(vertx.close(), END);
    }

    private static void await(Future<?> future, Duration time) {
        try {
            future.toCompletionStage().toCompletableFuture().get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOGGER.debug("not ended within {}", time, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One listener an event loop; they share the port. */
    private void listen(Endpoint endpoint) {
        SocketAddress address = endpoint.port() == 0
                ? SocketAddress.sharedRandomPort(ports.size() + 1, endpoint.host())
                : SocketAddress.inetSocketAddress(endpoint.port(), endpoint.host());
        int eventLoops = Runtime.getRuntime().availableProcessors();
        try {
            vertx.deployVerticle(
                            () -> new Listener(endpoint, address), new DeploymentOptions().setInstances(eventLoops))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            IOException cause = e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
            throw new UncheckedIOException("cannot listen at " + endpoint + ": " + cause.getMessage(), cause);
        }
    }

    /** Offers another site from the next request on, and has the tokens go by its catalog. */
    public void offer(Site site) {
        handler.offer(site);
    }

    /** Those who ask at ports that everybody has no listener at are few, and all ours. */
    private void exemptPorts(List<Endpoint> endpoints) {
        Set<Integer> everybodys = endpoints.stream()
                .filter(endpoint -> endpoint.audience() == Audience.EVERYBODY)
                .map(ports::get)
                .collect(Collectors.toSet());
        endpoints.stream()
                .map(ports::get)
                .filter(port -> !everybodys.contains(port))
                .forEach(connections::exempt);
    }

    private void handle(HttpServerRequest request, Audience audience) {
        connections.begins(request);
        handler.handle(request, audience);
    }

    private static HttpServerOptions options(Endpoint endpoint) {
        HttpServerOptions options = new HttpServerOptions()
                // HTTP/2 comes with TLS; the upgrade in clear text serves those who smuggle requests past proxies.
                .setHttp2ClearTextEnabled(false)
                // There are no WebSockets here, and the handler for them closes connections with many requests in line.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setInitialSettings(new Http2Settings()
                        .setMaxHeaderListSize(MAX_LINE)
                        .setMaxConcurrentStreams(Connections.MOST_REQUESTS))
                .setMaxInitialLineLength(MAX_LINE)
                .setMaxHeaderSize(MAX_LINE);
        endpoint.certificate()
                .ifPresent(certificate ->
                        TlsSuites.allow(options.setSsl(true).setUseAlpn(true).setKeyCertOptions(certificate)));
        return options;
    }

    private final class Listener extends VerticleBase {

        private final Endpoint endpoint;
        private final SocketAddress address;

        Listener(Endpoint endpoint, SocketAddress address) {
            this.endpoint = endpoint;
            this.address = address;
        }

        @Override
        public Future<?> start() {
            return vertx.createHttpServer(options(endpoint))
                    .exceptionHandler(Connections::failed)
                    .connectionHandler(connections::speaks)
                    .requestHandler(request -> handle(request, endpoint.audience()))
                    .listen(address)
                    .onSuccess(listener -> {
                        listeners.add(listener);
                        ports.put(endpoint, listener.actualPort());
                    });
        }
    }
}
