package dev.latchkey.persistence;

import com.google.common.collect.ImmutableList;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.TokenFingerprint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** How a node joins the others, renews its lease, and leaves: the rows of the table {@code nodes}. */
final class NodeStatements {

    /** The version of what nodes say to each other. */
    private static final int PROTOCOL = 1;

    /** Changes of more tokens have nodes forget all that they keep. */
    static final int MOST_FINGERPRINTS = 1_000;

    /**
     * Asks which server answers, and on which timeline; an error if it is a standby. A server that was rewound may begin a timeline again that there was before, but
     * it was started anew for that.
     */
    static final String TIMELINE = "substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)"
            + " || '/' || EXTRACT(EPOCH FROM pg_postmaster_start_time())";

    private static final String NEWS = "SELECT c.last_revision, " + TIMELINE + ", r.fingerprint";

    private static final String AFTER =
            " FROM latchkey.cluster c LEFT JOIN latchkey.revocations r ON r.revision > ? FETCH FIRST "
                    + (MOST_FINGERPRINTS + 1) + " ROWS ONLY";

    private static final String HEAR = NEWS + AFTER;

    /** A revision that was heard of at another server is none of this one's, and not confirmed. */
    private static final String RENEW =
            "WITH me AS (UPDATE latchkey.nodes SET beat = beat + 1, last_beat_at = clock_timestamp(),"
                    + " confirmed = CASE WHEN " + TIMELINE + " = ? THEN GREATEST(confirmed, ?) ELSE confirmed END"
                    + " WHERE id = ? RETURNING id) "
                    + NEWS + ", (SELECT COUNT(*) FROM me), clock_timestamp()" + AFTER;

    private NodeStatements() {}

    /**
     * What came after a revision.
     *
     * @param last the newest revision
     * @param timeline that of the server that answered
     * @param changed the fingerprints to forget
     * @param all whether all is to be forgotten
     */
    record News(long last, String timeline, ImmutableList<TokenFingerprint> changed, boolean all) {}

    /**
     * What a renewal brought.
     *
     * @param joined whether the node was still there
     * @param at what the clock of the server showed meanwhile
     */
    record Renewal(boolean joined, News news, Instant at) {}

    /** The timeline of the server that a connection leads to; an error if it is a standby. */
    static String timeline(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT " + TIMELINE);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    /**
     * Adds a node, in a transaction of its own; returns the newest revision, up to which it keeps nothing.
     *
     * @throws StorageException if there are nodes with which it can't go together
     */
    static long join(Connection connection, UUID node, NodeName name, Duration lease) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            long last;
            long others;
            try (ResultSet row = statement.executeQuery(
                    "SELECT last_revision, lease_millis, protocol FROM latchkey.cluster FOR UPDATE")) {
                if (!row.next()) {
                    throw new SQLException("latchkey.cluster has no row");
                }
                last = row.getLong(1);
                others = row.getLong(2);
                requireSameProtocol(row.getInt(3));
            }
            if (others != lease.toMillis()) { // asked behind the lock: who joins meanwhile waits for it
                requireNoNodes(statement, others, lease);
            }
            statement.execute("UPDATE latchkey.cluster SET lease_millis = " + lease.toMillis());
            insert(connection, node, name, last);
            connection.commit();
            return last;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static void insert(Connection connection, UUID node, NodeName name, long confirmed) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO latchkey.nodes (id, name, version, beat, confirmed) VALUES (?, ?, ?, 0, ?)")) {
            statement.setObject(1, node);
            statement.setString(2, name.name());
            statement.setString(3, name.version());
            statement.setLong(4, confirmed);
            statement.executeUpdate();
        }
    }

    private static void requireSameProtocol(int protocol) {
        if (protocol != PROTOCOL) {
            throw new StorageException("nodes of another version run on this database (protocol " + protocol + ", here "
                    + PROTOCOL + "): stop all of them before the first of this version starts");
        }
    }

    private static void requireNoNodes(Statement statement, long others, Duration lease) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM latchkey.nodes")) {
            row.next();
            if (row.getLong(1) > 0) {
                throw new StorageException("nodes run on this database with a lease of " + others
                        + " ms, and this one has " + lease.toMillis() + " ms: give all of them the same");
            }
        }
    }

    /** What came after a revision; renews nothing. */
    static News news(Connection connection, long applied) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(HEAR)) {
            query.setLong(1, applied);
            try (ResultSet rows = query.executeQuery()) {
                requireRow(rows);
                return news(rows);
            }
        }
    }

    /** Raises a node's beat, confirms a revision if it was heard of at the server of that timeline, and returns what came after it. */
    static Renewal renew(Connection connection, UUID node, long applied, String timeline) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RENEW)) {
            statement.setString(1, timeline);
            statement.setLong(2, applied);
            statement.setObject(3, node);
            statement.setLong(4, applied);
            try (ResultSet rows = statement.executeQuery()) {
                StandbyWait.requireNotCancelled(statement.getWarnings());
                requireRow(rows);
                boolean joined = rows.getInt(4) == 1;
                Instant at = rows.getObject(5, OffsetDateTime.class).toInstant();
                return new Renewal(joined, news(rows), at);
            }
        }
    }

    private static void requireRow(ResultSet rows) throws SQLException {
        if (!rows.next()) {
            throw new SQLException("latchkey.cluster has no row");
        }
    }

    /** Reads the rows from the one on which the cursor is. */
    private static News news(ResultSet rows) throws SQLException {
        long last = rows.getLong(1);
        String timeline = rows.getString(2);
        ImmutableList.Builder<TokenFingerprint> changed = ImmutableList.builder();
        boolean all = false;
        int count = 0;
        do {
            byte[] fingerprint = rows.getBytes(3);
            if (fingerprint != null && fingerprint.length == 0) {
                all = true;
            } else if (fingerprint != null) {
                changed.add(TokenFingerprint.ofBytes(fingerprint));
            }
            count++;
        } while (rows.next());
        return new News(last, timeline, changed.build(), all || count > MOST_FINGERPRINTS);
    }

    /** Removes a node. */
    static void leave(Connection connection, UUID node) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM latchkey.nodes WHERE id = ?")) {
            statement.setObject(1, node);
            statement.executeUpdate();
        }
    }

    /** The beats of all nodes. */
    static Map<UUID, Long> beats(Connection connection) throws SQLException {
        Map<UUID, Long> beats = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement("SELECT id, beat FROM latchkey.nodes");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                beats.put(rows.getObject(1, UUID.class), rows.getLong(2));
            }
        }
        return beats;
    }

    /** Removes a node that has not beaten since; the lock of its row puts this before or behind a renewal under way. */
    static boolean reap(Connection connection, UUID node, long beat) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM latchkey.nodes WHERE id = ? AND beat = ?")) {
            statement.setObject(1, node);
            statement.setLong(2, beat);
            return statement.executeUpdate() == 1;
        }
    }

    /** Removes what all nodes have confirmed, unless another one is at it: a renewal must not wait for that. */
    static void removeConfirmed(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM latchkey.revocations"
                    + " WHERE (SELECT pg_try_advisory_xact_lock(" + AdvisoryLocks.CLEANING + "))"
                    + " AND revision <= (SELECT COALESCE(MIN(confirmed), 0) FROM latchkey.nodes)");
        }
    }
}
