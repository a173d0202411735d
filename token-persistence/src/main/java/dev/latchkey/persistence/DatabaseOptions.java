package dev.latchkey.persistence;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Which database to open, and how: {@link #inDirectory} for HSQLDB in this process, {@link #at} for a PostgreSQL server,
 * {@link #on} for a data source that a service has. Immutable.
 */
public final class DatabaseOptions {

    private static final Limits DEFAULT_LIMITS =
            new Limits(8, Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofSeconds(2));
    private static final Tables DEFAULT_TABLES = new Tables(Migrating.ALLOWED, Optional.empty());

    private final Source source;
    private final Limits limits;
    private final Tables tables;
    private final Optional<NodeName> nodeName;

    private DatabaseOptions(Source source, Limits limits, Tables tables, Optional<NodeName> nodeName) {
        this.source = source;
        this.limits = limits;
        this.tables = tables;
        this.nodeName = nodeName;
    }

    /** Returns options for HSQLDB with its files under {@code directory}, which is made for its owner alone if it is missing. */
    public static DatabaseOptions inDirectory(Path directory) {
        return of(new Directory(requireNonNull(directory, "directory")));
    }

    /**
     * Returns options for a database of a PostgreSQL server. A parameter in the URL goes before what is set by default.
     *
     * @param url {@code jdbc:postgresql://host:port/database}, with parameters or without
     * @param user empty if the URL or the server says who connects
     * @param password empty if there is none
     * @throws IllegalArgumentException if {@code url} is none of PostgreSQL
     */
    public static DatabaseOptions at(String url, String user, String password) {
        if (!isPostgresql(url)) { // the URL may have a password, so it is not quoted
            throw new IllegalArgumentException("url is none of PostgreSQL: jdbc:postgresql://host:port/database");
        }
        return of(new Server(url, requireNonNull(user, "user"), requireNonNull(password, "password")));
    }

    /**
     * Returns options for the database of a service's own data source: PostgreSQL or HSQLDB. Its pool, its credentials, its limits
     * and times hold. Closing the {@link Database} leaves it open.
     */
    public static DatabaseOptions on(DataSource dataSource) {
        return of(new Service(requireNonNull(dataSource, "dataSource")));
    }

    private static DatabaseOptions of(Source source) {
        return new DatabaseOptions(source, DEFAULT_LIMITS, DEFAULT_TABLES, Optional.empty());
    }

    private static boolean isPostgresql(String url) {
        if (!url.startsWith("jdbc:postgresql:")) {
            return false;
        }
        Artifact.POSTGRESQL.require("a database of PostgreSQL");
        try {
            return DriverManager.getDriver(url).acceptsURL(url);
        } catch (SQLException e) {
            return false; // no driver takes it
        }
    }

    /**
     * Returns the same with at most {@code size} connections; 8 by default.
     *
     * @throws IllegalArgumentException if {@code size} is not positive
     */
    public DatabaseOptions poolSize(int size) {
        return new DatabaseOptions(source, limits.poolSize(size), tables, nodeName);
    }

    /** Returns the same with {@code time} as the longest that a call waits for a connection; 5 s by default, at least 250 ms. */
    public DatabaseOptions connectionTimeout(Duration time) {
        return new DatabaseOptions(source, limits.connectionTimeout(time), tables, nodeName);
    }

    /**
     * Returns the same with {@code time} as the longest that PostgreSQL works on a statement; 5 s by default, at least 1 ms. A commit
     * that waits for a standby is not a statement: it ends after 30 s, with the connection.
     */
    public DatabaseOptions statementTimeout(Duration time) {
        return new DatabaseOptions(source, limits.statementTimeout(time), tables, nodeName);
    }

    /** Returns the same with {@code time} as the longest that a statement waits for a lock in PostgreSQL; 3 s by default, at least 1 ms. */
    public DatabaseOptions lockTimeout(Duration time) {
        return new DatabaseOptions(source, limits.lockTimeout(time), tables, nodeName);
    }

    /**
     * Returns the same with {@code time} as the lease of the nodes that decide calls on one PostgreSQL; 2 s by default, 1 to 60 s, and the same for all. A
     * node decides calls for some four fifths of it after the database was last in reach. A change that takes a right away waits so long for a node that is out of reach.
     */
    public DatabaseOptions lease(Duration time) {
        return new DatabaseOptions(source, limits.lease(time), tables, nodeName);
    }

    /**
     * Returns the same with {@code name} as what people see of this process in {@link Database#nodeList}; its machine and its process by default.
     *
     * @throws IllegalArgumentException if {@code name} is blank, longer than 200 characters, or has a control character
     */
    public DatabaseOptions nodeName(String name) {
        return new DatabaseOptions(source, limits, tables, Optional.of(NodeName.of(name)));
    }

    /**
     * Returns the same, but the tables are neither made nor changed: opening fails if they are not up to date. So a process that only
     * checks tokens needs no right to make tables.
     */
    public DatabaseOptions withoutMigrating() {
        return with(new Tables(Migrating.REFUSED, tables.others()));
    }

    /**
     * Returns the same with tables of the caller's own, in a schema of their own, made and changed by scripts of SQL: {@code V1.sql}
     * makes them, {@code V2.sql} changes what that made, and so on. A script that has been released must not be changed. Each of its
     * statements names the schema, and ends with a semicolon at the end of a line. On HSQLDB a script must be able to run
     * again from its beginning, after a crash halfway.
     *
     * @param schema lower-case letters, digits and underscores
     * @param beside a class of the caller; the scripts are beside it, in the directories {@code hsqldb} and {@code postgresql}
     */
    public DatabaseOptions migrations(String schema, Class<?> beside) {
        TableSet.requireSchema(schema);
        requireNonNull(beside, "beside");
        return with(new Tables(tables.migrating(), Optional.of(kind -> TableSet.of(schema, beside, kind))));
    }

    private DatabaseOptions with(Tables others) {
        return new DatabaseOptions(source, limits, others, nodeName);
    }

    Source source() {
        return source;
    }

    Limits limits() {
        return limits;
    }

    Tables tables() {
        return tables;
    }

    NodeName nodeName() {
        return nodeName.orElseGet(NodeName::ofThisProcess);
    }

    /** Where the database is. */
    sealed interface Source {}

    record Directory(Path path) implements Source {}

    record Server(String url, String user, String password) implements Source {

        /** Without the URL too: it may have a password. */
        @Override
        public String toString() {
            return "Server[redacted]";
        }
    }

    record Service(DataSource dataSource) implements Source {}

    /** Whether tables may be made and changed. */
    enum Migrating {
        ALLOWED,
        REFUSED
    }

    /** Which tables there are to be: {@code others} beside Latchkey's own. */
    record Tables(Migrating migrating, Optional<Function<DatabaseKind, TableSet>> others) {}
}
