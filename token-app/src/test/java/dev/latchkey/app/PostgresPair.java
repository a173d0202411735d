package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;

/**
 * A primary and a standby whose acknowledgement each of its commits needs. After a promotion the server that was primary is made anew, as the standby of the
 * other one. Each has its port for good.
 */
final class PostgresPair implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What a copy of a server's directory must not have. */
    private static final Set<String> NOT_COPIED =
            Set.of("postmaster.pid", "postmaster.opts", "pg_wal", "pg_replslot", "standby.signal", "pg_stat_tmp");

    private final List<PostgresServer> servers;
    private final boolean synchronous;
    private int primary;

    private PostgresPair(List<PostgresServer> servers, boolean synchronous) {
        this.servers = servers;
        this.synchronous = synchronous;
    }

    /**
     * Starts both.
     *
     * @param synchronous whether commits wait for the standby
     * @param environment that of their processes
     */
    static PostgresPair start(Path parent, boolean synchronous, Map<String, String> environment) throws Exception {
        Path first = parent.resolve("postgres-1");
        Path second = parent.resolve("postgres-2");
        Path binary = PostgresServer.create(first);
        PostgresServer primary = PostgresServer.start(binary, first, environment);
        try {
            copy(primary, second);
            PostgresServer standby = PostgresServer.start(binary, second, environment);
            PostgresPair pair = new PostgresPair(List.of(primary, standby), synchronous);
            pair.awaitStandby();
            return pair;
        } catch (Exception | AssertionError e) {
            primary.close();
            throw e;
        }
    }

    PostgresServer primary() {
        return servers.get(primary);
    }

    PostgresServer standby() {
        return servers.get(1 - primary);
    }

    List<PostgresServer> servers() {
        return servers;
    }

    /** Makes the standby the primary. What the other one does is left to the caller. */
    void promote() throws SQLException {
        standby().execute("SELECT pg_promote(true, 15)");
        primary = 1 - primary;
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> primary().number("SELECT CASE WHEN pg_is_in_recovery() THEN 0 ELSE 1 END") == 1);
    }

    /** Makes the server that was primary the standby of the one that is now. */
    void rebuildStandby() throws Exception {
        PostgresServer standby = standby();
        standby.kill();
        delete(standby.directory());
        copy(primary(), standby.directory());
        standby.startAgain();
        awaitStandby();
    }

    private void awaitStandby() throws SQLException {
        if (synchronous) {
            primary().execute("ALTER SYSTEM SET synchronous_standby_names = 'FIRST 1 (standby)'");
            primary().execute("SELECT pg_reload_conf()");
        }
        String state = synchronous ? "sync" : "async";
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> primary()
                                .number(
                                        "SELECT COUNT(*) FROM pg_stat_replication WHERE state = 'streaming' AND sync_state = ?",
                                        state)
                        == 1);
    }

    /** Copies the directory of a server that runs, for a standby of it. */
    private static void copy(PostgresServer from, Path to) throws IOException, SQLException {
        try (Connection connection = from.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('standby', true)");
            copyFiles(from.directory(), to);
            try (ResultSet row = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                assertThat(row.next()).isTrue();
                Files.writeString(to.resolve("backup_label"), row.getString(1));
            }
        }
        Files.createDirectories(to.resolve("pg_wal"));
        Files.createDirectories(to.resolve("pg_replslot"));
        Files.createDirectories(to.resolve("pg_stat_tmp"));
        Files.createFile(to.resolve("standby.signal"));
        Files.writeString(
                to.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + from.port()
                        + " user=postgres password=postgres application_name=standby connect_timeout=2'\n");
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (isLeftOut(directory)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Path made = Files.createDirectories(to.resolve(from.relativize(directory)));
                return made.toFile().setReadable(true) ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!isLeftOut(file)) {
                    try {
                        Files.copy(file, to.resolve(from.relativize(file)));
                    } catch (NoSuchFileException e) {
                        return FileVisitResult.CONTINUE; // the server has removed it since
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
    }

    private static boolean isLeftOut(Path file) {
        return NOT_COPIED.contains(file.getFileName().toString());
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            files.sorted((one, other) -> other.compareTo(one)).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    @Override
    public void close() throws IOException {
        try {
            servers.get(0).close();
        } finally {
            servers.get(1).close();
        }
    }
}
