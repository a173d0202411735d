package dev.latchkey.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A PostgreSQL server of our own, which keeps its data in a directory and what it acknowledges on the disk. */
final class PostgresServer implements AutoCloseable {

    /** Its user, and the name of a database that it always has. */
    static final String USER = "postgres";

    /** Where all its databases are, beside the data directories of the servers on them. */
    static final String DIRECTORY = "postgresql";

    private final EmbeddedPostgres postgres;

    private PostgresServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static PostgresServer start(Path directory) {
        try {
            return new PostgresServer(EmbeddedPostgres.builder()
                    .setDataDirectory(directory)
                    .setCleanDataDirectory(false)
                    .setPGStartupWait(Duration.ofMinutes(5))
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start());
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
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
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
