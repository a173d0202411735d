package dev.latchkey.token.cache;

import java.time.Duration;
import java.time.Instant;

/** So many at once, and so many more a minute. Not for use by several threads. */
final class Allowance {

    private final int burst;
    private final int perMinute;
    private double left;
    private Instant grownAt = Instant.MIN;

    Allowance(int burst, int perMinute) {
        this.burst = burst;
        this.perMinute = perMinute;
        this.left = burst;
    }

    boolean take(Instant now) {
        if (isEmpty(now)) {
            return false;
        }
        left--;
        return true;
    }

    boolean isEmpty(Instant now) {
        grow(now);
        return left < 1;
    }

    boolean isFull(Instant now) {
        grow(now);
        return left >= burst;
    }

    /** Times that go back grow nothing. */
    private void grow(Instant now) {
        if (grownAt.equals(Instant.MIN)) {
            grownAt = now;
        } else if (now.isAfter(grownAt)) {
            double minutes = Duration.between(grownAt, now).toMillis() / 60_000.0;
            left = Math.min(burst, left + minutes * perMinute);
            grownAt = now;
        }
    }
}
