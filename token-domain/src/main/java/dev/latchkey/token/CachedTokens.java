package dev.latchkey.token;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Interner;
import com.google.common.collect.Interners;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A cache in front of any {@link Tokens}, through which all changes go that this process makes. A change takes effect for the
 * very next {@link #findGrant lookup} here. Changes that others make to the same store are not seen while a
 * token is cached: where there are others, ask the store itself. Safe for use by many threads.
 *
 * <p><strong>Why no dead token comes back.</strong> A fingerprint is loaded within {@code computeIfAbsent}, which excludes
 * {@code remove} of the same key until the load has ended. A change first commits to the store and then removes the
 * fingerprint here. Either the removal comes after the load, and takes away whatever the load saw; or the load begins after the
 * removal, therefore after the commit, and sees it. Which fingerprint a change has to remove is asked of the store before the
 * change, under a lock that orders the changes of one token; so it is the one that the change kills.
 *
 * <p>What is kept is bounded by weight: when there is too much, those go that were not used since the last time that room was
 * made. A value that is no token's is never kept, so that a flood of them pushes nothing out. Equal method
 * sets are one object.
 */
public final class CachedTokens implements Tokens, TokenLookup {

    /** Bytes that an entry takes with its place in the table, about, without its method set. */
    private static final int ENTRY_WEIGHT = 200;

    private static final int METHOD_WEIGHT = 8;
    private static final int CHANGE_LOCKS = 64;

    private final Tokens store;
    private final long maxWeight;
    private final Map<TokenFingerprint, TokenGrant> grants = new ConcurrentHashMap<>();
    private final LongAdder weight = new LongAdder();
    private final Interner<ApiMethodSet> methodSets = Interners.newWeakInterner();
    private final Lock[] changeLocks = new Lock[CHANGE_LOCKS];
    private final Lock eviction = new ReentrantLock();
    private Iterator<Map.Entry<TokenFingerprint, TokenGrant>> hand =
            grants.entrySet().iterator();

    /** @param maxWeight about how many bytes the cache may take; positive */
    public CachedTokens(Tokens store, long maxWeight) {
        if (maxWeight <= 0) {
            throw new IllegalArgumentException("maxWeight must be positive: " + maxWeight);
        }
        this.store = store;
        this.maxWeight = maxWeight;
        for (int i = 0; i < CHANGE_LOCKS; i++) {
            changeLocks[i] = new ReentrantLock();
        }
    }

    @Override
    public Optional<TokenGrant> findCached(TokenFingerprint fingerprint) {
        return Optional.ofNullable(cached(fingerprint));
    }

    @Override
    public Optional<TokenGrant> findGrant(TokenFingerprint fingerprint) {
        TokenGrant cached = cached(fingerprint);
        if (cached != null) {
            return Optional.of(cached);
        }
        TokenGrant loaded = grants.computeIfAbsent(fingerprint, this::load);
        if (weight.sum() > maxWeight) {
            makeRoom();
        }
        return Optional.ofNullable(loaded);
    }

    private @Nullable TokenGrant cached(TokenFingerprint fingerprint) {
        TokenGrant grant = grants.get(fingerprint);
        if (grant != null) {
            grant.markFound(true);
        }
        return grant;
    }

    private @Nullable TokenGrant load(TokenFingerprint fingerprint) {
        TokenGrant grant = store.find(fingerprint).map(this::grant).orElse(null);
        if (grant != null) {
            weight.add(weight(grant));
        }
        return grant;
    }

    private TokenGrant grant(Token token) {
        return new TokenGrant(token.owner(), token.id(), methodSets.intern(token.methods()), token.expiry());
    }

    private static int weight(TokenGrant grant) {
        int methods = grant.methods() instanceof ApiMethodSet.Custom custom
                ? custom.methods().size()
                : 0;
        return ENTRY_WEIGHT + METHOD_WEIGHT * methods;
    }

    /** Takes grants out until there is a tenth of the room: those that the hand meets unused for the second time. */
    private void makeRoom() {
        if (!eviction.tryLock()) {
            return;
        }
        try {
            long enough = maxWeight - maxWeight / 10;
            long steps = 2L * grants.size() + 2;
            while (weight.sum() > enough && steps-- > 0) {
                if (!hand.hasNext()) {
                    hand = grants.entrySet().iterator();
                } else {
                    pass(hand.next());
                }
            }
        } finally {
            eviction.unlock();
        }
    }

    private void pass(Map.Entry<TokenFingerprint, TokenGrant> entry) {
        TokenGrant grant = entry.getValue();
        if (grant.wasFound()) {
            grant.markFound(false);
        } else if (grants.remove(entry.getKey(), grant)) {
            weight.add(-weight(grant));
        }
    }

    private void forget(Token token) {
        TokenGrant removed = grants.remove(token.fingerprint());
        if (removed != null) {
            weight.add(-weight(removed));
        }
    }

    /** About how many bytes the cache takes. */
    public long weight() {
        return weight.sum();
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
        List<Lock> locks = locks(ids);
        locks.forEach(Lock::lock);
        try {
            List<Token> before = new ArrayList<>();
            ids.forEach(id -> store.find(origin.account(), id).ifPresent(before::add));
            try {
                return change.get();
            } finally {
                before.forEach(this::forget);
            }
        } finally {
            locks.forEach(Lock::unlock);
        }
    }

    @Override
    public void keepLastUses(ImmutableMap<TokenId, LastUse> uses) {
        store.keepLastUses(uses);
    }

    /** The locks of these tokens, each once and always in the same order, so that no two changes wait for each other. */
    private List<Lock> locks(ImmutableSet<TokenId> ids) {
        return ids.stream()
                .map(id -> Math.floorMod(id.value(), CHANGE_LOCKS))
                .distinct()
                .sorted()
                .map(index -> changeLocks[index])
                .toList();
    }
}
