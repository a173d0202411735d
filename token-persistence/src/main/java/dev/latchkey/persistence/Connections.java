package dev.latchkey.persistence;

import com.google.common.collect.MapMaker;
import dev.latchkey.persistence.Database.SqlWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Set;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections that commit each statement by itself, whatever their pool does, and go back as they came. */
final class Connections implements ConnectionFactory {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private final DataSource dataSource;
    private final boolean autoCommit;
    private final boolean readOnly;
    private final int networkTimeout;

    /** Those that are in use, each as itself. */
    private final Set<Connection> inUse =
            Collections.newSetFromMap(new MapMaker().weakKeys().makeMap());

    private Connections(DataSource dataSource, boolean autoCommit, boolean readOnly, int networkTimeout) {
        this.dataSource = dataSource;
        this.autoCommit = autoCommit;
        this.readOnly = readOnly;
        this.networkTimeout = networkTimeout;
    }

    /** Looks at a first connection, to learn how all of them come. */
    static Connections of(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return new Connections(
                    dataSource, connection.getAutoCommit(), connection.isReadOnly(), connection.getNetworkTimeout());
        }
    }

    @Override
    public Connection openConnection() throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            if (!autoCommit) {
                connection.setAutoCommit(true);
            }
            inUse.add(connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            discard(connection);
            throw e;
        }
    }

    /**
     * Rolls back what is not committed, and gives the connection back as it came. Never throws: what was done on the
     * connection stays done, and a failure here must not be taken for a failure of that. A connection that fails here is
     * aborted, so that its pool does not lend it again.
     */
    @Override
    public void closeConnection(Connection connection) {
        inUse.remove(connection);
        try {
            restore(connection);
            connection.close();
        } catch (SQLException | RuntimeException e) {
            log(connection, e);
            discard(connection);
        }
    }

    /** One that is broken has told so whoever used it. */
    private static void log(Connection connection, Exception e) {
        String told = "a connection to the database could not be cleaned up, and is aborted";
        if (Outages.isLost(e) || isClosed(connection)) {
            LOG.debug(told, e);
        } else {
            LOG.warn(told, e);
        }
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return false;
        }
    }

    /** Ends those that are in use: whoever waits for an answer on one is told that it is broken. */
    void abort() {
        for (Connection connection : inUse) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException | RuntimeException e) {
                LOG.debug("a connection could not be aborted", e);
            }
        }
    }

    private void restore(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback(); // turning auto-commit on would commit it
        }
        if (connection.isReadOnly() != readOnly) {
            connection.setReadOnly(readOnly);
        }
        if (connection.getAutoCommit() != autoCommit) {
            connection.setAutoCommit(autoCommit);
        }
        if (connection.getNetworkTimeout() != networkTimeout) {
            connection.setNetworkTimeout(Runnable::run, networkTimeout);
        }
    }

    private static void discard(Connection connection) {
        try (connection) {
            connection.abort(Runnable::run);
        } catch (SQLException | RuntimeException e) {
            LOG.debug("a broken connection could not be aborted", e);
        }
    }

    <T> T call(SqlWork<T> work) throws SQLException {
        Connection connection = openConnection();
        try {
            return work.on(connection);
        } finally {
            closeConnection(connection);
        }
    }
}
