package dev.latchkey.http.operation;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Which operations a service of Vert.x runs: a real server, asked over real connections. */
final class VertxRouter implements AutoCloseable {

    private static final String HEADER = "operation: ";

    /** Held, as java.util.logging forgets the level of a logger that nobody holds. It logs each path that it can't read as an error. */
    private static final Logger LOGGER = Logger.getLogger("io.vertx.ext.web");

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    /** A request line. */
    record Line(String httpMethod, String target) {}

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
                            .putHeader("operation", operation.method().toString())
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
    List<Optional<String>> run(List<Line> lines) throws IOException {
        List<Optional<String>> all = new ArrayList<>();
        while (all.size() < lines.size()) {
            all.addAll(runOnOneConnection(lines.subList(all.size(), Math.min(lines.size(), all.size() + 16))));
        }
        return all;
    }

    /** The first of them at least: a connection that the server ends has answered the request for which it did so by none. */
    private List<Optional<String>> runOnOneConnection(List<Line> lines) throws IOException {
        List<Optional<String>> answers = new ArrayList<>();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
            StringBuilder text = new StringBuilder();
            lines.forEach(line -> text.append(line.httpMethod())
                    .append(' ')
                    .append(line.target())
                    .append(" HTTP/1.1\r\nHost: shop\r\nContent-Length: 0\r\n\r\n"));
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            while (answers.size() < lines.size()) {
                Optional<Optional<String>> answer =
                        answer(in, lines.get(answers.size()).httpMethod());
                if (answer.isEmpty()) {
                    answers.add(Optional.empty());
                    break;
                }
                answers.add(answer.get());
            }
        }
        return answers;
    }

    /** The operation that an answer names, if there is an answer. */
    private static Optional<Optional<String>> answer(BufferedReader in, String httpMethod) throws IOException {
        String status = in.readLine();
        if (status == null) {
            return Optional.empty();
        }
        Optional<String> operation = Optional.empty();
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.startsWith(HEADER)) {
                operation = Optional.of(line.substring(HEADER.length()));
            } else if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length: ")) {
                length = Integer.parseInt(line.substring(16));
            }
        }
        for (int i = 0; i < length && !httpMethod.equals("HEAD"); i++) {
            int unused = in.read();
        }
        return Optional.of(operation);
    }

    @Override
    public void close() {
        vertx.close().await();
        LOGGER.setLevel(null);
    }
}
