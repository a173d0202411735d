package dev.latchkey.persistence;

import dev.latchkey.persistence.Database.SqlWork;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;

/** Connections that commit each statement by itself, whatever their pool does, and go back as they came. */
final class Connections implements ConnectionFactory {

    private final DataSource dataSource;
    private final boolean autoCommit;
    private final boolean readOnly;

    private Connections(DataSource dataSource, boolean autoCommit, boolean readOnly) {
        this.dataSource = dataSource;
        this.autoCommit = autoCommit;
        this.readOnly = readOnly;
    }

    /** Looks at a first connection, to learn how all of them come. */
    static Connections of(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return new Connections(dataSource, connection.getAutoCommit(), connection.isReadOnly());
        }
    }

    @Override
    public Connection openConnection() throws SQLException {
        Connection connection = dataSource.getConnection();
        if (!autoCommit) {
            connection.setAutoCommit(true);
        }
        return connection;
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
        try (connection) {
            if (connection.isReadOnly() != readOnly) {
                connection.setReadOnly(readOnly);
            }
            if (!autoCommit) {
                connection.setAutoCommit(false);
            }
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
