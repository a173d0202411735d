package dev.latchkey.http;

import java.util.concurrent.atomic.AtomicLong;

/** An amount that many share and that nobody goes beyond: bytes in flight, files, connections. Safe for use by many threads. */
final class Budget {

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    /** @param most how much may be taken at a time; 0 or more */
    Budget(long most) {
        this.most = most;
    }

    /**
     * Takes {@code amount}, or nothing if there is less.
     *
     * @param amount 0 or more
     * @return whether it was taken; then it must be {@linkplain #give given back} once
     */
    boolean take(long amount) {
        long before = taken.get();
        while (amount <= most - before) {
            if (taken.compareAndSet(before, before + amount)) {
                return true;
            }
            before = taken.get();
        }
        return false;
    }

    /** Gives back what was taken. */
    void give(long amount) {
        taken.addAndGet(-amount);
    }

    /** How much is taken now. */
    long taken() {
        return taken.get();
    }
}
