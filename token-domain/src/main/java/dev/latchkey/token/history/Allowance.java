package dev.latchkey.token.history;

import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;

/**
 * So many at once, and so many more a minute, on all nodes together: each takes an equal share of it, and one at once at least. Not for use by
 * several threads.
 */
public final class Allowance {

    private final int burst;
    private final int perMinute;
    private final IntSupplier nodes;
    private double left;
    private Instant grownAt = Instant.MIN;

    /**
     * @param burst how many at once
     * @param perMinute how many more a minute, once fewer are left
     * @param nodes how many share it; positive
     */
    public Allowance(int burst, int perMinute, IntSupplier nodes) {
        this.burst = burst;
        this.perMinute = perMinute;
        this.nodes = nodes;
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
        return left >= share();
    }

    private int share() {
        return Math.max(1, burst / nodes.getAsInt());
    }

    /** Times that go back grow nothing. */
    private void grow(Instant now) {
        if (grownAt.equals(Instant.MIN)) {
            grownAt = now;
        } else if (now.isAfter(grownAt)) {
            double minutes = Duration.between(grownAt, now).toMillis() / 60_000.0;
            left += minutes * perMinute / nodes.getAsInt();
            grownAt = now;
        }
        left = Math.min(share(), left);
    }
}
