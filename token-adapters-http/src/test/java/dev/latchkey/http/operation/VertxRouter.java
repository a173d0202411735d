package dev.latchkey.http.operation;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Which operations a service of Vert.x runs: a real server, asked over real connections. */
final class VertxRouter implements AutoCloseable {

    /** Held, as java.util.logging forgets the level of a logger that nobody holds. It logs each path that it can't read as an error. */
    private static final Logger LOGGER = Logger.getLogger("io.vertx.ext.web");

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    /** Routes are matched in their order: those with texts stand before those with parameters, as its users are told to do. */
    VertxRouter(List<Operation> operations) {
        LOGGER.setLevel(Level.OFF);
        Router router = Router.router(vertx);
        operations.stream().sorted(Comparator.comparing(VertxRouter::rank)).forEach(operation -> {
            Route route = operation.route().orElseThrow();
            router.route(
                            HttpMethod.valueOf(route.httpMethod()),
                            route.template().toString().replaceAll("\\{(\\w+)}", ":$1"))
                    .handler(context -> context.response()
                            .putHeader(RequestLine.OPERATION, operation.method().toString())
                            .end());
        });
        this.server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await();
    }

    /** Texts sort before parameters, segment by segment. */
    private static String rank(Operation operation) {
        StringBuilder rank = new StringBuilder();
        operation
                .route()
                .orElseThrow()
                .template()
                .segments()
                .forEach(segment -> rank.append(segment.literal() == null ? '1' : '0'));
        return rank.toString();
    }

    /** What it runs for each of these; empty where it refuses the request or ends the connection. */
    List<Optional<String>> run(List<RequestLine> lines) throws IOException {
        return RequestLine.sendAll(lines, server.actualPort());
    }

    @Override
    public void close() {
        vertx.close().await();
        LOGGER.setLevel(null);
    }
}
