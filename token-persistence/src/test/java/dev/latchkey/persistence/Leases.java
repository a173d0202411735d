package dev.latchkey.persistence;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Leases by a clock of a test's own. */
final class Leases {

    private Leases() {}

    static Lease of(Duration time, LongSupplier nanoTime) {
        return new Lease(time, nanoTime, new ClusterView(new DatabaseClock(InstantSource.system(), nanoTime)));
    }
}
