package dev.latchkey.benchmarks;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;

/** The least that Vert.x can do: it answers everything with the bytes that our server answers a success with. */
final class BareServer extends VerticleBase {

    private static final CharSequence REFERRER_POLICY = HttpHeaders.createOptimized("Referrer-Policy");
    private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
    private static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json;charset=UTF-8");
    private static final Buffer OK = Buffer.buffer("{\"result\":0}");

    private int port;

    /** Starts it at a free port, which it gives. */
    static int listen() {
        BareServer server = new BareServer();
        Vertx.vertx().deployVerticle(server, new DeploymentOptions()).await();
        return server.port;
    }

    @Override
    public Future<?> start() {
        // As our server has it.
        HttpServerOptions options = new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setMaxInitialLineLength(64 * 1024)
                .setMaxHeaderSize(64 * 1024);
        return vertx.createHttpServer(options)
                .requestHandler(request -> request.response()
                        .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
                        .putHeader(REFERRER_POLICY, NO_REFERRER)
                        .putHeader(CONTENT_TYPE_OPTIONS, NO_SNIFF)
                        .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                        .end(OK))
                .listen(0, "127.0.0.1")
                .onSuccess(listener -> port = listener.actualPort());
    }
}
