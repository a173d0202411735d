package dev.latchkey.token.cache;

import com.google.common.util.concurrent.Striped;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.Tokens;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * What authorizing looks up: the grants of a store's tokens. They are cached if the store {@link Tokens#watch tells} of every
 * change, and asked for at every call otherwise. A change takes effect for the very next look-up. Safe for use by many threads.
 *
 * <p><strong>Why no dead token comes back.</strong> The store tells of a change after the change can be looked up and before it
 * returns. Then the load under way of that fingerprint, if there is one, is marked as changed, and after that what is kept is taken away. What was loaded is
 * kept under the load's lock, under which it is also marked, unless it is marked. So either the load begins after the change can be looked up, and sees it; or it is marked before
 * it would be kept; or it was kept before, and is taken away. Nobody who tells of a change waits for a load.
 *
 * <p><strong>Why none outlives what the store can tell.</strong> What is kept belongs to the {@linkplain Tokens.Watch#era era} in which its load began. It
 * is used only if that is the era still, which is asked after it was found. With another era begins another table.
 *
 * <p>What is kept is bounded by weight: when there is too much, those go that were not used since the last time that room was
 * made. A value that is no token's is never kept, so that a flood of them pushes nothing out; nor is a token that is suspended or whose
 * owner is disabled, so that a call with a cached one need not ask for that. Equal method sets are one object.
 */
final class Grants implements AutoCloseable {

    private static final int STRIPES = 64;

    private final Tokens store;
    private final long maxWeight;
    private final Tokens.@Nullable Watch watch;

    /** Keeps many who ask for one fingerprint at once from asking the store more than once. */
    private final Striped<Lock> askers = Striped.lock(STRIPES);

    private final Map<TokenFingerprint, Load> loads = new ConcurrentHashMap<>();
    private volatile Kept kept;
    private volatile boolean closed;

    /** What is kept of an era. */
    private record Kept(long era, GrantTable table) {}

    /** The asking of the store for one fingerprint. */
    private static final class Load {

        private boolean changed;

        synchronized void markChanged() {
            changed = true;
        }
    }

    private Grants(Tokens store, long maxWeight) {
        this.store = store;
        this.maxWeight = maxWeight;
        this.kept = new Kept(Tokens.Watch.NO_ERA, new GrantTable(maxWeight));
        this.watch = store.watch(this::forget).orElse(null);
    }

    /**
     * @param maxWeight about how many bytes the cache may take; 0 for no cache
     * @throws IllegalArgumentException if it is negative
     */
    static Grants of(Tokens store, long maxWeight) {
        if (maxWeight < 0) {
            throw new IllegalArgumentException("maxWeight must not be negative: " + maxWeight);
        }
        return new Grants(store, maxWeight);
    }

    /** What the token is granted whose value has this fingerprint now, dead or not; null if there is none. */
    @Nullable
    TokenGrant find(TokenFingerprint fingerprint) {
        TokenGrant cached = findCached(fingerprint);
        if (cached != null) {
            return cached;
        }
        return watch == null || maxWeight == 0
                ? store.find(fingerprint).map(TokenGrant::new).orElse(null)
                : load(fingerprint, watch);
    }

    /** The same if it can be told at once; null if the store has to be asked. Never blocks. */
    @Nullable
    TokenGrant findCached(TokenFingerprint fingerprint) {
        if (closed) {
            throw new IllegalStateException("this Latchkey is closed");
        }
        Kept now = kept;
        TokenGrant grant = now.table().find(fingerprint);
        if (grant == null || watch == null || watch.era() != now.era()) {
            return null;
        }
        grant.markFound(true);
        return grant;
    }

    private @Nullable TokenGrant load(TokenFingerprint fingerprint, Tokens.Watch watched) {
        Lock lock = askers.get(fingerprint);
        lock.lock();
        try {
            while (true) {
                TokenGrant loadedMeanwhile = findCached(fingerprint);
                if (loadedMeanwhile != null) {
                    return loadedMeanwhile;
                }
                long era = watched.era();
                Load load = new Load();
                loads.put(fingerprint, load);
                try {
                    Token token = store.find(fingerprint).orElse(null);
                    if (token == null) {
                        return null; // nothing is kept of it
                    }
                    TokenGrant grant = settle(load, token, era, watched);
                    if (grant != null) {
                        return grant;
                    }
                } finally {
                    loads.remove(fingerprint, load);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Keeps what was loaded, and returns it; null if it may not be true any more. */
    private @Nullable TokenGrant settle(Load load, Token token, long era, Tokens.Watch watched) {
        synchronized (load) {
            if (load.changed || era == Tokens.Watch.NO_ERA || watched.era() != era) {
                return null;
            }
            return token.isStopped() ? new TokenGrant(token) : table(era).put(token);
        }
    }

    /** The table of an era that has begun; those of others are given up. */
    private synchronized GrantTable table(long era) {
        if (kept.era() != era) {
            kept = new Kept(era, new GrantTable(maxWeight));
        }
        return kept.table();
    }

    private void forget(TokenFingerprint fingerprint) {
        Load load = loads.get(fingerprint);
        if (load != null) {
            load.markChanged();
        }
        boolean unused = kept.table().remove(fingerprint);
    }

    /** How many processes answer from the store, as far as that can tell. */
    int nodes() {
        return watch == null ? 1 : watch.nodes();
    }

    /** The clock of the store, or the system's if it can't tell. */
    InstantSource clock() {
        return watch == null ? InstantSource.system() : watch.clock();
    }

    /** About how many bytes the cache takes. */
    long weight() {
        return kept.table().weight();
    }

    /** Has every later look-up end in an {@link IllegalStateException}: from here on nobody tells of changes. */
    @Override
    public void close() {
        closed = true;
        if (watch != null) {
            watch.close();
        }
    }
}
