package dev.latchkey.persistence;

import static com.google.common.collect.Comparators.max;
import static com.google.common.collect.Comparators.min;

import java.sql.SQLException;
import java.time.Duration;

/**
 * How a node waits until it is to look for revisions or to renew its lease, until it is ended. One thread waits; others may end it.
 *
 * <p>Usually the server tells it of a revision, and it looks at once. If there are many, it looks when its turn comes, and hears of all that came meanwhile. If they
 * come faster than its turns, it is told no more, for as long as each look brings something: telling fifty nodes of each of many revisions costs more than the revisions
 * themselves.
 */
final class RenewalPauses {

    /** How often it looks if the server does not tell, as behind a pooler that keeps notifications to itself. */
    static final Duration BLIND = Duration.ofMillis(50);

    /** How much time there is for each node's turn. So all nodes together look a thousand times a second at most, however many they are. */
    private static final Duration SHARE = Duration.ofMillis(1);

    /** So many times in a row a notification comes before the node's turn, until it is told no more. */
    static final int BUSY = 8;

    /** How long it waits at a time, so that it can be ended. */
    private static final Duration TURN = Duration.ofMillis(200);

    /** How long it waits at most before it tries again what has failed: each attempt may leave a process behind on a server that hangs. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Lease lease;
    private final Waiting waiting;
    private volatile boolean isEnded;
    private int inARow;
    private boolean isBusy;

    /** As {@link java.util.concurrent.TimeUnit#timedWait} of nanoseconds. */
    @FunctionalInterface
    interface Waiting {

        void on(Object monitor, long nanos) throws InterruptedException;
    }

    RenewalPauses(Lease lease, Waiting waiting) {
        this.lease = lease;
        this.waiting = waiting;
    }

    /** How long it takes from one turn of a node to its next one: the longer, the more nodes there are. */
    static Duration betweenTurns(Lease lease) {
        return min(SHARE.multipliedBy(lease.cluster().nodes()), lease.period());
    }

    /**
     * Waits until the node is to look for revisions, or to renew its lease.
     *
     * @return whether it is to look
     */
    boolean beforeTurn(NodeConnection connection, long applied) throws SQLException {
        Duration between = betweenTurns(lease);
        if (!connection.isTold()) {
            pause(isBusy ? between : min(max(between, BLIND), lease.period()));
            return true;
        }
        long start = lease.now();
        if (!isTold(connection, applied, start + lease.period().toNanos())) {
            inARow = 0;
            return false;
        }
        Duration rest = between.minusNanos(lease.now() - start);
        inARow = rest.isNegative() ? 0 : inARow + 1;
        if (inARow == BUSY) {
            isBusy = true;
            connection.listen(false);
        }
        pause(rest);
        return true;
    }

    private boolean isTold(NodeConnection connection, long applied, long end) throws SQLException {
        boolean told = false;
        while (!told && !isEnded && end - lease.now() > 0) {
            told = connection.awaitRevision(applied, min(Duration.ofNanos(end - lease.now()), TURN));
        }
        return told;
    }

    /**
     * Takes note that a look brought nothing.
     *
     * @return whether the node is to look once more, for what came before it was told again
     */
    boolean nothingNew(NodeConnection connection) throws SQLException {
        boolean wasBusy = isBusy;
        inARow = 0;
        isBusy = false;
        if (wasBusy) {
            connection.listen(true);
        }
        return wasBusy;
    }

    /** Waits until a connection is to be tried again; that is told. */
    void beforeAttempt(int failures) {
        inARow = 0;
        isBusy = false;
        pause(failures > 1 ? min(lease.period().multipliedBy(failures), LONGEST) : BLIND);
    }

    void pause(Duration time) {
        long end = lease.now() + time.toNanos();
        synchronized (this) {
            try {
                while (!isEnded && end - lease.now() > 0) {
                    waiting.on(this, Math.max(1_000_000, end - lease.now()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                isEnded = true;
            }
        }
    }

    boolean isEnded() {
        return isEnded;
    }

    synchronized void end() {
        isEnded = true;
        notifyAll();
    }
}
