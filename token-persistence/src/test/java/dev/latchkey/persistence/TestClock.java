package dev.latchkey.persistence;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A monotonic clock that goes on only when a test says so. It begins shortly before its number overflows, as a real one may. */
final class TestClock implements LongSupplier {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);

    @Override
    public long getAsLong() {
        return nanos.get();
    }

    void pass(Duration time) {
        passNanos(time.toNanos());
    }

    void passNanos(long time) {
        nanos.addAndGet(time);
    }

    /** How long it is since then. */
    Duration since(long then) {
        return Duration.ofNanos(getAsLong() - then);
    }
}
