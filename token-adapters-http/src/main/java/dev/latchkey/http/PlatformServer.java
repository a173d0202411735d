package dev.latchkey.http;

import dev.latchkey.Latchkey;
import dev.latchkey.account.SignIn;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * An HTTP server that answers a platform's methods, has pages for browsers, and {@code /health}. Safe for use by many
 * threads.
 */
public final class PlatformServer implements AutoCloseable {

    /** How many bytes the body of a call without a file may have. */
    public static final int MAX_BODY = 1 << 20;

    /** How many calls are worked on at once: more than can wait for a password to be checked. */
    private static final int WORKERS = 64;

    private static final int MAX_LINE = 64 * 1024;
    private static final int IDLE_SECONDS = 75;

    /** How long calls in flight may take when a server is closed. */
    public static final Duration GRACE = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final List<HttpServer> listeners = new CopyOnWriteArrayList<>();
    private final Map<Endpoint, Integer> ports = new ConcurrentHashMap<>();

    private PlatformServer(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Starts a server, and returns when it can answer.
     *
     * @param healthy whether {@code /health} says UP; may block
     * @param latchkey with the catalog of {@code registry}
     * @throws IllegalArgumentException if the catalog of {@code latchkey} is another
     * @throws UncheckedIOException if it cannot listen there; the message says where and why
     */
    public static PlatformServer start(
            ServerOptions options,
            MethodRegistry registry,
            Latchkey latchkey,
            SignIn signIn,
            Pages pages,
            BooleanSupplier healthy) {
        return start(vertx(), options, registry, latchkey, signIn, pages, healthy);
    }

    /**
     * Makes what a server runs on. It takes a while, so a program may make it beside whatever else it starts with, and hand it to
     * {@link #start(Vertx, ServerOptions, MethodRegistry, Latchkey, SignIn, Pages, BooleanSupplier)}.
     */
    public static Vertx vertx() {
        return Vertx.vertx(new VertxOptions()
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }

    /** The same on {@code vertx}, which is the server's to close from now on. */
    public static PlatformServer start(
            Vertx vertx,
            ServerOptions options,
            MethodRegistry registry,
            Latchkey latchkey,
            SignIn signIn,
            Pages pages,
            BooleanSupplier healthy) {
        if (latchkey.catalog() != registry.catalog()) {
            throw new IllegalArgumentException("latchkey must be built with the catalog of the registry");
        }
        PlatformServer server = new PlatformServer(vertx);
        WorkerExecutor workers = vertx.createSharedWorkerExecutor("latchkey-call", WORKERS);
        HttpEdge edge = new HttpEdge(
                vertx,
                workers,
                registry,
                new Gateway(latchkey, signIn),
                new RequestReader(workers, options.uploads()),
                pages.and(Documentation.of(registry)),
                new OwnOrigin(options.publicUrl()),
                healthy);
        try {
            options.endpoints().forEach(endpoint -> server.listen(endpoint, edge));
        } catch (RuntimeException e) {
            vertx.close().await();
            throw e;
        }
        return server;
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

    /** Ends it: no more connections are taken, calls in flight are answered, for {@link #GRACE} at most. */
    @Override
    public void close() {
        Future.all(listeners.stream().map(listener -> listener.shutdown(GRACE)).toList())
                .transform(ended -> vertx.close())
                .await();
    }

    /** One listener an event loop; they share the port. */
    private void listen(Endpoint endpoint, HttpEdge edge) {
        SocketAddress address = endpoint.port() == 0
                ? SocketAddress.sharedRandomPort(ports.size() + 1, endpoint.host())
                : SocketAddress.inetSocketAddress(endpoint.port(), endpoint.host());
        int eventLoops = Runtime.getRuntime().availableProcessors();
        try {
            vertx.deployVerticle(
                            () -> new Listener(endpoint, address, edge),
                            new DeploymentOptions().setInstances(eventLoops))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            IOException cause = e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
            throw new UncheckedIOException("cannot listen at " + endpoint + ": " + cause.getMessage(), cause);
        }
    }

    private static HttpServerOptions options(Endpoint endpoint) {
        HttpServerOptions options = new HttpServerOptions()
                // HTTP/2 comes with TLS; the upgrade in clear text serves those who smuggle requests past proxies.
                .setHttp2ClearTextEnabled(false)
                .setInitialSettings(
                        new Http2Settings().setMaxHeaderListSize(MAX_LINE).setMaxConcurrentStreams(100))
                .setMaxInitialLineLength(MAX_LINE)
                .setMaxHeaderSize(MAX_LINE)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        endpoint.certificate()
                .ifPresent(certificate -> options.setSsl(true).setUseAlpn(true).setKeyCertOptions(certificate));
        return options;
    }

    private final class Listener extends VerticleBase {

        private final Endpoint endpoint;
        private final SocketAddress address;
        private final HttpEdge edge;

        Listener(Endpoint endpoint, SocketAddress address, HttpEdge edge) {
            this.endpoint = endpoint;
            this.address = address;
            this.edge = edge;
        }

        @Override
        public Future<?> start() {
            return vertx.createHttpServer(options(endpoint))
                    .requestHandler(edge)
                    .listen(address)
                    .onSuccess(listener -> {
                        listeners.add(listener);
                        ports.put(endpoint, listener.actualPort());
                    });
        }
    }
}
