package dev.latchkey.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;

/** The heap of this process. */
final class Heap {

    private static final int COLLECTIONS = 5;

    private Heap() {}

    /** How many bytes of it are reachable, so far as collecting garbage a few times tells. */
    static long reachable() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            LockSupport.parkNanos(50_000_000); // reference handling ends a moment later
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
