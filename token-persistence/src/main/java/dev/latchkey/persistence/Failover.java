package dev.latchkey.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What becomes of acknowledged changes if a standby of the PostgreSQL server takes over, by how that server is set up now.
 *
 * @param keepsAcknowledged whether each standby that the server knows has all of them; also if it knows none
 * @param words the same for people
 */
public record Failover(boolean keepsAcknowledged, String words) {

    private static final String LOOK = "SELECT current_setting('synchronous_standby_names'),"
            + " current_setting('synchronous_commit'), (SELECT COUNT(*) FROM pg_stat_replication)";

    private static final String OR_LOSE =
            ": one that takes over may lack changes that were acknowledged, and bring removed tokens back";

    static Failover read(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LOOK);
                ResultSet row = query.executeQuery()) {
            row.next();
            return of(row.getString(1), row.getString(2), row.getLong(3));
        }
    }

    /**
     * What follows from the server's settings.
     *
     * @param names {@code synchronous_standby_names}
     * @param commit {@code synchronous_commit}
     * @param connected how many standbys are connected
     */
    static Failover of(String names, String commit, long connected) {
        SynchronousStandbys standbys = SynchronousStandbys.parse(names);
        if (standbys.isNone()) {
            return connected == 0
                    ? new Failover(true, "the database server has no standby now, and so none can take over")
                    : new Failover(
                            false,
                            "the standbys of the database server are asynchronous, as synchronous_standby_names is empty"
                                    + OR_LOSE + "; in Patroni set synchronous_mode: on");
        }
        if (commit.equals("local") || commit.equals("off")) {
            return new Failover(
                    false,
                    "synchronous_commit is " + commit + ", and so commits don't wait for the standby" + OR_LOSE
                            + "; set it to on");
        }
        if (standbys.isAny() ? connected > standbys.required() : standbys.named() > standbys.required()) {
            return new Failover(
                    false,
                    "commits wait for " + standbys.required() + " of "
                            + (standbys.isAny() ? connected : standbys.named())
                            + " standbys, as synchronous_standby_names says" + OR_LOSE
                            + "; in Patroni set synchronous_mode: on, which waits for all that it may promote");
        }
        return new Failover(true, "commits wait for each standby that may take over");
    }
}
