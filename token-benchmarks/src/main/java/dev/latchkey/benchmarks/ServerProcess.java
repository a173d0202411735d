package dev.latchkey.benchmarks;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;

/** A server to be measured, in a process of its own, and how to talk to it. */
final class ServerProcess implements AutoCloseable {

    private static final String LISTENING = "Listening at ";

    private final Child child;
    private final int port;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ServerProcess(Child child) {
        this.child = child;
        this.port = Integer.parseInt(child.await(LISTENING));
    }

    /** Starts one of ours with so many tokens. */
    static ServerProcess ours(int tokens, Path data) {
        return new ServerProcess(Child.start(command(tokens, data)));
    }

    /** The same, on one core alone. */
    static ServerProcess oursOnCore(int core, int tokens, Path data) {
        return new ServerProcess(Child.start(Child.onCore(core, command(tokens, data))));
    }

    private static List<String> command(int tokens, Path data) {
        return Child.ourselves("server", "--tokens", Integer.toString(tokens), "--data", data.toString());
    }

    /** Starts a bare one. */
    static ServerProcess bareOnCore(int core) {
        return new ServerProcess(Child.start(Child.onCore(core, Child.ourselves("server"))));
    }

    /** Runs a server in this process until the one that started it is gone: ours where there is {@code --data}, or a bare one. */
    static void run(Arguments arguments) throws IOException {
        int port = arguments
                .text("data")
                .map(data -> LatchkeyServer.start(arguments.number("tokens", 10_000), Path.of(data)))
                .orElseGet(BareServer::listen);
        System.out.println(LISTENING + port);
        while (System.in.read() >= 0) {
            // nothing is ever sent
        }
        System.exit(0);
    }

    int port() {
        return port;
    }

    /** For how many seconds it has kept a core busy. */
    double busySeconds() {
        return child.busy().toMillis() / 1e3;
    }

    /**
     * What it answers to a call.
     *
     * @throws IllegalStateException if that is no success
     */
    JsonObject call(String pathAndQuery) {
        HttpResponse<String> response = get(pathAndQuery);
        if (!HttpCalls.isSuccess(response.body())) {
            throw new IllegalStateException(response.body());
        }
        return new JsonObject(response.body());
    }

    HttpResponse<String> get(String pathAndQuery) {
        URI address = URI.create("http://127.0.0.1:" + port + pathAndQuery);
        try {
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        child.close();
    }
}
