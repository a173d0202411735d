package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One of several servers on one database, a user of which it has for itself, by whose name its connections are found. */
final class ClusterNode implements AutoCloseable {

    private static final List<String> JVM = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");

    private final String name;
    private final Path directory;
    private final List<String> arguments;
    private volatile ServerProcess server;
    private volatile boolean away;

    private ClusterNode(String name, Path directory, List<String> arguments) throws IOException {
        this.name = name;
        this.directory = directory;
        this.arguments = arguments;
        this.server = start();
    }

    static ClusterNode start(String name, Path directory, String url) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--demo", "--database-url", url));
        arguments.addAll(List.of("--database-user", name, "--database-password", "postgres"));
        arguments.addAll(List.of("--data", directory.resolve("data-" + name).toString()));
        return new ClusterNode(name, directory, arguments);
    }

    private ServerProcess start() throws IOException {
        return ServerProcess.serve(directory, JVM, arguments).expecting("the lease could not be renewed");
    }

    String name() {
        return name;
    }

    ServerProcess server() {
        return server;
    }

    RawClient connect() throws IOException {
        return new RawClient(server.address().getPort());
    }

    /** Connections over which it has answered already. */
    List<RawClient> connect(int count) throws IOException {
        List<RawClient> connections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RawClient connection = connect();
            assertThat(connection.exchange(RawHttp.get("/health")).status()).isEqualTo(200);
            connections.add(connection);
        }
        return connections;
    }

    /** Whether it can't answer for the moment, as it was stopped or ended by the test. */
    boolean isAway() {
        return away;
    }

    /** Ends it by a SIGKILL. */
    void kill() throws InterruptedException {
        away = true;
        server.kill();
    }

    /** Starts another process in its place. */
    void startAgain() throws IOException {
        server = start();
        away = false;
    }

    /** Stops its process by a SIGSTOP, until {@link #goOn}. */
    void stop() throws Exception {
        away = true;
        signal("STOP", server.pid());
    }

    void goOn() throws Exception {
        signal("CONT", server.pid());
        away = false;
    }

    /** Sends a signal to a process that the test started. */
    static void signal(String signal, long pid) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start();
        assertThat(kill.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).as("kill -%s %d", signal, pid).isZero();
    }

    @Override
    public void close() throws InterruptedException {
        server.close();
    }
}
