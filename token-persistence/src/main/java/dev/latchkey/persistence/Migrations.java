package dev.latchkey.persistence;

import com.google.common.collect.ImmutableList;
import dev.latchkey.persistence.DatabaseOptions.Migrating;
import dev.latchkey.token.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Brings tables up to date. On PostgreSQL all of it is one transaction, in which one process at a time can be. HSQLDB commits after each
 * statement that makes or changes a table, so there a script must be such that it can run again from its beginning
 * ({@code IF NOT EXISTS}): its version enters the history after its last statement, and a start after a crash in between runs
 * it again.
 */
final class Migrations {

    private final Connections connections;
    private final DatabaseKind kind;
    private final WriteGuard guard;
    private final Migrating migrating;
    private TableHistory history;

    private Migrations(
            Connections connections, DatabaseKind kind, WriteGuard guard, Migrating migrating, TableHistory history) {
        this.connections = connections;
        this.kind = kind;
        this.guard = guard;
        this.migrating = migrating;
        this.history = history;
    }

    /** Reads the history of a database: one statement for all sets of tables. */
    static Migrations of(Connections connections, DatabaseKind kind, WriteGuard guard, Migrating migrating) {
        return new Migrations(connections, kind, guard, migrating, history(connections, kind));
    }

    private static TableHistory history(Connections connections, DatabaseKind kind) {
        try {
            return connections.call(TableHistory::read);
        } catch (SQLException e) {
            if (kind.isMissingTable(e)) {
                return TableHistory.EMPTY;
            }
            throw new StorageException("the history of the tables cannot be read", e);
        }
    }

    /**
     * Makes or changes the tables of these sets that are not up to date; asks nothing of the database if all are.
     *
     * @throws StorageException if that fails or is refused, or another program made them: a newer one, or one with other
     *     scripts
     */
    synchronized void bringUpToDate(List<TableSet> sets) {
        if (areCurrent(sets)) {
            return;
        }
        if (migrating == Migrating.REFUSED) {
            throw new StorageException("the tables are not up to date, and this process is not to change them:"
                    + " start one first that does");
        }
        guard.beforeGrowth();
        try {
            connections.call(connection -> migrateAtOnce(connection, sets));
        } catch (SQLException e) {
            throw new StorageException("the tables cannot be brought up to date", e);
        }
        guard.afterCommit();
    }

    private TableHistory migrateAtOnce(Connection connection, List<TableSet> sets) throws SQLException {
        connection.setAutoCommit(false);
        try {
            migrate(connection, sets);
            connection.commit();
            return history;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private boolean areCurrent(List<TableSet> sets) {
        return sets.stream().filter(set -> history.version(set) < set.version()).count() == 0;
    }

    private void migrate(Connection connection, List<TableSet> sets) throws SQLException {
        run(connection, ImmutableList.of(kind.beginTransaction()));
        run(connection, kind.beginMigration(TableSet.OWN_SCHEMA));
        run(connection, ImmutableList.of(TableHistory.CREATE));
        history = TableHistory.read(connection);
        for (TableSet set : sets) {
            run(connection, kind.beginMigration(set.schema()));
            for (int version = history.version(set) + 1; version <= set.version(); version++) {
                run(connection, set.statements(version));
                TableHistory.add(connection, set, version);
            }
        }
        history = TableHistory.read(connection);
    }

    private static void run(Connection connection, ImmutableList<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
