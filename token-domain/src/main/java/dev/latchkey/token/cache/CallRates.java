package dev.latchkey.token.cache;

import dev.latchkey.token.Quota;
import dev.latchkey.token.TokenId;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * How many calls tokens make in a minute, each on its own. Of each token that made calls lately one number is kept: the time at which it has
 * all its calls again (the generic cell rate algorithm, ITU-T I.371, annex A). Calls that are refused do not count. Safe for use by many threads.
 */
final class CallRates {

    private final int limit;
    private final long nanosOfCall;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<TokenId, Long> fullAt = new ConcurrentHashMap<>();

    /**
     * @param limit how many calls a minute; positive
     * @param nanoTime as {@link System#nanoTime}
     */
    CallRates(int limit, LongSupplier nanoTime) {
        if (limit <= 0) {
            throw new IllegalArgumentException("limit must be positive: " + limit);
        }
        this.limit = limit;
        this.nanosOfCall = Math.max(1, Quota.WINDOW.toNanos() / limit);
        this.nanoTime = nanoTime;
    }

    /** What came of a call: whether it may be made, and what is left after it. */
    record Taken(boolean granted, Quota quota) {}

    /** Counts a call of this token, if it may make one more. */
    Taken take(TokenId token) {
        long now = nanoTime.getAsLong();
        long most = nanosOfCall * limit;
        boolean[] granted = {false};
        long full = fullAt.compute(token, (id, known) -> {
            long from = known == null || known - now < 0 ? now : known;
            granted[0] = from - now + nanosOfCall <= most;
            return granted[0] ? from + nanosOfCall : from;
        });
        return new Taken(granted[0], quota(full - now));
    }

    private Quota quota(long untilFull) {
        long used = (untilFull + nanosOfCall - 1) / nanosOfCall;
        int remaining = (int) Math.max(0, limit - used);
        long untilMore = untilFull - (used - 1) * nanosOfCall;
        return new Quota(limit, remaining, Duration.ofNanos(used == 0 ? 0 : untilMore));
    }

    /** Forgets tokens that have all their calls again. */
    void removeIdle() {
        long now = nanoTime.getAsLong();
        fullAt.values().removeIf(full -> full - now <= 0);
    }

    /** Of how many tokens something is kept. */
    int size() {
        return fullAt.size();
    }
}
