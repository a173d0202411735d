package dev.latchkey.persistence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Renewals at a PostgreSQL server, which tells by NOTIFY that there is a revision. Used by one thread. */
final class PostgresqlRenewals implements RenewalLoop.Place {

    private final Opening opening;
    private final Runnable serverChanged;

    // As the connection came.
    private boolean autoCommit;
    private int networkTimeout;
    private String synchronousCommit = "";

    /** Opens a connection. */
    @FunctionalInterface
    interface Opening {

        Connection open() throws SQLException;
    }

    /** @param serverChanged lets go of connections to the server that was there before */
    PostgresqlRenewals(Opening opening, Runnable serverChanged) {
        this.opening = opening;
        this.serverChanged = serverChanged;
    }

    /** What is committed there is where acknowledged changes are: a server that can't reach its standby renews nothing. */
    @Override
    public Connection open(Duration longestAnswer) throws SQLException {
        Connection connection = opening.open();
        try {
            autoCommit = connection.getAutoCommit();
            networkTimeout = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(longestAnswer.toMillis()));
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SHOW synchronous_commit")) {
                row.next();
                synchronousCommit = row.getString(1);
            }
            boolean tooEarly = synchronousCommit.equals("off") || synchronousCommit.equals("local");
            set(connection, "synchronous_commit", tooEarly ? "on" : synchronousCommit);
            set(connection, "statement_timeout", Long.toString(longestAnswer.toMillis()));
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.abort(Runnable::run);
            throw e;
        }
    }

    private static void set(Connection connection, String name, String value) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET " + name + " = '" + value + "'");
        }
    }

    @Override
    public void giveBack(Connection connection) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute("UNLISTEN *");
            statement.execute("RESET statement_timeout");
            statement.execute("SET synchronous_commit = '" + synchronousCommit + "'");
            connection.setAutoCommit(autoCommit);
            connection.setNetworkTimeout(Runnable::run, networkTimeout);
        }
    }

    @Override
    public void serverChanged() {
        serverChanged.run();
    }

    @Override
    public boolean awaitNotification(Connection connection, Duration longest) throws SQLException {
        if (!connection.isWrapperFor(PGConnection.class)) {
            return false;
        }
        PGNotification[] told = connection
                .unwrap(PGConnection.class)
                .getNotifications(Math.toIntExact(Math.max(1, longest.toMillis())));
        return told != null && told.length > 0;
    }
}
