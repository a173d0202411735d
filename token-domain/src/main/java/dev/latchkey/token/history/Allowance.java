package dev.latchkey.token.history;

import java.time.Duration;
import java.time.Instant;

/** So many at once, and so many more a minute. Not for use by several threads. */
public final class Allowance {

    private final int burst;
    private final int perMinute;
    private double left;
    private Instant grownAt = Instant.MIN;

    /**
     * @param burst how many at once
     * @param perMinute how many more a minute, once fewer are left
     */
    public Allowance(int burst, int perMinute) {
        this.burst = burst;
        this.perMinute = perMinute;
        this.left = burst;
    }

    /** Takes one, if there is one left. Returns whether there was. */
    public boolean take(Instant now) {
        if (isEmpty(now)) {
            return false;
        }
        left--;
        return true;
    }

    /** Returns whether none is left. */
    public boolean isEmpty(Instant now) {
        grow(now);
        return left < 1;
    }

    /** Returns whether as many are left as at the beginning. */
    public boolean isFull(Instant now) {
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
