package dev.latchkey.benchmarks;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server to be measured, in a process of its own, and how to talk to it. */
final class ServerProcess implements AutoCloseable {

    private static final String LISTENING = "Listening at ";

    /** What the names of threads begin with that run calls which may wait. */
    private static final String WORKERS = "latchkey-call";

    private final Child child;
    private final int port;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ServerProcess(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    private static ServerProcess started(List<String> command) {
        Child child = Child.start(command);
        return new ServerProcess(child, Integer.parseInt(child.await(LISTENING)));
    }

    /** Starts one of ours with so many tokens. */
    static ServerProcess ours(int tokens, Path data) {
        return started(command(tokens, data));
    }

    /** The same, on one core alone. */
    static ServerProcess oursOnCore(int core, int tokens, Path data) {
        return started(Child.onCore(core, command(tokens, data)));
    }

    private static List<String> command(int tokens, Path data) {
        return Child.ourselves("server", "--tokens", Integer.toString(tokens), "--data", data.toString());
    }

    /** Starts a bare one. */
    static ServerProcess bareOnCore(int core) {
        return started(Child.onCore(core, Child.ourselves("server")));
    }

    /**
     * Starts the released one with its demo, by HTTP alone, on one core.
     *
     * @param data an empty directory, or one with a database
     * @param more further options of {@code serve}
     */
    static ServerProcess releasedOnCore(int core, Path jar, Path data, List<String> more) {
        List<String> command =
                new ArrayList<>(List.of(Child.java(), "-Xmx" + Child.HEAP, "-jar", jar.toString(), "serve", "--demo"));
        command.addAll(List.of("--data", data.toString(), "--http-port", "0", "--https-port", "-1"));
        command.addAll(more);
        Child child = Child.start(Child.onCore(core, command));
        return new ServerProcess(child, child.awaitReady().getPort());
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

    /** Its number as a process. */
    long pid() {
        return child.pid();
    }

    /** For how many seconds it has kept a core busy. */
    double busySeconds() {
        return child.busy().toMillis() / 1e3;
    }

    /** For how many seconds its workers have kept a core busy: the threads that do what an event loop may not wait for. */
    double workersBusySeconds() {
        return child.busyOfThreads(WORKERS).toMillis() / 1e3;
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
        return send(request(pathAndQuery).build());
    }

    /** What it answers to a form. */
    HttpResponse<String> post(String path, String form) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + pathAndQuery));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
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
