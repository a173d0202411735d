package dev.latchkey.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Renewals at a PostgreSQL server, which tells by NOTIFY that there is a revision. */
final class PostgresqlRenewals implements RenewalLoop.Place {

    private final Opening opening;
    private final Runnable serverChanged;

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

    /** A renewal that is committed is where acknowledged changes are: a server that can't reach its standby renews nothing. */
    @Override
    public Connection open() throws SQLException {
        Connection connection = opening.open();
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute("SELECT set_config('synchronous_commit',"
                    + " COALESCE(NULLIF(NULLIF(current_setting('synchronous_commit'), 'off'), 'local'), 'on'), false)");
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
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
