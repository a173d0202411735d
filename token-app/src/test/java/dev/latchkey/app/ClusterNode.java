package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One of several servers on one database, a user of which it has for itself, by whose name its connections are found. */
final class ClusterNode implements AutoCloseable {

    private static final List<String> JVM = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final String name;
    private final Path directory;
    private final DatabaseWays database;
    private final ClusterSetup setup;
    private volatile ServerProcess server;
    private volatile boolean away;

    private ClusterNode(String name, Path directory, DatabaseWays database, ClusterSetup setup) throws IOException {
        this.name = name;
        this.directory = directory;
        this.database = database;
        this.setup = setup;
        this.server = start();
    }

    /**
     * Starts one.
     *
     * @param directory has the classes that go before the server's in {@code mutants}
     */
    static ClusterNode start(String name, Path directory, PostgresPair pair, ClusterSetup setup) throws IOException {
        return new ClusterNode(name, directory, new DatabaseWays(pair), setup);
    }

    private ServerProcess start() throws IOException {
        Path classes = Files.createDirectories(directory.resolve("mutants"));
        Map<String, String> environment = name.equals("b") ? setup.environmentOfB() : Map.of();
        return ServerProcess.serve(
                        directory,
                        JVM,
                        classes,
                        environment,
                        arguments(setup.lease().toSeconds()))
                .expecting("the lease could not be renewed");
    }

    private List<String> arguments(long lease) {
        List<String> arguments = new ArrayList<>(List.of("--demo", "--database-url", database.url()));
        arguments.addAll(List.of("--database-user", name, "--database-password", "postgres"));
        arguments.addAll(List.of("--lease", Long.toString(lease)));
        arguments.addAll(List.of("--data", directory.resolve("data-" + name).toString()));
        return arguments;
    }

    String name() {
        return name;
    }

    ServerProcess server() {
        return server;
    }

    /** Its ways to the database. */
    DatabaseWays database() {
        return database;
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

    /** Ends it by a SIGTERM. */
    void terminate() throws InterruptedException {
        away = true;
        int unused = server.terminate();
    }

    /** Starts another process in its place. */
    void startAgain() throws IOException {
        server = start();
        away = false;
    }

    /** Starts another server beside it whose lease is another one, and gives what it says when it ends. */
    String startWithLease(long seconds) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("serve", "--http-port", "0", "--https-port", "0"));
        arguments.addAll(arguments(seconds));
        ServerProcess other = ServerProcess.run(directory, arguments);
        try {
            assertThat(other.exitCode(java.time.Duration.ofSeconds(60))).isNotZero();
            return other.errors();
        } finally {
            other.kill();
        }
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

    /** Ends it, whatever its log says. */
    void end() throws Exception {
        server.kill();
        database.close();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        try {
            server.close();
        } finally {
            database.close();
        }
    }
}
