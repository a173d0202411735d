package dev.latchkey.persistence;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which database to open, and how: {@link #inDirectory} for HSQLDB in this process, {@link #at} for a PostgreSQL
 * server. Immutable.
 */
public final class DatabaseOptions {

    private static final int DEFAULT_POOL_SIZE = 8;

    private final Optional<Path> directory;
    private final String url;
    private final String user;
    private final String password;
    private final int poolSize;
    private final Optional<Function<DatabaseKind, TableSet>> migrations;

    private DatabaseOptions(
            Optional<Path> directory,
            String url,
            String user,
            String password,
            int poolSize,
            Optional<Function<DatabaseKind, TableSet>> migrations) {
        this.directory = directory;
        this.url = url;
        this.user = user;
        this.password = password;
        this.poolSize = poolSize;
        this.migrations = migrations;
    }

    /** HSQLDB with its files under {@code directory}, which is made where there is none, for its owner alone. */
    public static DatabaseOptions inDirectory(Path directory) {
        return new DatabaseOptions(Optional.of(directory), "", "", "", DEFAULT_POOL_SIZE, Optional.empty());
    }

    /**
     * A database of a PostgreSQL server. A parameter in the URL goes before what is set by default.
     *
     * @param url {@code jdbc:postgresql://host:port/database}, with parameters or without
     * @param user empty where the URL or the server says who connects
     * @param password empty where there is none
     * @throws IllegalArgumentException if {@code url} is none of PostgreSQL
     */
    public static DatabaseOptions at(String url, String user, String password) {
        if (!isPostgresql(url)) { // the URL may have a password, so it is not quoted
            throw new IllegalArgumentException("url is none of PostgreSQL: jdbc:postgresql://host:port/database");
        }
        return new DatabaseOptions(Optional.empty(), url, user, password, DEFAULT_POOL_SIZE, Optional.empty());
    }

    private static boolean isPostgresql(String url) {
        try {
            return url.startsWith("jdbc:postgresql:")
                    && DriverManager.getDriver(url).acceptsURL(url);
        } catch (SQLException e) {
            return false; // no driver takes it
        }
    }

    /** The same with at most {@code size} connections, {@value #DEFAULT_POOL_SIZE} by default. */
    public DatabaseOptions poolSize(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("size must be positive: " + size);
        }
        return new DatabaseOptions(directory, url, user, password, size, migrations);
    }

    /**
     * The same with tables of the caller's own, in a schema of their own, made and changed by scripts of SQL: {@code V1.sql}
     * makes them, {@code V2.sql} changes what that made, and so on. A script that has been released must not be changed. Each of its
     * statements names the schema, and ends with a semicolon at the end of a line. On HSQLDB a script must be able to run
     * again from its beginning, after a crash halfway.
     *
     * @param schema lower-case letters, digits and underscores
     * @param beside a class of the caller; the scripts are beside it, in the directories {@code hsqldb} and {@code postgresql}
     */
    public DatabaseOptions migrations(String schema, Class<?> beside) {
        TableSet.requireSchema(schema);
        return new DatabaseOptions(
                directory, url, user, password, poolSize, Optional.of(kind -> TableSet.of(schema, beside, kind)));
    }

    Optional<Path> directory() {
        return directory;
    }

    String url() {
        return url;
    }

    String user() {
        return user;
    }

    String password() {
        return password;
    }

    int poolSize() {
        return poolSize;
    }

    Optional<Function<DatabaseKind, TableSet>> migrations() {
        return migrations;
    }
}
