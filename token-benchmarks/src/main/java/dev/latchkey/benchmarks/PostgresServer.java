package dev.latchkey.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A PostgreSQL server of our own, which keeps its data in a directory and what it acknowledges on the disk. */
final class PostgresServer implements AutoCloseable {

    /** Its user, and the name of a database that it always has. */
    static final String USER = "postgres";

    /** Where all its databases are, beside the data directories of the servers on them. */
    static final String DIRECTORY = "postgresql";

    private static final int USUAL_CONNECTIONS = 100;

    private final EmbeddedPostgres postgres;
    private final Path directory;

    private PostgresServer(EmbeddedPostgres postgres, Path directory) {
        this.postgres = postgres;
        this.directory = directory;
    }

    static PostgresServer start(Path directory) {
        return start(directory, USUAL_CONNECTIONS);
    }

    /** The same with at most so many connections. */
    static PostgresServer start(Path directory, int connections) {
        try {
            return new PostgresServer(
                    EmbeddedPostgres.builder()
                            .setDataDirectory(directory)
                            .setCleanDataDirectory(false)
                            .setPGStartupWait(Duration.ofMinutes(5))
                            .setServerConfig("fsync", "on")
                            .setServerConfig("synchronous_commit", "on")
                            .setServerConfig("max_connections", Integer.toString(connections))
                            .start(),
                    directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has all its processes, and those that it starts from now on, run on one core alone. */
    PostgresServer onCore(int core) {
        ProcessTimes.tree(pid()).forEach(process -> ProcessTimes.pin(process, core));
        return this;
    }

    /** For how many seconds its processes have kept a core busy that run now. */
    double busySeconds() {
        return ProcessTimes.tree(pid()).mapToDouble(ProcessTimes::busySeconds).sum();
    }

    /** For how many seconds those have kept a core busy that serve the renewals of nodes on a database. */
    double busySecondsOfRenewals(String database) {
        return numbers("SELECT pid FROM pg_stat_activity WHERE application_name = 'latchkey-lease' AND datname = '"
                        + database + "'")
                .mapToDouble(ProcessTimes::busySeconds)
                .sum();
    }

    /** How many nodes there are on a database, by that. */
    long nodes(String database) {
        return numbers(database, "SELECT COUNT(*) FROM latchkey.nodes").sum();
    }

    /** How many tokens a database has. */
    long tokens(String database) {
        return numbers(database, "SELECT COUNT(*) FROM latchkey.tokens").sum();
    }

    /** The process that has started all the others: the first line of a file in its directory. */
    private long pid() {
        try (Stream<String> lines = Files.lines(directory.resolve("postmaster.pid"))) {
            return Long.parseLong(lines.findFirst().orElseThrow().strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of a database, which is made where there is none. */
    String url(String database) {
        if (number("SELECT COUNT(*) FROM pg_database WHERE datname = '" + database + "'") == 0) {
            execute(USER, "CREATE DATABASE " + database);
        }
        return "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + database;
    }

    /** How many bytes of the disk a database takes. */
    long size(String database) {
        return number("SELECT pg_database_size('" + database + "')");
    }

    /** Does what PostgreSQL would do some time after so many rows were loaded. */
    void settle(String database) {
        execute(database, "VACUUM (ANALYZE)");
        execute(database, "CHECKPOINT");
    }

    private void execute(String database, String sql) {
        try (Connection connection = postgres.getDatabase(USER, database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long number(String sql) {
        return numbers(sql).findFirst().orElseThrow();
    }

    private LongStream numbers(String sql) {
        return numbers(USER, sql);
    }

    private LongStream numbers(String database, String sql) {
        try (Connection connection = postgres.getDatabase(USER, database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            LongStream.Builder numbers = LongStream.builder();
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
            return numbers.build();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
