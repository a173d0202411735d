package dev.latchkey.http.gateway;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Lets something through at most once a minute, as a line of a log that anybody can cause. Safe for use by many threads. */
final class OnceAMinute {

    private static final long NANOS = TimeUnit.MINUTES.toNanos(1);

    private final AtomicLong next = new AtomicLong(System.nanoTime());

    /** Runs {@code task} unless that happened in the last minute. */
    void run(Runnable task) {
        long now = System.nanoTime();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + NANOS)) {
            task.run();
        }
    }
}
