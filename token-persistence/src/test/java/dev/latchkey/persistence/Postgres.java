package dev.latchkey.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.ds.PGSimpleDataSource;

/** One PostgreSQL server for all tests of this module, which ends with them. */
final class Postgres {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Postgres() {}

    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A new database with nothing in it. */
    static DatabaseOptions newDatabase() {
        String name = "latchkey" + DATABASES.incrementAndGet();
        try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return DatabaseOptions.at(url(name), "postgres", "postgres");
    }

    /** What connects to the database of these options. */
    static PGSimpleDataSource dataSource(DatabaseOptions options) {
        DatabaseOptions.Server server = (DatabaseOptions.Server) options.source();
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(server.url());
        dataSource.setUser(server.user());
        dataSource.setPassword(server.password());
        return dataSource;
    }

    static void execute(DatabaseOptions options, String... statements) {
        try (Connection connection = dataSource(options).getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The name of the database of these options. */
    static String name(DatabaseOptions options) {
        String url = ((DatabaseOptions.Server) options.source()).url();
        return url.substring(url.lastIndexOf('/') + 1);
    }

    static int port() {
        return Server.RUNNING.getPort();
    }

    static String url(String database) {
        return "jdbc:postgresql://localhost:" + Server.RUNNING.getPort() + "/" + database;
    }
}
