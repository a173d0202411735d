package dev.latchkey.persistence;

import com.google.common.primitives.Longs;
import dev.latchkey.persistence.NodeStatements.News;
import dev.latchkey.persistence.NodeStatements.Renewal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node's connection to a PostgreSQL server, which tells by NOTIFY that there is a revision. */
final class PostgresqlNodeConnection implements NodeConnection {

    private static final Logger LOGGER = LoggerFactory.getLogger(PostgresqlNodeConnection.class);

    private static final String LISTEN = "LISTEN " + RevisionStatements.CHANNEL;

    /** Sent by a node to itself; no revision. */
    private static final long ECHOED = 0;

    /** How long it takes at most until a notification that the node sends to itself has come. */
    private static final Duration ECHO = Duration.ofSeconds(1);

    private final Connection connection;
    private final NodeName name;
    private boolean comesThrough;
    private boolean isTold;

    // As the connection came.
    private final boolean autoCommit;
    private final int networkTimeout;
    private final String synchronousCommit;

    private PostgresqlNodeConnection(Connection connection, NodeName name) throws SQLException {
        this.connection = connection;
        this.name = name;
        this.autoCommit = connection.getAutoCommit();
        this.networkTimeout = connection.getNetworkTimeout();
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW synchronous_commit")) {
            row.next();
            this.synchronousCommit = row.getString(1);
        }
    }

    /**
     * @param connection is aborted if this fails
     * @param name by which people know the node
     */
    static NodeConnection on(Connection connection, NodeName name, Duration longestAnswer) throws SQLException {
        try {
            PostgresqlNodeConnection made = new PostgresqlNodeConnection(connection, name);
            made.prepare(longestAnswer);
            made.comesThrough = made.echoes();
            made.isTold = made.comesThrough;
            return made;
        } catch (SQLException | RuntimeException e) {
            connection.abort(Runnable::run);
            throw e;
        }
    }

    /**
     * What is committed there is where acknowledged changes are: a server that can't reach its standby renews nothing. Its few statements are planned once, for
     * tables of a few rows of which there are thousands of dead ones while much is revoked: these are read only if the index leads to them.
     */
    private void prepare(Duration longestAnswer) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(longestAnswer.toMillis()));
        boolean tooEarly = synchronousCommit.equals("off") || synchronousCommit.equals("local");
        execute("SET synchronous_commit = '" + (tooEarly ? "on" : synchronousCommit) + "'");
        execute("SET statement_timeout = '" + longestAnswer.toMillis() + "'");
        execute("SET plan_cache_mode = force_generic_plan");
        execute("SET enable_seqscan = off");
        execute("SET jit = off"); // up to version 17 a scan that is turned off and needed all the same counts as one
        // that is worth compiling
    }

    /** Looks whether a notification comes back: a pooler of transactions swallows them. */
    private boolean echoes() throws SQLException {
        execute(LISTEN);
        execute("SELECT pg_notify('" + RevisionStatements.CHANNEL + "', '" + ECHOED + "')");
        if (awaitRevision(ECHOED - 1, ECHO)) {
            return true;
        }
        LOGGER.warn(
                "the database's notifications don't come through, as behind a pooler of transactions:"
                        + " revisions are asked for every {} ms",
                RenewalPauses.BLIND.toMillis());
        return false;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public boolean isTold() {
        return isTold;
    }

    @Override
    public void listen(boolean wanted) throws SQLException {
        if (comesThrough && wanted != isTold) {
            execute(wanted ? LISTEN : "UNLISTEN *");
            isTold = wanted;
        }
    }

    /** Returns at once if the driver does not take what the server tells. */
    @Override
    public boolean awaitRevision(long applied, Duration longest) throws SQLException {
        if (!connection.isWrapperFor(PGConnection.class)) {
            return false;
        }
        PGNotification[] told = connection
                .unwrap(PGConnection.class)
                .getNotifications(Math.toIntExact(Math.max(1, longest.toMillis())));
        return told != null
                && Arrays.stream(told)
                        .map(notification -> Longs.tryParse(notification.getParameter()))
                        .anyMatch(revision -> revision != null && revision > applied);
    }

    @Override
    public String timeline() throws SQLException {
        return NodeStatements.timeline(connection);
    }

    @Override
    public Duration leaseOfOthers() throws SQLException {
        return RevisionStatements.last(connection).lease();
    }

    @Override
    public long join(UUID node, Duration lease) throws SQLException {
        return NodeStatements.join(connection, node, name, lease);
    }

    @Override
    public News news(long applied) throws SQLException {
        return NodeStatements.news(connection, applied);
    }

    @Override
    public Renewal renew(UUID node, long applied, String timeline) throws SQLException {
        return NodeStatements.renew(connection, node, applied, timeline);
    }

    @Override
    public Map<UUID, Long> beats() throws SQLException {
        return NodeStatements.beats(connection);
    }

    @Override
    public boolean reap(UUID node, long beat) throws SQLException {
        return NodeStatements.reap(connection, node, beat);
    }

    @Override
    public void removeConfirmed() throws SQLException {
        NodeStatements.removeConfirmed(connection);
    }

    @Override
    public void leave(UUID node) throws SQLException {
        NodeStatements.leave(connection, node);
    }

    @Override
    public void giveBack() throws SQLException {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute("UNLISTEN *");
            statement.execute("RESET statement_timeout");
            statement.execute("RESET plan_cache_mode");
            statement.execute("RESET enable_seqscan");
            statement.execute("RESET jit");
            statement.execute("SET synchronous_commit = '" + synchronousCommit + "'");
            connection.setAutoCommit(autoCommit);
            connection.setNetworkTimeout(Runnable::run, networkTimeout);
        }
    }

    @Override
    public void abort() {
        try (connection) {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOGGER.debug("a connection could not be closed", e);
        }
    }
}
