package dev.latchkey.persistence;

import dev.latchkey.persistence.NodeStatements.Position;
import dev.latchkey.token.StorageException;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a change that took a right away waits until no other node can go by what was there before: until each has confirmed the change's revision or
 * is gone, or the lease of all that have not must have run out. One of those who wait asks for all. Safe for use by many threads.
 */
final class Barrier {

    private static final Logger LOGGER = LoggerFactory.getLogger(Barrier.class);

    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

    private final Connections connections;
    private final Supplier<UUID> self;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Read read = new Read(System.nanoTime(), -1);

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
    Barrier(Connections connections, Supplier<UUID> self) {
        this.connections = connections;
        this.self = self;
    }

    /** Waits for a change that is committed. */
    void await(Position change) {
        long start = System.nanoTime(); // after the answer to the commit
        long revision = change.revision();
        long longest = change.lease().toNanos();
        long pause = FIRST_PAUSE;
        boolean interrupted = false;
        while (!read.confirms(revision, start) && System.nanoTime() - start < longest) {
            if (asking.tryLock()) {
                try {
                    ask();
                } finally {
                    asking.unlock();
                }
            }
            if (!read.confirms(revision, start)) {
                interrupted |= Thread.interrupted(); // it would keep the thread from pausing
                LockSupport.parkNanos(Math.min(pause, longest - (System.nanoTime() - start)));
                pause = Math.min(LONGEST_PAUSE, pause + pause / 2);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The newest change that was committed before.
     *
     * @throws StorageException if it is not known
     */
    Position last() {
        try {
            return connections.call(NodeStatements::last);
        } catch (SQLException e) {
            throw new StorageException("it is not known whether all nodes have heard of the change before", e);
        }
    }

    /** Without an answer, the lease runs out. */
    private void ask() {
        long begunAt = System.nanoTime();
        UUID but = self.get();
        try {
            read = new Read(begunAt, connections.call(connection -> NodeStatements.confirmedByAll(connection, but)));
        } catch (SQLException e) {
            LOGGER.debug("the nodes could not be asked what they have confirmed", e);
        }
    }
}
