package dev.latchkey.http;

import dev.latchkey.account.SignIn;
import dev.latchkey.token.Authorizer;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * An HTTP server that answers a platform's methods, {@code /health}, and nothing else. Safe for use by many threads.
 */
public final class PlatformServer implements AutoCloseable {

    /** How many bytes the body of a call may have. */
    public static final int MAX_BODY = 1 << 20;

    /** How many calls are worked on at once: more than can wait for a password to be checked. */
    private static final int WORKERS = 64;

    private static final int MAX_LINE = 64 * 1024;
    private static final int IDLE_SECONDS = 75;
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final Vertx vertx;
    private final List<HttpServer> listeners = new CopyOnWriteArrayList<>();

    private PlatformServer(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Starts a server, and returns when it can answer.
     *
     * @param host the name or address to listen at
     * @param port the port to listen at; 0 for one that is free
     * @param healthy whether {@code /health} says UP; may block
     * @throws RuntimeException if it cannot listen there
     */
    public static PlatformServer start(
            String host,
            int port,
            MethodRegistry registry,
            Authorizer authorizer,
            SignIn signIn,
            BooleanSupplier healthy) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        PlatformServer server = new PlatformServer(vertx);
        WorkerExecutor workers = vertx.createSharedWorkerExecutor("latchkey-call", WORKERS);
        HttpEdge edge = new HttpEdge(
                vertx,
                workers,
                registry,
                new Gateway(registry, authorizer, signIn),
                new RequestReader(MAX_BODY),
                healthy);
        try {
            SocketAddress address =
                    port == 0 ? SocketAddress.sharedRandomPort(1, host) : SocketAddress.inetSocketAddress(port, host);
            server.listen(address, edge);
        } catch (RuntimeException e) {
            vertx.close().await();
            throw e;
        }
        return server;
    }

    /** The port that it listens at. */
    public int port() {
        return listeners.get(0).actualPort();
    }

    /** Ends it: no more connections are taken, calls in flight are answered, for 20 seconds at most. */
    @Override
    public void close() {
        Future.all(listeners.stream().map(listener -> listener.shutdown(GRACE)).toList())
                .transform(ended -> vertx.close())
                .await();
    }

    /** One listener an event loop; they share the port. */
    private void listen(SocketAddress address, HttpEdge edge) {
        int eventLoops = Runtime.getRuntime().availableProcessors();
        vertx.deployVerticle(() -> new Listener(address, edge), new DeploymentOptions().setInstances(eventLoops))
                .await();
    }

    private static HttpServerOptions options() {
        return new HttpServerOptions()
                .setMaxInitialLineLength(MAX_LINE)
                .setMaxHeaderSize(MAX_LINE)
                .setMaxFormAttributeSize(MAX_BODY)
                .setMaxFormFields(1_000)
                .setMaxFormBufferedBytes(16 * 1024)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }

    private final class Listener extends VerticleBase {

        private final SocketAddress address;
        private final HttpEdge edge;

        Listener(SocketAddress address, HttpEdge edge) {
            this.address = address;
            this.edge = edge;
        }

        @Override
        public Future<?> start() {
            HttpServer listener = vertx.createHttpServer(options()).requestHandler(edge);
            return listener.listen(address).onSuccess(listeners::add);
        }
    }
}
