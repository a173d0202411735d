package dev.latchkey.token.cache;

import dev.latchkey.token.Quota;
import dev.latchkey.token.TokenId;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * How many calls tokens make in a minute, each on its own. Each node grants an equal share of the limit, one call at least. Of each token that made calls lately one number is kept: the time at which it has
 * all its calls again (the generic cell rate algorithm, ITU-T I.371, annex A). Calls that are refused do not count. Safe for use by many threads.
 */
final class CallRates {

    private final int limit;
    private final IntSupplier nodes;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<TokenId, Long> fullAt = new ConcurrentHashMap<>();

    /**
     * @param limit how many calls a minute; positive
     * @param nodes how many share the limit; positive
     * @param nanoTime as {@link System#nanoTime}
     */
    CallRates(int limit, IntSupplier nodes, LongSupplier nanoTime) {
        if (limit <= 0) {
            throw new IllegalArgumentException("limit must be positive: " + limit);
        }
        this.limit = limit;
        this.nodes = nodes;
        this.nanoTime = nanoTime;
    }

    /** What came of a call: whether it may be made, and what is left after it. */
    record Taken(boolean granted, Quota quota) {}

    /**
     * Counts a call of this token, if it may make one more. When nodes come or go, the part of its calls that a token has used stays what
     * it was.
     */
    Taken take(TokenId token) {
        int share = Math.max(1, limit / nodes.getAsInt());
        long nanosOfCall = Math.max(1, Quota.WINDOW.toNanos() / share);
        long now = nanoTime.getAsLong();
        long most = nanosOfCall * share;
        boolean[] granted = {false};
        long full = fullAt.compute(token, (id, known) -> {
            long from = known == null || known - now < 0 ? now : known;
            granted[0] = from - now + nanosOfCall <= most;
            return granted[0] ? from + nanosOfCall : from;
        });
        return new Taken(granted[0], quota(share, nanosOfCall, full - now));
    }

    private static Quota quota(int share, long nanosOfCall, long untilFull) {
        int used = (int) Math.min(share, (untilFull + nanosOfCall - 1) / nanosOfCall);
        long untilMore = untilFull - (used - 1) * nanosOfCall;
        return new Quota(share, share - used, Duration.ofNanos(used == 0 ? 0 : untilMore));
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
