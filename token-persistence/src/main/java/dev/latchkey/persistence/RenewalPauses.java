package dev.latchkey.persistence;

import static com.google.common.collect.Comparators.min;

import java.sql.SQLException;
import java.time.Duration;

/** How a node waits for the time of its next renewal, until it is ended. One thread waits; others may end it. */
final class RenewalPauses {

    /** How often it looks if the server does not tell, as behind a pooler that keeps notifications to itself. */
    static final Duration BLIND = Duration.ofMillis(50);

    /** How long it waits at a time, so that it can be ended. */
    private static final Duration TURN = Duration.ofMillis(200);

    /** How long it waits at most before it tries again what has failed: each attempt may leave a process behind on a server that hangs. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Lease lease;
    private final Waiting waiting;
    private volatile boolean isEnded;

    /** As {@link java.util.concurrent.TimeUnit#timedWait} of nanoseconds. */
    @FunctionalInterface
    interface Waiting {

        void on(Object monitor, long nanos) throws InterruptedException;
    }

    RenewalPauses(Lease lease, Waiting waiting) {
        this.lease = lease;
        this.waiting = waiting;
    }

    /** Waits until the next renewal is to be sent. */
    void beforeRenewal(NodeConnection connection) throws SQLException {
        if (!connection.isTold()) {
            pause(min(lease.period(), BLIND));
            return;
        }
        long end = lease.now() + lease.period().toNanos();
        boolean told = false;
        while (!told && !isEnded && end - lease.now() > 0) {
            told = connection.awaitNotification(min(Duration.ofNanos(end - lease.now()), TURN));
        }
    }

    /** Waits until a connection is to be tried again. */
    void beforeAttempt(int failures) {
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
