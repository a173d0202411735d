package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A PostgreSQL server on a directory of its own, whose processes can be killed and stopped. */
final class PostgresServer implements AutoCloseable {

    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "timezone=UTC",
            "max_connections=200",
            "shared_buffers=32MB",
            "wal_keep_size=64MB",
            "min_wal_size=32MB",
            "wal_retrieve_retry_interval=100ms");

    private final Path binary;
    private final Path directory;
    private final Map<String, String> environment;
    private final int port = freePort();
    private Process process;

    private PostgresServer(Path binary, Path directory, Map<String, String> environment) throws IOException {
        this.binary = binary;
        this.directory = directory;
        this.environment = environment;
        this.process = run();
    }

    /**
     * Makes an empty database, and gives where the server's program is.
     *
     * @param directory must not be there
     */
    static Path create(Path directory) throws IOException {
        try (EmbeddedPostgres embedded = EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .start()) {
            assertThat(embedded.getPort()).isPositive();
            long pid = Long.parseLong(
                    Files.readAllLines(directory.resolve("postmaster.pid")).get(0));
            return Path.of(ProcessHandle.of(pid).orElseThrow().info().command().orElseThrow());
        }
    }

    /** Starts one, and waits until it answers. */
    static PostgresServer start(Path binary, Path directory, Map<String, String> environment) throws IOException {
        PostgresServer server = new PostgresServer(binary, directory, environment);
        server.awaitAnswer();
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** PostgreSQL does not run as root; in a user namespace it does not see that it is. */
    private Process run() throws IOException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(binary.toString(), "-D", directory.toString(), "-p", Integer.toString(port)));
        SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(directory
                        .resolveSibling(directory.getFileName() + ".log")
                        .toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private void awaitAnswer() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> number("SELECT 1") == 1);
    }

    Path directory() {
        return directory;
    }

    int port() {
        return port;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + port + "/postgres?connectTimeout=2&socketTimeout=20",
                "postgres",
                "postgres");
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What the first column of the first row says, or 0 if there is none; -1 if the server does not answer. */
    long number(String query, Object... parameters) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        } catch (SQLException e) {
            return -1;
        }
    }

    /** Starts it again on what is in its directory, at the same port. */
    void startAgain() throws IOException {
        process = run();
        awaitAnswer();
    }

    /** Ends all its processes as a power cut would, if it has any. */
    void kill() throws Exception {
        if (!process.isAlive()) {
            return;
        }
        ClusterNode.signal("STOP", process.pid());
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Stops all its processes by SIGSTOP, until {@link #goOn}. */
    void stop() throws Exception {
        ClusterNode.signal("STOP", process.pid());
        signalChildren("STOP");
    }

    void goOn() throws Exception {
        signalChildren("CONT");
        ClusterNode.signal("CONT", process.pid());
    }

    /** One may have ended meanwhile. */
    private void signalChildren(String signal) throws Exception {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        process.descendants().forEach(child -> command.add(Long.toString(child.pid())));
        new ProcessBuilder(command).start().waitFor();
    }

    @Override
    public void close() throws IOException {
        try {
            kill();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
