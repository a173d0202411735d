package dev.latchkey.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes nodes that are gone: whose beat has stood still for a lease, by this node's clock. Used by one thread. */
final class Reaper {

    private static final Logger LOGGER = LoggerFactory.getLogger(Reaper.class);

    private final Lease lease;
    private final Map<UUID, Beat> beats = new HashMap<>();
    private long lastAt;

    /** @param seenAt when it was first seen, after it was read */
    private record Beat(long number, long seenAt) {}

    Reaper(Lease lease) {
        this.lease = lease;
        this.lastAt = lease.now();
    }

    /** Looks whether some are gone, once in a lease. */
    void run(Connection connection) throws SQLException {
        if (lease.now() - lastAt < lease.time().toNanos()) {
            return;
        }
        lastAt = lease.now();
        int unused = reap(connection, lease.time());
        NodeStatements.removeConfirmed(connection);
    }

    /** Removes those that have stood still so long since they were first looked at; returns how many nodes are left. */
    int reap(Connection connection, Duration longest) throws SQLException {
        Map<UUID, Long> now = NodeStatements.beats(connection);
        beats.keySet().retainAll(now.keySet());
        int left = now.size();
        for (Map.Entry<UUID, Long> each : now.entrySet()) {
            Beat seen = beats.get(each.getKey());
            if (seen == null || seen.number() != each.getValue()) {
                beats.put(each.getKey(), new Beat(each.getValue(), lease.now()));
            } else if (lease.now() - seen.seenAt() >= longest.toNanos()
                    && NodeStatements.reap(connection, each.getKey(), each.getValue())) {
                LOGGER.info("the node {} is gone: it has not renewed its lease", each.getKey());
                left--;
            }
        }
        return left;
    }
}
