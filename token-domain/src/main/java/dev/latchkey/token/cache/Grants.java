package dev.latchkey.token.cache;

import com.google.common.util.concurrent.Striped;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.Tokens;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What authorizing looks up: the grants of a store's tokens. They are cached if the store {@link Tokens#watch tells} of every
 * change, and asked for at every call otherwise. A change takes effect for the very next look-up. Safe for use by many threads.
 *
 * <p><strong>Why no dead token comes back.</strong> A fingerprint is loaded, and what was loaded is kept, under a lock of that
 * fingerprint, under which it is also forgotten. The store tells of a change after the change can be looked up and before it
 * returns, and has the fingerprint forgotten that the change was made to. Either that comes after the load, and takes away what
 * the load saw; or the load begins after it, therefore after the change, and sees the change.
 *
 * <p>What is kept is bounded by weight: when there is too much, those go that were not used since the last time that room was
 * made. A value that is no token's is never kept, so that a flood of them pushes nothing out; nor is a token that is suspended or whose
 * owner is disabled, so that a call with a cached one need not ask for that. Equal method sets are one object.
 */
final class Grants implements AutoCloseable {

    private static final int STRIPES = 64;

    private final Tokens store;
    private final GrantTable table;
    private final Optional<Tokens.Watch> watch;
    private final Striped<Lock> loads = Striped.lock(STRIPES);
    private volatile boolean closed;

    private Grants(Tokens store, long maxWeight) {
        this.store = store;
        this.table = new GrantTable(maxWeight);
        this.watch = store.watch(this::forget);
    }

    /** @param maxWeight about how many bytes the cache may take; positive */
    static Grants of(Tokens store, long maxWeight) {
        if (maxWeight <= 0) {
            throw new IllegalArgumentException("maxWeight must be positive: " + maxWeight);
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
        return watch.isPresent()
                ? load(fingerprint)
                : store.find(fingerprint).map(TokenGrant::new).orElse(null);
    }

    /** The same if it can be told at once; null if the store has to be asked. Never blocks. */
    @Nullable
    TokenGrant findCached(TokenFingerprint fingerprint) {
        if (closed) {
            throw new IllegalStateException("this Latchkey is closed");
        }
        TokenGrant grant = table.find(fingerprint);
        if (grant != null) {
            grant.markFound(true);
        }
        return grant;
    }

    private @Nullable TokenGrant load(TokenFingerprint fingerprint) {
        return locked(fingerprint, () -> {
            TokenGrant loadedMeanwhile = table.find(fingerprint);
            return loadedMeanwhile != null
                    ? loadedMeanwhile
                    : store.find(fingerprint).map(this::loaded).orElse(null);
        });
    }

    private TokenGrant loaded(Token token) {
        return token.isStopped() ? new TokenGrant(token) : table.put(token);
    }

    private void forget(TokenFingerprint fingerprint) {
        Boolean unused = locked(fingerprint, () -> table.remove(fingerprint));
    }

    private <T extends @Nullable Object> T locked(TokenFingerprint fingerprint, Supplier<T> action) {
        Lock lock = loads.get(fingerprint);
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** About how many bytes the cache takes. */
    long weight() {
        return table.weight();
    }

    /** Has every later look-up end in an {@link IllegalStateException}: from here on nobody tells of changes. */
    @Override
    public void close() {
        closed = true;
        watch.ifPresent(Tokens.Watch::close);
    }
}
