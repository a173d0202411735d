package dev.latchkey.token.testing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.LastUse;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.Origin;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenEdit;
import dev.latchkey.token.TokenFilter;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenWatchers;
import dev.latchkey.token.Tokens;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** {@link Tokens} that are gone with the process, for tests. They can be {@linkplain #breakDown broken} on purpose. */
public final class InMemoryTokens implements Tokens {

    private final InMemoryEvents events;
    private final Map<TokenId, Token> tokens = new LinkedHashMap<>();
    private final Map<TokenFingerprint, TokenId> ids = new HashMap<>();
    private final Set<AccountId> disabled = new HashSet<>();
    private final TokenWatchers watchers = new TokenWatchers();
    private int lastId;
    private volatile boolean broken;

    public InMemoryTokens() {
        this(new InMemoryEvents());
    }

    /** @param events where every change is recorded */
    public InMemoryTokens(InMemoryEvents events) {
        this.events = events;
    }

    /** Has every call fail from here on, as if the store were out of reach; but watching goes on. */
    public void breakDown() {
        broken = true;
    }

    private void requireIntact() {
        if (broken) {
            throw new StorageException("the store is out of reach");
        }
    }

    @Override
    public synchronized Optional<Token> add(NewToken token, int mostOfOwner, Origin origin) {
        requireIntact();
        requireFree(token.fingerprint());
        if (disabled.contains(token.owner())) {
            return Optional.empty();
        }
        if (tokens.size() >= mostOfOwner && ownedBy(token.owner()).size() >= mostOfOwner) {
            return Optional.empty();
        }
        Token added = new Token(
                new TokenId(++lastId),
                token.owner(),
                token.terms(),
                token.fingerprint(),
                token.hint(),
                origin.at().truncatedTo(ChronoUnit.MICROS),
                Optional.empty());
        record(Event.added(added, token, origin));
        put(added);
        return Optional.of(added);
    }

    @Override
    public synchronized Optional<Token> find(TokenFingerprint fingerprint) {
        requireIntact();
        return Optional.ofNullable(ids.get(fingerprint)).map(tokens::get);
    }

    @Override
    public synchronized Optional<Token> find(AccountId owner, TokenId id) {
        requireIntact();
        return Optional.ofNullable(tokens.get(id)).filter(token -> token.owner().equals(owner));
    }

    @Override
    public synchronized ImmutableList<Token> ownedBy(AccountId owner) {
        requireIntact();
        return tokens.values().stream()
                .filter(token -> token.owner().equals(owner))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public Optional<Token> edit(TokenId id, TokenEdit edit, Origin origin) {
        return changing(changed -> find(origin.account(), id)
                .filter(token -> edit.expiry().isEmpty() || !token.expiry().hasPassed(origin.at()))
                .map(token -> {
                    Token edited = token.with(edit.of(token.terms()));
                    return replace(token, edited, Event.edited(edited, edit, origin), changed);
                }));
    }

    @Override
    public Optional<Token> regenerate(TokenId id, TokenFingerprint fingerprint, String hint, Origin origin) {
        return changing(changed -> find(origin.account(), id)
                .filter(token -> !token.expiry().hasPassed(origin.at()))
                .map(token -> {
                    requireFree(fingerprint);
                    Token regenerated = token.with(fingerprint, hint);
                    return replace(token, regenerated, Event.regenerated(regenerated, origin), changed);
                }));
    }

    @Override
    public Optional<Token> revive(TokenId id, TokenFingerprint fingerprint, String hint, Expiry expiry, Origin origin) {
        return changing(changed -> find(origin.account(), id)
                .filter(token -> token.expiry().hasPassed(origin.at()))
                .map(token -> {
                    requireFree(fingerprint);
                    Token revived = token.with(token.terms().until(expiry)).with(fingerprint, hint);
                    return replace(token, revived, Event.revived(revived, origin), changed);
                }));
    }

    @Override
    public ImmutableSet<TokenId> remove(ImmutableSet<TokenId> removed, Origin origin) {
        return changing(changed -> {
            List<Token> owned = owned(removed, origin);
            if (owned.size() < removed.size()) {
                ImmutableSet<TokenId> found = owned.stream().map(Token::id).collect(ImmutableSet.toImmutableSet());
                return Sets.difference(removed, found).immutableCopy();
            }
            record(owned.stream().map(token -> Event.removed(token, origin)).toArray(Event[]::new));
            owned.forEach(token -> forget(token, changed));
            return ImmutableSet.of();
        });
    }

    @Override
    public boolean remove(TokenFingerprint fingerprint, Instant at, Client client) {
        return changing(changed -> {
            Optional<Token> found = find(fingerprint);
            found.ifPresent(token -> {
                record(Event.removed(token, new Origin(token.owner(), Actor.ownToken(), at, client)));
                forget(token, changed);
            });
            return found.isPresent();
        });
    }

    private void forget(Token token, List<TokenFingerprint> changed) {
        changed.add(token.fingerprint());
        tokens.remove(token.id());
        ids.remove(token.fingerprint());
    }

    @Override
    public synchronized ImmutableList<Token> search(TokenFilter filter, Optional<TokenId> after, int limit) {
        requireIntact();
        return tokens.values().stream() // in the order of their ids, as a token is never put in a second time
                .filter(token -> after.isEmpty() || token.id().compareTo(after.get()) > 0)
                .filter(filter::matches)
                .limit(limit)
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public ImmutableSet<TokenId> suspend(ImmutableSet<TokenId> suspended, Origin origin) {
        return changing(changed -> {
            List<Token> owned = owned(suspended, origin);
            ImmutableSet<TokenId> missing =
                    Resumption.of(suspended, owned, origin.actor()).missing();
            if (missing.isEmpty()) {
                owned.forEach(
                        token -> restate(token, token.suspended(origin), now -> Event.suspended(now, origin), changed));
            }
            return missing;
        });
    }

    @Override
    public Resumption resume(ImmutableSet<TokenId> resumed, Origin origin) {
        return changing(changed -> {
            List<Token> owned = owned(resumed, origin);
            Resumption resumption = Resumption.of(resumed, owned, origin.actor());
            if (resumption.isDone()) {
                owned.forEach(token -> restate(token, token.resumed(), now -> Event.resumed(now, origin), changed));
            }
            return resumption;
        });
    }

    private void restate(
            Token token, Token changedToken, Function<Token, Event> event, List<TokenFingerprint> changed) {
        if (!changedToken.equals(token)) {
            replace(token, changedToken, event.apply(changedToken), changed);
        }
    }

    private List<Token> owned(ImmutableSet<TokenId> wanted, Origin origin) {
        return wanted.stream()
                .flatMap(id -> find(origin.account(), id).stream())
                .toList();
    }

    @Override
    public void disableOwner(Origin origin) {
        setDisabled(origin.account(), true);
    }

    @Override
    public void enableOwner(Origin origin) {
        setDisabled(origin.account(), false);
    }

    private void setDisabled(AccountId owner, boolean value) {
        boolean unused = changing(changed -> {
            for (Token token : ownedBy(owner)) {
                changed.add(token.fingerprint());
                put(token.ownerDisabled(value));
            }
            return value ? disabled.add(owner) : disabled.remove(owner);
        });
    }

    @Override
    public synchronized boolean isDisabled(AccountId owner) {
        requireIntact();
        return disabled.contains(owner);
    }

    /** Makes a change, and then tells of the fingerprints that it was made to. */
    private <T> T changing(Function<List<TokenFingerprint>, T> change) {
        List<TokenFingerprint> changed = new ArrayList<>();
        T result;
        synchronized (this) {
            requireIntact();
            result = change.apply(changed);
        }
        watchers.tell(changed);
        return result;
    }

    /** Records first: if that fails, nothing is changed. */
    private Token replace(Token token, Token changedToken, Event event, List<TokenFingerprint> changed) {
        record(event);
        changed.add(token.fingerprint());
        ids.remove(token.fingerprint());
        put(changedToken);
        return changedToken;
    }

    private void put(Token token) {
        tokens.put(token.id(), token);
        ids.put(token.fingerprint(), token.id());
    }

    private void requireFree(TokenFingerprint fingerprint) {
        if (ids.containsKey(fingerprint)) {
            throw new StorageException("the fingerprint is taken");
        }
    }

    private void record(Event... recorded) {
        events.add(ImmutableList.copyOf(recorded));
    }

    @Override
    public synchronized ImmutableSet<TokenId> keepLastUses(ImmutableMap<TokenId, LastUse> uses) {
        requireIntact();
        uses.forEach((id, use) -> tokens.computeIfPresent(
                id,
                (same, token) -> token.usedLast(new LastUse(use.at().truncatedTo(ChronoUnit.MICROS), use.client()))));
        return ImmutableSet.of();
    }

    @Override
    public Optional<Watch> watch(Consumer<TokenFingerprint> watcher) {
        return Optional.of(watchers.add(watcher));
    }
}
