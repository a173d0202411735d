package dev.latchkey.persistence;

import dev.latchkey.persistence.Database.SqlWork;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Where a change that took a right away waits until no other node can go by what was there before: until each has confirmed the change's revision or
 * is gone, or the lease of all that have not must have run out. One of those who wait asks for all. Safe for use by many threads.
 */
final class Barrier {

    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    private final Connections connections;
    private final Duration lease;
    private final Supplier<UUID> self;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Read read = new Read(System.nanoTime(), Revoked.NO_REVISION);

    /**
     * What was read of the nodes.
     *
     * @param begunAt before it was asked
     * @param confirmed the revision that all had confirmed
     */
    private record Read(long begunAt, long confirmed) {

        /** Whether it tells of nodes after {@code start}: those that join later find the change themselves. */
        boolean confirms(long revision, long start) {
            return begunAt - start >= 0 && confirmed >= revision;
        }
    }

    /** @param self the node that need not confirm, as it has been told already */
    Barrier(Connections connections, Duration lease, Supplier<UUID> self) {
        this.connections = connections;
        this.lease = lease;
        this.self = self;
    }

    /** Waits for a revision that is committed. */
    void await(long revision) {
        long start = System.nanoTime(); // after the answer to the commit
        long pause = FIRST_PAUSE;
        boolean interrupted = false;
        while (!read.confirms(revision, start) && System.nanoTime() - start < lease.toNanos()) {
            if (asking.tryLock()) {
                try {
                    ask();
                } finally {
                    asking.unlock();
                }
            }
            if (!read.confirms(revision, start)) {
                interrupted |= Thread.interrupted(); // it would keep the thread from pausing
                LockSupport.parkNanos(Math.min(pause, lease.toNanos() - (System.nanoTime() - start)));
                pause = Math.min(LONGEST_PAUSE, pause + pause / 2);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for all that was committed before. */
    void awaitLast() {
        long last = ask(NodeStatements::last, Long.MAX_VALUE);
        await(last);
    }

    private void ask() {
        long begunAt = System.nanoTime();
        UUID but = self.get();
        read = new Read(
                begunAt, ask(connection -> NodeStatements.confirmedByAll(connection, but), Revoked.NO_REVISION));
    }

    /** Without an answer, the lease runs out. */
    private long ask(SqlWork<Long> query, long otherwise) {
        try {
            return connections.call(query);
        } catch (SQLException e) {
            return otherwise;
        }
    }
}
