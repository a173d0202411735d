package dev.latchkey.persistence;

import dev.latchkey.persistence.NodeStatements.Renewal;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.TokenWatchers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the lease of a node, on a connection and in a thread of its own, so that neither calls nor changes hold it up: every quarter of a lease, and as
 * soon as there is a revision. With each renewal come the revisions that the node has not heard of; it has forgotten what they changed before it
 * prolongs the lease, and the next renewal confirms that.
 */
final class RenewalLoop implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(RenewalLoop.class);

    /** How often it looks if the server does not tell, as behind a pooler that keeps notifications to itself. */
    private static final Duration BLIND = Duration.ofMillis(50);

    private final Place place;
    private final Lease lease;
    private final TokenWatchers watchers;
    private final Thread thread = new Thread(this::run, "latchkey-lease");
    private final Map<UUID, Beat> beats = new HashMap<>();
    private final Object turn = new Object();

    /** A new one each time that it joins. */
    private volatile UUID node = UUID.randomUUID();

    private volatile boolean closed;
    private volatile @Nullable Connection connection;
    private boolean joined;
    private boolean isTold;
    private boolean failing;
    private long applied;
    private long reapedAt;
    private int networkTimeout;

    /** Where renewals are sent. */
    interface Place {

        /** A new connection, which nobody else uses. */
        Connection open() throws SQLException;

        /** The server is another one than before: connections to that must not be used any more. */
        void serverChanged();

        /**
         * Waits until the server tells of a revision, or the time has passed.
         *
         * @return whether it told; false at once if the driver does not take what it tells
         */
        boolean awaitNotification(Connection connection, Duration longest) throws SQLException;
    }

    /** @param seenAt when it was first seen, by the clock of the lease */
    private record Beat(long number, long seenAt) {}

    private RenewalLoop(Place place, Lease lease, TokenWatchers watchers) {
        this.place = place;
        this.lease = lease;
        this.watchers = watchers;
        thread.setDaemon(true);
    }

    /**
     * Joins the nodes, and goes on renewing.
     *
     * @throws StorageException if it can't join
     */
    static RenewalLoop start(Place place, Lease lease, TokenWatchers watchers) {
        RenewalLoop loop = new RenewalLoop(place, lease, watchers);
        try {
            loop.step();
        } catch (SQLException e) {
            loop.disconnect();
            throw new StorageException("this process can't join the nodes on the database", e);
        } catch (RuntimeException e) {
            loop.disconnect();
            throw e;
        }
        loop.thread.start();
        return loop;
    }

    /** The id by which the others know it; another one each time that it joins. */
    UUID node() {
        return node;
    }

    private void run() {
        while (!closed) {
            try {
                pause();
                if (closed) {
                    break;
                }
                step();
                if (failing) {
                    failing = false;
                    LOGGER.info("this node has a lease again");
                }
            } catch (SQLException | RuntimeException e) {
                disconnect();
                if (!closed && !failing) {
                    failing = true;
                    LOGGER.warn("the lease could not be renewed: without one, no call is decided", e);
                }
            }
        }
        release();
    }

    /** Gives the connection back as it came, as it may be of somebody's pool. */
    private void release() {
        Connection open = connection;
        connection = null;
        if (open == null) {
            return;
        }
        try (open;
                Statement statement = open.createStatement()) {
            statement.execute("UNLISTEN *");
            open.setNetworkTimeout(Runnable::run, networkTimeout);
        } catch (SQLException e) {
            LOGGER.debug("a connection could not be given back", e);
        }
    }

    /** Waits for the next renewal's time. */
    private void pause() throws SQLException {
        Connection open = connection;
        if (open != null && isTold) {
            boolean unused = place.awaitNotification(open, lease.period());
            return;
        }
        Duration longest = lease.period().compareTo(BLIND) < 0 ? lease.period() : BLIND;
        pauseFor(longest);
    }

    private void pauseFor(Duration longest) {
        synchronized (turn) {
            try {
                if (!closed) {
                    TimeUnit.NANOSECONDS.timedWait(turn, longest.toNanos());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                closed = true;
            }
        }
    }

    /** One renewal, and another if what came with it is to be confirmed. */
    private void step() throws SQLException {
        Connection open = connected();
        if (!joined) {
            join(open);
        }
        if (renew(open)) {
            boolean unused = renew(open); // which confirms what was forgotten
        }
        if (lease.now() - reapedAt >= lease.time().toNanos()) {
            reapedAt = lease.now();
            reap(open);
        }
    }

    private Connection connected() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = place.open();
            connection = open;
            networkTimeout = open.getNetworkTimeout();
            open.setNetworkTimeout(Runnable::run, Math.toIntExact(lease.use().toMillis()));
            isTold = listen(open);
            if (closed) {
                throw new SQLException("closed");
            }
        }
        return open;
    }

    /** Looks whether a notification comes back: a pooler of transactions swallows them. */
    private boolean listen(Connection open) throws SQLException {
        try (Statement statement = open.createStatement()) {
            statement.execute("LISTEN " + NodeStatements.CHANNEL);
            statement.execute("SELECT pg_notify('" + NodeStatements.CHANNEL + "', '0')");
        }
        if (place.awaitNotification(open, Duration.ofSeconds(1))) {
            return true;
        }
        LOGGER.warn(
                "the database's notifications don't come through, as behind a pooler of transactions: revisions are asked for every {} ms",
                BLIND.toMillis());
        return false;
    }

    private void join(Connection open) throws SQLException {
        UUID id = UUID.randomUUID();
        lease.startEra(NodeStatements.timeline(open));
        try {
            applied = NodeStatements.join(open, id, lease.time());
        } catch (StorageException e) {
            if (!reapAll(open)) {
                throw e;
            }
            applied = NodeStatements.join(open, id, lease.time());
        }
        node = id;
        joined = true;
    }

    /** Returns whether there is something to confirm. */
    private boolean renew(Connection open) throws SQLException {
        long sentAt = lease.now();
        Renewal renewal = NodeStatements.renew(open, node, applied);
        if (!renewal.joined()) {
            lease.startEra("");
            joined = false;
            throw new SQLException("the others took this node for gone");
        }
        if (!renewal.timeline().equals(lease.timeline())) {
            lease.startEra(renewal.timeline());
            place.serverChanged();
        } else if (renewal.all()) {
            lease.startEra(renewal.timeline());
        }
        watchers.tell(renewal.changed());
        boolean news = renewal.last() != applied;
        applied = renewal.last();
        lease.prolong(sentAt);
        return news;
    }

    /** Removes nodes whose beat has stood still for a lease. */
    private void reap(Connection open) throws SQLException {
        Map<UUID, Long> now = NodeStatements.beats(open);
        beats.keySet().retainAll(now.keySet());
        for (Map.Entry<UUID, Long> each : now.entrySet()) {
            Beat seen = beats.get(each.getKey());
            if (seen == null || seen.number() != each.getValue()) {
                beats.put(each.getKey(), new Beat(each.getValue(), lease.now()));
            } else if (lease.now() - seen.seenAt() >= lease.time().toNanos()
                    && NodeStatements.reap(open, each.getKey(), each.getValue())) {
                LOGGER.info("the node {} is gone: it has not renewed its lease", each.getKey());
            }
        }
        NodeStatements.removeConfirmed(open);
    }

    /** Waits for the longest lease that there is, and removes nodes that were left by processes that are gone; whether none is there then. */
    private boolean reapAll(Connection open) throws SQLException {
        Map<UUID, Long> before = NodeStatements.beats(open);
        Duration leaseOfOthers = NodeStatements.last(open).lease();
        long start = lease.now();
        while (lease.now() - start < leaseOfOthers.toNanos()) {
            pauseFor(leaseOfOthers);
            if (closed) {
                return false;
            }
        }
        for (Map.Entry<UUID, Long> each : before.entrySet()) {
            boolean unused = NodeStatements.reap(open, each.getKey(), each.getValue());
        }
        return NodeStatements.beats(open).isEmpty();
    }

    private void disconnect() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try (open) {
                open.abort(Runnable::run);
            } catch (SQLException e) {
                LOGGER.debug("a connection could not be closed", e);
            }
        }
    }

    /** Leaves, so that nobody waits for this node any more. */
    @Override
    public void close() {
        lease.close();
        closed = true;
        synchronized (turn) {
            turn.notifyAll();
        }
        try (Connection last = place.open()) {
            NodeStatements.leave(last, node);
        } catch (SQLException e) {
            LOGGER.debug("the node could not leave: its lease runs out", e);
        }
        try {
            thread.join(lease.period().toMillis());
            disconnect(); // if it is not over, something keeps it waiting
            thread.join(lease.time().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
