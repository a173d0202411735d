package dev.latchkey.app.administration;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;

/** A server that answers as a test says, one answer after the other, and keeps what it was asked. */
final class ScriptedServer implements AutoCloseable {

    private final HttpServer server;
    private final Queue<String> answers = new ArrayDeque<>();
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private int status = 200;

    ScriptedServer(String... answers) throws IOException {
        this.answers.addAll(List.of(answers));
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Has it answer with another status, and with a way elsewhere on itself. */
    ScriptedServer status(int other) {
        status = other;
        return this;
    }

    ServerAddress address() {
        return ServerAddress.parse("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The methods and their parameters, in the order of the calls. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add(path.substring(path.lastIndexOf('/') + 1) + " " + URLDecoder.decode(form, StandardCharsets.UTF_8));
        String next = answers.poll();
        byte[] answer = (next == null ? "{\"result\":0}" : next).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Location", "/elsewhere");
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
