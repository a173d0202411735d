package dev.latchkey.token;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A cache in front of any {@link Tokens}, through which all changes go that this process makes. A change takes effect for the
 * very next {@link #findGrant lookup} here. Changes that others make to the same store are not seen while a
 * token is cached: where there are others, ask the store itself. Safe for use by many threads.
 *
 * <p><strong>Why no dead token comes back.</strong> A fingerprint is loaded, and what was loaded is kept, under a lock of that
 * fingerprint, under which it is also forgotten. A change first commits to the store and then has the fingerprint forgotten. Either
 * that comes after the load, and takes away whatever the load saw; or the load begins after it, therefore after the commit,
 * and sees the change. Which fingerprint a change has to forget is asked of the store before the change, under a lock that orders
 * the changes of one token; so it is the one that the change kills.
 *
 * <p>What is kept is bounded by weight: when there is too much, those go that were not used since the last time that room was
 * made. A value that is no token's is never kept, so that a flood of them pushes nothing out. Equal method sets are one object.
 */
public final class CachedTokens implements Tokens, TokenLookup {

    private final Tokens store;
    private final GrantTable grants;
    private final LockStripes loads = new LockStripes();
    private final LockStripes changes = new LockStripes();

    /** @param maxWeight about how many bytes the cache may take; positive */
    public CachedTokens(Tokens store, long maxWeight) {
        if (maxWeight <= 0) {
            throw new IllegalArgumentException("maxWeight must be positive: " + maxWeight);
        }
        this.store = store;
        this.grants = new GrantTable(maxWeight);
    }

    @Override
    public Optional<TokenGrant> findCached(TokenFingerprint fingerprint) {
        TokenGrant grant = grants.find(fingerprint);
        if (grant != null) {
            grant.markFound(true);
        }
        return Optional.ofNullable(grant);
    }

    @Override
    public Optional<TokenGrant> findGrant(TokenFingerprint fingerprint) {
        Optional<TokenGrant> cached = findCached(fingerprint);
        return cached.isPresent() ? cached : load(fingerprint);
    }

    private Optional<TokenGrant> load(TokenFingerprint fingerprint) {
        return loads.locked(IntStream.of(fingerprint.hashCode()), () -> {
            TokenGrant loadedMeanwhile = grants.find(fingerprint);
            return loadedMeanwhile != null
                    ? Optional.of(loadedMeanwhile)
                    : store.find(fingerprint).map(grants::put);
        });
    }

    private void forget(Token token) {
        TokenFingerprint fingerprint = token.fingerprint();
        boolean unused = loads.locked(IntStream.of(fingerprint.hashCode()), () -> grants.remove(fingerprint));
    }

    /** About how many bytes the cache takes. */
    public long weight() {
        return grants.weight();
    }

    @Override
    public Token add(NewToken token, Origin origin) {
        return store.add(token, origin);
    }

    @Override
    public Optional<Token> find(TokenFingerprint fingerprint) {
        return store.find(fingerprint);
    }

    @Override
    public Optional<Token> find(AccountId owner, TokenId id) {
        return store.find(owner, id);
    }

    @Override
    public ImmutableList<Token> ownedBy(AccountId owner) {
        return store.ownedBy(owner);
    }

    @Override
    public Optional<Token> edit(TokenId id, TokenEdit edit, Origin origin) {
        return changing(ImmutableSet.of(id), origin, () -> store.edit(id, edit, origin));
    }

    @Override
    public Optional<Token> regenerate(
            TokenId id, TokenFingerprint fingerprint, String hint, Optional<Expiry> newExpiry, Origin origin) {
        return changing(ImmutableSet.of(id), origin, () -> store.regenerate(id, fingerprint, hint, newExpiry, origin));
    }

    @Override
    public ImmutableSet<TokenId> remove(ImmutableSet<TokenId> ids, Origin origin) {
        return changing(ids, origin, () -> store.remove(ids, origin));
    }

    /** Makes a change, and forgets what was known of its tokens, be it that it failed halfway. */
    private <T> T changing(ImmutableSet<TokenId> ids, Origin origin, Supplier<T> change) {
        return changes.locked(ids.stream().mapToInt(TokenId::value), () -> {
            List<Token> before = new ArrayList<>();
            ids.forEach(id -> store.find(origin.account(), id).ifPresent(before::add));
            try {
                return change.get();
            } finally {
                before.forEach(this::forget);
            }
        });
    }

    @Override
    public void keepLastUses(ImmutableMap<TokenId, LastUse> uses) {
        store.keepLastUses(uses);
    }
}
