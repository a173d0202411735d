package dev.latchkey.persistence;

import com.google.common.io.BaseEncoding;
import dev.latchkey.token.TokenFingerprint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** How changes that nodes have to hear of are numbered, and who has heard of them: the tables {@code cluster} and {@code revocations}. */
final class RevisionStatements {

    /** The channel of LISTEN and NOTIFY on which nodes hear that there is a revision. Nothing depends on it but how soon. */
    static final String CHANNEL = "latchkey_revisions";

    /** Less than any revision. */
    static final long NONE = -1;

    /** The fingerprint of no token. */
    private static final String EVERYTHING = "";

    private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();

    /**
     * A lock that is passed on from one to the next, at the end of the transaction. Of those who wait for a row all are woken each time that it changes. It decides
     * nothing: {@code cluster} has a row.
     */
    private static final String QUEUE = "SELECT pg_advisory_xact_lock(" + AdvisoryLocks.REVISION + "); ";

    private static final String RECORD = QUEUE
            + "WITH c AS (UPDATE latchkey.cluster SET last_revision = last_revision + 1 RETURNING last_revision, lease_millis),"
            + " r AS (INSERT INTO latchkey.revocations (revision, fingerprint) SELECT last_revision, decode(f, 'hex') FROM c, unnest(?) AS f)"
            + " SELECT last_revision, lease_millis, " + NodeStatements.TIMELINE
            + ", set_config('idle_in_transaction_session_timeout', '2000', true),"
            + " pg_notify('" + CHANNEL + "', last_revision::text) FROM c";

    private static final String LAST =
            "SELECT last_revision, lease_millis, " + NodeStatements.TIMELINE + " FROM latchkey.cluster";

    private RevisionStatements() {}

    /**
     * Where the nodes are.
     *
     * @param revision of the newest change
     * @param lease how long each node goes by what it knows, if it hears of nothing
     * @param timeline of the server that has it
     */
    record Position(long revision, Duration lease, String timeline) {

        private static Position of(ResultSet row) throws SQLException {
            if (!row.next()) {
                throw new SQLException("latchkey.cluster has no row");
            }
            return new Position(row.getLong(1), Duration.ofMillis(row.getLong(2)), row.getString(3));
        }
    }

    /** Numbers a change, and writes which tokens nodes have to forget. Others who do so wait for this transaction's end. */
    static Position record(Connection connection, Revoked revoked) throws SQLException {
        Object[] fingerprints = revoked.tokens().size() > NodeStatements.MOST_FINGERPRINTS
                ? new Object[] {EVERYTHING}
                : revoked.tokens().stream()
                        .map(fingerprint -> HEX.encode(fingerprint.toBytes()))
                        .toArray();
        try (PreparedStatement statement = connection.prepareStatement(RECORD)) {
            statement.setArray(1, connection.createArrayOf("text", fingerprints));
            boolean queued = statement.execute() && statement.getMoreResults();
            if (!queued) {
                throw new SQLException("a revision could not be recorded");
            }
            try (ResultSet row = statement.getResultSet()) {
                return Position.of(row);
            }
        }
    }

    /** The newest revision there is. */
    static Position last(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LAST);
                ResultSet row = query.executeQuery()) {
            return Position.of(row);
        }
    }

    /** The newest change of a fingerprint that some node may not have heard of; empty if all have. */
    static Optional<Position> unconfirmed(Connection connection, TokenFingerprint fingerprint) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT 1 FROM latchkey.revocations WHERE fingerprint IN (?, ?) FETCH FIRST 1 ROWS ONLY")) {
            query.setBytes(1, fingerprint.toBytes());
            query.setBytes(2, new byte[0]);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(last(connection));
    }

    /** The revision that all nodes have confirmed, of the server that a change was made at; less than any if another one answers. */
    static long confirmedByAll(Connection connection, String timeline) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT COALESCE(MIN(confirmed), " + Long.MAX_VALUE
                        + "), " + NodeStatements.TIMELINE + " FROM latchkey.nodes");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getString(2).equals(timeline) ? row.getLong(1) : NONE;
        }
    }
}
