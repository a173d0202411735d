package dev.latchkey.persistence;

import com.google.common.collect.ImmutableList;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * The nodes on a database at an instant.
 *
 * @param lease how long changes wait for a node that is out of reach; zero if there never was a node
 * @param revision that of the newest change that took a right away; 0 if there was none
 * @param nodes those that joined first come first; empty if there are none
 */
public record NodeList(Duration lease, long revision, ImmutableList<Node> nodes) {

    /** Those of a database that one process has for itself. */
    public static final NodeList NONE = new NodeList(Duration.ZERO, 0, ImmutableList.of());

    private static final String LIST = "SELECT c.lease_millis, c.last_revision, n.id, n.name, n.version, n.joined_at,"
            + " EXTRACT(EPOCH FROM clock_timestamp() - n.last_beat_at) * 1000, n.beat, n.confirmed"
            + " FROM latchkey.cluster c LEFT JOIN latchkey.nodes n ON TRUE ORDER BY n.joined_at, n.id";

    static NodeList read(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LIST);
                ResultSet rows = query.executeQuery()) {
            ImmutableList.Builder<Node> nodes = ImmutableList.builder();
            Duration lease = Duration.ZERO;
            long revision = 0;
            while (rows.next()) {
                lease = Duration.ofMillis(rows.getLong(1));
                revision = rows.getLong(2);
                UUID id = rows.getObject(3, UUID.class);
                if (id != null) {
                    nodes.add(node(id, rows));
                }
            }
            return new NodeList(lease, revision, nodes.build());
        }
    }

    private static Node node(UUID id, ResultSet rows) throws SQLException {
        return new Node(
                id,
                rows.getString(4),
                rows.getString(5),
                rows.getObject(6, OffsetDateTime.class).toInstant(),
                Duration.ofMillis(rows.getLong(7)),
                rows.getLong(8),
                rows.getLong(9));
    }
}
