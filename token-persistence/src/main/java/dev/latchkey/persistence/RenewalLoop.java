package dev.latchkey.persistence;

import static java.util.Objects.requireNonNull;

import dev.latchkey.persistence.NodeStatements.Renewal;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.TokenWatchers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the lease of a node, on a connection and in a thread of its own, so that neither calls nor changes hold it up: every quarter of a lease, and as
 * soon as there is a revision. With each renewal come the revisions that the node has not heard of. It has forgotten what they changed before it
 * prolongs the lease, and the next renewal confirms that.
 */
final class RenewalLoop implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(RenewalLoop.class);

    /** How often it looks if the server does not tell, as behind a pooler that keeps notifications to itself. */
    private static final Duration BLIND = Duration.ofMillis(50);

    /** How long it waits at a time, so that it can be closed. */
    private static final Duration TURN = Duration.ofMillis(200);

    /** How long it waits at most before it tries again what has failed: each attempt may leave a process behind on a server that hangs. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private static final Duration SLOW_ANSWER = Duration.ofSeconds(2);

    private final Place place;
    private final Lease lease;
    private final TokenWatchers watchers;
    private final Reaper reaper;
    private final Thread thread = new Thread(this::run, "latchkey-lease");
    private final Object turn = new Object();

    private volatile boolean closed;
    private volatile @Nullable Connection connection;

    /** By which the others know it: another one each time that it joins; null while it has not. */
    private @Nullable UUID node;

    private boolean isTold;
    private int failures;
    private long applied;

    /** Where renewals are sent. */
    interface Place {

        /** A connection that nobody else uses until it is given back. */
        Connection open(Duration longestAnswer) throws SQLException;

        /** Gives it back as it came. */
        void giveBack(Connection connection) throws SQLException;

        /** The server is another one than before: connections to that must not be used any more. */
        void serverChanged();

        /**
         * Waits until the server tells of a revision, or the time has passed.
         *
         * @return whether it told; false at once if the driver does not take what it tells
         */
        boolean awaitNotification(Connection connection, Duration longest) throws SQLException;
    }

    private RenewalLoop(Place place, Lease lease, TokenWatchers watchers) {
        this.place = place;
        this.lease = lease;
        this.watchers = watchers;
        this.reaper = new Reaper(lease);
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

    private void run() {
        while (!closed) {
            try {
                pause();
                if (!closed) {
                    step();
                    succeeded();
                }
            } catch (SQLException | RuntimeException e) {
                disconnect();
                failed(e);
            }
        }
        leave();
    }

    private void succeeded() {
        if (failures > 0) {
            LOGGER.info("this node has a lease again");
        }
        failures = 0;
    }

    private void failed(Exception e) {
        if (failures == 0 && !closed) {
            LOGGER.warn("the lease could not be renewed: without one, no call is decided", e);
        }
        failures++;
    }

    /** Waits for the next renewal's time. */
    private void pause() throws SQLException {
        Connection open = connection;
        long end = lease.now() + lease.period().toNanos();
        if (open == null) {
            pauseFor(failures > 1 ? shorter(lease.period().multipliedBy(failures), LONGEST_PAUSE) : BLIND);
        } else if (!isTold) {
            pauseFor(shorter(lease.period(), BLIND));
        } else {
            boolean told = false;
            while (!told && !closed && end - lease.now() > 0) {
                told = place.awaitNotification(open, shorter(Duration.ofNanos(end - lease.now()), TURN));
            }
        }
    }

    private void pauseFor(Duration time) {
        long end = lease.now() + time.toNanos();
        synchronized (turn) {
            try {
                while (!closed && end - lease.now() > 0) {
                    TimeUnit.NANOSECONDS.timedWait(turn, Math.max(1_000_000, end - lease.now()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                closed = true;
            }
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** One renewal, and another if what came with it is to be confirmed. */
    private void step() throws SQLException {
        Connection open = connected();
        if (node == null) {
            join(open);
        }
        if (renew(open)) {
            boolean unused = renew(open); // which confirms what was forgotten
        }
        reaper.run(open);
    }

    private Connection connected() throws SQLException {
        Connection open = connection;
        if (open == null) {
            Duration period = lease.period();
            open = place.open(shorter(lease.use(), period.compareTo(SLOW_ANSWER) > 0 ? period : SLOW_ANSWER));
            connection = open;
            isTold = listen(open);
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
                "the database's notifications don't come through, as behind a pooler of transactions:"
                        + " revisions are asked for every {} ms",
                BLIND.toMillis());
        return false;
    }

    private void join(Connection open) throws SQLException {
        UUID id = UUID.randomUUID();
        lease.startEra(NodeStatements.timeline(open));
        try {
            applied = NodeStatements.join(open, id, lease.time());
        } catch (StorageException e) {
            if (!othersAreGone(open)) {
                throw e;
            }
            applied = NodeStatements.join(open, id, lease.time());
        }
        node = id;
    }

    /** Waits for the lease of nodes with which this one can't go together, and removes those that were left by processes that are gone. */
    private boolean othersAreGone(Connection open) throws SQLException {
        Duration longest = NodeStatements.last(open).lease();
        int unused = reaper.reap(open, longest);
        pauseFor(longest);
        return !closed && reaper.reap(open, longest) == 0;
    }

    /** Returns whether there is something to confirm. */
    private boolean renew(Connection open) throws SQLException {
        long sentAt = lease.now();
        Instant ownTime = lease.cluster().clock().own();
        Renewal renewal = NodeStatements.renew(open, requireNonNull(node), applied);
        if (!renewal.joined()) {
            lease.startEra("");
            node = null;
            throw new SQLException("the others took this node for gone");
        }
        lease.cluster().renewed(renewal, ownTime, Duration.ofNanos(lease.now() - sentAt));
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

    /** Leaves, so that nobody waits for this node any more. If that fails, its lease runs out. */
    private void leave() {
        Connection open = connection;
        if (open == null || node == null) {
            return;
        }
        try {
            NodeStatements.leave(open, node);
            connection = null;
            place.giveBack(open);
        } catch (SQLException e) {
            LOGGER.debug("the node could not leave: its lease runs out", e);
            disconnect();
        }
    }

    @Override
    public void close() {
        lease.close();
        closed = true;
        synchronized (turn) {
            turn.notifyAll();
        }
        try {
            thread.join(SLOW_ANSWER.toMillis());
            disconnect(); // if it is not over, something keeps it waiting
            thread.join(SLOW_ANSWER.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
