package dev.latchkey.persistence;

import com.google.common.collect.ImmutableList;
import dev.latchkey.token.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * Brings tables up to date. On PostgreSQL all of it is one transaction, in which one process at a time can be. HSQLDB commits after each
 * statement that makes or changes a table, so there a script must be such that it can run again from its beginning
 * ({@code IF NOT EXISTS}): its version enters the history after its last statement, and a start after a crash in between runs
 * it again.
 */
final class Migrations {

    private final DataSource dataSource;
    private final DatabaseKind kind;
    private final WriteGuard guard;
    private TableHistory history;

    private Migrations(DataSource dataSource, DatabaseKind kind, WriteGuard guard, TableHistory history) {
        this.dataSource = dataSource;
        this.kind = kind;
        this.guard = guard;
        this.history = history;
    }

    /** Reads the history of a database: one statement for all sets of tables. */
    static Migrations of(DataSource dataSource, DatabaseKind kind, WriteGuard guard) {
        try (Connection connection = dataSource.getConnection()) {
            return new Migrations(dataSource, kind, guard, TableHistory.read(connection));
        } catch (SQLException e) {
            if (kind.isMissingTable(e)) {
                return new Migrations(dataSource, kind, guard, TableHistory.EMPTY);
            }
            throw new StorageException("the history of the tables cannot be read", e);
        }
    }

    /**
     * Makes or changes the tables of these sets that are not up to date; asks nothing of the database if all are.
     *
     * @throws StorageException if that fails, or another program made them: a newer one, or one with other scripts
     */
    synchronized void bringUpToDate(List<TableSet> sets) {
        if (areCurrent(sets)) {
            return;
        }
        guard.beforeWrite();
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                migrate(connection, sets);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new StorageException("the tables cannot be brought up to date", e);
        }
        guard.afterCommit();
    }

    private boolean areCurrent(List<TableSet> sets) {
        return sets.stream().filter(set -> history.version(set) < set.version()).count() == 0;
    }

    private void migrate(Connection connection, List<TableSet> sets) throws SQLException {
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
