package dev.latchkey.persistence;

import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.newToken;

import dev.latchkey.token.StorageException;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.hsqldb.jdbc.JDBCDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A process that opens a database, adds a token and finds it. It says "found", or why that fails. */
final class Opener {

    private Opener() {}

    public static void main(String[] arguments) {
        try (Database database = open(arguments[0], arguments[1])) {
            if (arguments.length > 2) {
                database.accountStore();
            }
            var token = added(database.tokens(), newToken());
            System.out.println(database.tokens().find(token.fingerprint()).isPresent() ? "found" : "lost");
        } catch (StorageException e) {
            System.out.println(e.getMessage());
        }
    }

    private static Database open(String how, String where) {
        return switch (how) {
            case "directory" -> Database.open(DatabaseOptions.inDirectory(Path.of(where)));
            case "url" -> Database.open(DatabaseOptions.at(where, "postgres", "postgres"));
            case "hsqldb" -> Database.on(hsqldb(where));
            case "postgresql" -> Database.on(postgresql(where));
            default -> throw new IllegalArgumentException(how);
        };
    }

    private static DataSource hsqldb(String url) {
        JDBCDataSource dataSource = new JDBCDataSource();
        dataSource.setUrl(url);
        dataSource.setUser("SA");
        return dataSource;
    }

    private static DataSource postgresql(String url) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        dataSource.setUser("postgres");
        dataSource.setPassword("postgres");
        return dataSource;
    }
}
