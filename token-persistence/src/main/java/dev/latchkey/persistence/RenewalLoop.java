package dev.latchkey.persistence;

import static java.util.Objects.requireNonNull;

import dev.latchkey.persistence.NodeStatements.News;
import dev.latchkey.persistence.NodeStatements.Renewal;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.TokenWatchers;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews the lease of a node, on a connection and in a thread of its own, so that neither calls nor changes hold it up: every quarter of a lease, and
 * when there is a revision. With each renewal come the revisions that the node has not heard of. It has forgotten what they changed before it
 * prolongs the lease, and the next renewal confirms that.
 */
final class RenewalLoop implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(RenewalLoop.class);

    /** How long closing waits for a renewal that is under way. */
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final RenewalPlace place;
    private final Lease lease;
    private final TokenWatchers watchers;
    private final Reaper reaper;
    private final RenewalPauses pauses;
    private final Thread thread = new Thread(this::run, "latchkey-lease");

    private volatile @Nullable NodeConnection connection;

    /** By which the others know it: another one each time that it joins; null while it has not. */
    private @Nullable UUID node;

    private int failures;
    private long applied;
    private long renewedAt;

    RenewalLoop(RenewalPlace place, Lease lease, TokenWatchers watchers, RenewalPauses pauses) {
        this.place = place;
        this.lease = lease;
        this.watchers = watchers;
        this.reaper = new Reaper(lease);
        this.pauses = pauses;
        thread.setDaemon(true);
    }

    /**
     * Joins the nodes, and goes on renewing.
     *
     * @throws StorageException if it can't join
     */
    static RenewalLoop start(RenewalPlace place, Lease lease, TokenWatchers watchers) {
        RenewalLoop loop =
                new RenewalLoop(place, lease, watchers, new RenewalPauses(lease, TimeUnit.NANOSECONDS::timedWait));
        try {
            loop.step();
        } catch (SQLException | RuntimeException e) {
            loop.disconnect();
            throw e instanceof RuntimeException refused
                    ? refused
                    : new StorageException("this process can't join the nodes on the database", e);
        }
        loop.thread.start();
        return loop;
    }

    private void run() {
        while (!pauses.isEnded()) {
            turn();
        }
        leave();
    }

    /** Waits until it is time, and renews if it is time for that or there is something to confirm. */
    void turn() {
        try {
            if (awaitsRenewal()) {
                step();
                if (failures > 0) {
                    LOGGER.info("this node has a lease again");
                }
                failures = 0;
            }
        } catch (SQLException | RuntimeException e) {
            disconnect();
            failed(e);
        }
    }

    private void failed(Exception e) {
        if (failures == 0 && !pauses.isEnded()) {
            LOGGER.warn("the lease could not be renewed: without one, no call is decided", e);
        }
        failures++;
    }

    /** One renewal, and another if what came with it is to be confirmed. */
    void step() throws SQLException {
        NodeConnection open = connected();
        if (node == null) {
            join(open);
        }
        if (renew(open)) {
            boolean unused = renew(open); // which confirms what was forgotten
        }
        reaper.run(open);
    }

    /** Waits for the node's turn; returns whether it is to renew. */
    private boolean awaitsRenewal() throws SQLException {
        NodeConnection open = connection;
        if (open == null) {
            pauses.beforeAttempt(failures);
            return !pauses.isEnded();
        }
        boolean looks = pauses.beforeTurn(open, applied);
        return !pauses.isEnded() && (!looks || hears(open) || isDue());
    }

    private boolean isDue() {
        return lease.now() - renewedAt >= lease.period().toNanos();
    }

    /** Looks for revisions; returns whether there are some to confirm. */
    private boolean hears(NodeConnection open) throws SQLException {
        return hear(open) || (pauses.nothingNew(open) && hear(open));
    }

    /** Forgets what was revoked before it renews, so that one renewal confirms it. */
    private boolean hear(NodeConnection open) throws SQLException {
        News news = open.news(applied);
        return needsAnotherEra(news) || forget(news); // the renewal begins it
    }

    private boolean needsAnotherEra(News news) {
        return news.all() || !news.timeline().equals(lease.timeline());
    }

    /** Forgets what was revoked; returns whether there is something to confirm. */
    private boolean forget(News news) {
        watchers.tell(news.changed());
        boolean unconfirmed = news.last() != applied;
        applied = news.last();
        return unconfirmed;
    }

    private NodeConnection connected() throws SQLException {
        NodeConnection open = connection;
        if (open == null) {
            open = place.opening().open(lease.longestAnswer());
            connection = open;
        }
        return open;
    }

    private void join(NodeConnection open) throws SQLException {
        UUID id = UUID.randomUUID();
        startEra(open.timeline());
        try {
            applied = open.join(id, lease.time());
        } catch (StorageException e) {
            if (!reaper.outlivesOthers(open, pauses)) {
                throw e;
            }
            applied = open.join(id, lease.time());
        }
        node = id;
    }

    /** Begins another era, and lets go of the server before if another one answers. */
    private void startEra(String timeline) {
        boolean another = !lease.timeline().isEmpty() && !lease.timeline().equals(timeline);
        lease.startEra(timeline);
        if (another) {
            place.serverChanged().run();
        }
    }

    /** Returns whether there is something to confirm. */
    private boolean renew(NodeConnection open) throws SQLException {
        long sentAt = lease.now();
        Instant ownTime = lease.cluster().clock().own();
        Renewal renewal = open.renew(requireNonNull(node), applied, lease.timeline());
        News news = renewal.news();
        if (!renewal.joined()) {
            lease.startEra(lease.timeline());
            node = null;
            throw new SQLException("the others took this node for gone");
        }
        lease.cluster().renewed(renewal, ownTime, Duration.ofNanos(lease.now() - sentAt));
        if (needsAnotherEra(news)) {
            startEra(news.timeline());
        }
        boolean unconfirmed = forget(news);
        lease.prolong(sentAt);
        renewedAt = sentAt;
        return unconfirmed;
    }

    private void disconnect() {
        NodeConnection open = connection;
        connection = null;
        if (open != null) {
            open.abort();
        }
    }

    /** Leaves, so that nobody waits for this node any more. If that fails, its lease runs out. */
    private void leave() {
        NodeConnection open = connection;
        if (open == null || node == null) {
            return;
        }
        try {
            open.leave(node);
            connection = null;
            open.giveBack();
        } catch (SQLException e) {
            LOGGER.debug("the node could not leave: its lease runs out", e);
            disconnect();
        }
    }

    @Override
    public void close() {
        lease.close();
        pauses.end();
        try {
            thread.join(CLOSING.toMillis());
            disconnect(); // if it is not over, something keeps it waiting
            thread.join(CLOSING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
