package dev.latchkey.persistence;

import dev.latchkey.persistence.NodeStatements.Position;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a change that took a right away waits until no node can go by what was there before: until each has confirmed the change's revision or
 * is gone, or the lease of those that have not must have run out. Of several that wait, one asks for all. Safe for use by many threads.
 */
final class Barrier {

    private static final Logger LOGGER = LoggerFactory.getLogger(Barrier.class);

    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    /** How long an answer is waited for, in milliseconds. */
    private static final int PATIENCE = 1_000;

    private final Connections connections;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Read read = new Read(System.nanoTime(), NodeStatements.NONE, "");

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

    Barrier(Connections connections) {
        this.connections = connections;
    }

    /** Waits for a change that is committed, for as long as a lease at most. */
    void await(Position change) {
        long start = System.nanoTime(); // after the answer to the commit
        long longest = change.lease().toNanos();
        long pause = FIRST_PAUSE;
        boolean interrupted = false;
        while (!read.confirms(change, start) && System.nanoTime() - start < longest) {
            if (asking.tryLock()) {
                try {
                    ask(change.timeline());
                } finally {
                    asking.unlock();
                }
            }
            if (!read.confirms(change, start)) {
                interrupted |= Thread.interrupted(); // it would keep the thread from pausing
                LockSupport.parkNanos(Math.min(pause, longest - (System.nanoTime() - start)));
                pause = Math.min(LONGEST_PAUSE, pause + pause / 2);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Without an answer, the lease runs out. */
    private void ask(String timeline) {
        long begunAt = System.nanoTime();
        try {
            long confirmed = connections.call(connection -> {
                int before = connection.getNetworkTimeout();
                connection.setNetworkTimeout(Runnable::run, PATIENCE);
                long answer = NodeStatements.confirmedByAll(connection, timeline);
                connection.setNetworkTimeout(Runnable::run, before);
                return answer;
            });
            read = new Read(begunAt, confirmed, timeline);
        } catch (SQLException e) {
            LOGGER.debug("the nodes could not be asked what they have confirmed", e);
        }
    }
}
