package dev.latchkey.persistence;

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
        this.lastAt = lease.now() - lease.time().toNanos();
    }

    /** Looks how many there are and whether some are gone: at first, and then once in a lease. */
    void run(NodeConnection connection) throws SQLException {
        if (lease.now() - lastAt < lease.time().toNanos()) {
            return;
        }
        lastAt = lease.now();
        lease.cluster().counted(reap(connection, lease.time()));
        connection.removeConfirmed();
    }

    /** Waits for the lease of nodes with which this one can't go together; returns whether all were left by processes that are gone, and removed. */
    boolean outlivesOthers(NodeConnection connection, RenewalPauses pauses) throws SQLException {
        Duration longest = connection.leaseOfOthers();
        int unused = reap(connection, longest);
        pauses.pause(longest);
        return !pauses.isEnded() && reap(connection, longest) == 0;
    }

    /** Removes those that have stood still so long since they were first looked at; returns how many nodes are left. */
    int reap(NodeConnection connection, Duration longest) throws SQLException {
        Map<UUID, Long> now = connection.beats();
        beats.keySet().retainAll(now.keySet());
        int left = now.size();
        for (Map.Entry<UUID, Long> each : now.entrySet()) {
            Beat seen = beats.get(each.getKey());
            if (seen == null || seen.number() != each.getValue()) {
                beats.put(each.getKey(), new Beat(each.getValue(), lease.now()));
            } else if (lease.now() - seen.seenAt() >= longest.toNanos()
                    && connection.reap(each.getKey(), each.getValue())) {
                LOGGER.info("the node {} is gone: it has not renewed its lease", each.getKey());
                left--;
            }
        }
        return left;
    }
}
