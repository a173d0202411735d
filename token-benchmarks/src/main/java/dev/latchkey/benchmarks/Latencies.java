package dev.latchkey.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** How long something took, each time that it was done. Not for use by several threads. */
final class Latencies {

    private long[] nanoseconds = new long[1_000];
    private int count;

    void add(long taken) {
        if (count == nanoseconds.length) {
            nanoseconds = Arrays.copyOf(nanoseconds, 2 * count);
        }
        nanoseconds[count++] = taken;
    }

    int count() {
        return count;
    }

    /** What the share {@code share} of them did not exceed, in ms; the longest for 1. */
    String milliseconds(double share) {
        return count == 0
                ? "none"
                : String.format(
                        Locale.ROOT, "%,.1f", Spread.percentile(Arrays.copyOf(nanoseconds, count), share) / 1e6);
    }
}
