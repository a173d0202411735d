package dev.latchkey.persistence;

import dev.latchkey.persistence.RevisionStatements.Position;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a change that took a right away waits until no node can go by what was there before: until each has confirmed the change's revision or
 * is gone, or the lease of those that have not must have run out. Of several that wait, one asks for all. Safe for use by many threads.
 */
final class Barrier {

    private static final Logger LOGGER = LoggerFactory.getLogger(Barrier.class);

    /** It starts with that, or with this part of what nodes let pass between two looks. */
    private static final int PART_OF_A_LOOK = 4;

    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    /** How long an answer is waited for, in milliseconds. */
    private static final int PATIENCE = 1_000;

    private final Confirmations confirmations;
    private final Supplier<Duration> betweenLooks;
    private final LongSupplier nanoTime;
    private final LongConsumer park;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Read read;
    private final LongAdder waits = new LongAdder();
    private final LongAdder waitedNanos = new LongAdder();
    private final LongAdder unconfirmed = new LongAdder();

    /** What the nodes have confirmed. */
    @FunctionalInterface
    interface Confirmations {

        /** The revision that all have confirmed, if the server of that timeline answers; less than any if another one does. */
        long ofAll(String timeline) throws SQLException;
    }

    /**
     * What was read of the nodes.
     *
     * @param begunAt before it was asked
     * @param confirmed the revision that all had confirmed
     * @param timeline of the server that had been asked for
     */
    private record Read(long begunAt, long confirmed, String timeline) {

        /** Whether it tells of nodes after {@code start}: those that join later find the change themselves. */
        boolean confirms(Position change, long start) {
            return begunAt - start >= 0 && confirmed >= change.revision() && timeline.equals(change.timeline());
        }
    }

    /** @param betweenLooks how long nodes let pass between two looks for revisions, while there are many */
    Barrier(Connections connections, Supplier<Duration> betweenLooks) {
        this(
                timeline -> connections.call(connection -> confirmed(connection, timeline)),
                betweenLooks,
                System::nanoTime,
                LockSupport::parkNanos);
    }

    /**
     * @param betweenLooks as above
     * @param nanoTime as {@link System#nanoTime}
     * @param park as {@link LockSupport#parkNanos(long)}
     */
    Barrier(Confirmations confirmations, Supplier<Duration> betweenLooks, LongSupplier nanoTime, LongConsumer park) {
        this.confirmations = confirmations;
        this.betweenLooks = betweenLooks;
        this.nanoTime = nanoTime;
        this.park = park;
        this.read = new Read(nanoTime.getAsLong(), RevisionStatements.NONE, "");
    }

    private static long confirmed(Connection connection, String timeline) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, PATIENCE);
        return RevisionStatements.confirmedByAll(connection, timeline);
    }

    /** Waits for a change that is committed, for as long as a lease at most. */
    void await(Position change) {
        long start = nanoTime.getAsLong(); // after the answer to the commit
        long longest = change.lease().toNanos();
        long pause = Math.max(
                FIRST_PAUSE, betweenLooks.get().dividedBy(PART_OF_A_LOOK).toNanos());
        boolean interrupted = false;
        while (!read.confirms(change, start) && nanoTime.getAsLong() - start < longest) {
            if (asking.tryLock()) {
                try {
                    ask(change.timeline());
                } finally {
                    asking.unlock();
                }
            }
            if (!read.confirms(change, start)) {
                interrupted |= Thread.interrupted(); // it would keep the thread from pausing
                park.accept(Math.min(pause, longest - (nanoTime.getAsLong() - start)));
                pause = Math.max(pause, Math.min(LONGEST_PAUSE, pause + pause / 2));
            }
        }
        waits.increment();
        waitedNanos.add(nanoTime.getAsLong() - start);
        if (!read.confirms(change, start)) {
            unconfirmed.increment();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many changes have waited. */
    long waits() {
        return waits.sum();
    }

    /** How long they have waited, all together. */
    Duration waited() {
        return Duration.ofNanos(waitedNanos.sum());
    }

    /** How many of them have waited for a whole lease. */
    long unconfirmed() {
        return unconfirmed.sum();
    }

    /** Without an answer, the lease runs out. */
    private void ask(String timeline) {
        long begunAt = nanoTime.getAsLong();
        try {
            long confirmed = confirmations.ofAll(timeline);
            read = new Read(begunAt, confirmed, timeline);
        } catch (SQLException e) {
            LOGGER.debug("the nodes could not be asked what they have confirmed", e);
        }
    }
}
