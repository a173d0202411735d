package dev.latchkey.persistence;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.latchkey.token.LastUse;
import dev.latchkey.token.StorageException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What differs between the databases. All statements are common to them; their tables are made by scripts for each. */
enum DatabaseKind {
    HSQLDB("HSQL Database Engine") {
        @Override
        ImmutableList<String> beginMigration(String schema) {
            return ImmutableList.of("CREATE SCHEMA IF NOT EXISTS " + schema);
        }

        @Override
        boolean isMissingTable(SQLException e) {
            return "3F000".equals(e.getSQLState()) || "42501".equals(e.getSQLState());
        }

        @Override
        String beginTransaction() {
            return READ_COMMITTED;
        }

        @Override
        boolean hasClock() {
            return false;
        }

        /** One process has all of its rows. */
        @Override
        ImmutableSet<Integer> keepLastUses(Handle handle, ImmutableSortedMap<Integer, LastUse> uses) {
            LastUseRows.keepEach(handle, uses);
            return ImmutableSet.of();
        }

        /** Its guard tells. */
        @Override
        Optional<String> obstacle(Connection connection) {
            return Optional.empty();
        }
    },
    POSTGRESQL("PostgreSQL") {
        /** The schema is looked for first: {@code IF NOT EXISTS} alone asks for the right to make one even where it is there. */
        @Override
        ImmutableList<String> beginMigration(String schema) {
            return ImmutableList.of(
                    // Waiting for another process takes as long as that one's work, and so may this one's.
                    "SET LOCAL statement_timeout = 0",
                    "SET LOCAL lock_timeout = 0",
                    "SELECT pg_advisory_xact_lock(" + AdvisoryLocks.MIGRATION + ")",
                    "DO $$ BEGIN IF to_regnamespace('" + schema + "') IS NULL THEN CREATE SCHEMA " + schema
                            + "; END IF; END $$");
        }

        @Override
        boolean isMissingTable(SQLException e) {
            return "42P01".equals(e.getSQLState());
        }

        /** Both in one message to the server. */
        @Override
        String beginTransaction() {
            return READ_COMMITTED + "; SELECT set_config('synchronous_commit', 'on', true)"
                    + " WHERE current_setting('synchronous_commit') = 'off'";
        }

        @Override
        boolean hasClock() {
            return true;
        }

        @Override
        ImmutableSet<Integer> keepLastUses(Handle handle, ImmutableSortedMap<Integer, LastUse> uses)
                throws SQLException {
            return LastUseRows.keepFree(handle.getConnection(), uses);
        }

        @Override
        Optional<String> obstacle(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT pg_is_in_recovery(), current_setting('transaction_read_only')")) {
                row.next();
                if (row.getBoolean(1)) {
                    return Optional.of("the PostgreSQL server is a standby, and takes no changes");
                }
                return row.getString(2).equals("on")
                        ? Optional.of("the PostgreSQL server takes no changes: default_transaction_read_only is on")
                        : Optional.empty();
            }
        }
    };

    private static final String READ_COMMITTED = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED";

    private final String productName;

    DatabaseKind(String productName) {
        this.productName = productName;
    }

    /**
     * Returns the kind of a database whose driver calls it so.
     *
     * @throws StorageException if it is another one than these
     */
    static DatabaseKind of(String productName) {
        return Arrays.stream(values())
                .filter(kind -> kind.productName.equals(productName))
                .findFirst()
                .orElseThrow(() -> new StorageException(
                        "Latchkey has no statements for the database " + productName + ": use PostgreSQL or HSQLDB"));
    }

    /** What a migration begins with, so that this process alone is at it and the schema is there. */
    abstract ImmutableList<String> beginMigration(String schema);

    /** Whether a query failed because its table, or the schema of that, does not exist. */
    abstract boolean isMissingTable(SQLException e);

    /** What a transaction begins with on connections whose settings are somebody else's. */
    abstract String beginTransaction();

    /** Whether it has a clock of its own, and does not run by this process's. */
    abstract boolean hasClock();

    /**
     * Keeps last uses that are later than those which are kept, by the numbers of their tokens' rows.
     *
     * @return the rows of which that was not done, as somebody holds them
     */
    abstract ImmutableSet<Integer> keepLastUses(Handle handle, ImmutableSortedMap<Integer, LastUse> uses)
            throws SQLException;

    /** Returns why the server takes no changes now, empty if it does. Writes nothing. */
    abstract Optional<String> obstacle(Connection connection) throws SQLException;

    /** Which directory has its scripts of SQL. */
    String directory() {
        return name().toLowerCase(Locale.ROOT);
    }
}
