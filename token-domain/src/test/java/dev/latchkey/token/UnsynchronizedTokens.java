package dev.latchkey.token;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.latchkey.token.testing.InMemoryEvents;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A store in memory that forgets to make its changes atomic: every single step is safe, and no two are one. */
final class UnsynchronizedTokens implements Tokens {

    private final InMemoryEvents events;
    private final Map<TokenId, Token> tokens = new ConcurrentHashMap<>();
    private final Set<AccountId> disabled = ConcurrentHashMap.newKeySet();
    private final AtomicInteger lastId = new AtomicInteger();
    private final TokenWatchers watchers = new TokenWatchers();

    UnsynchronizedTokens(InMemoryEvents events) {
        this.events = events;
    }

    @Override
    public Optional<Token> add(NewToken token, int mostOfOwner, Origin origin) {
        if (find(token.fingerprint()).isPresent()) {
            throw new StorageException("the fingerprint is taken");
        }
        if (isDisabled(token.owner()) || ownedBy(token.owner()).size() >= mostOfOwner) {
            return Optional.empty();
        }
        Token added = new Token(
                new TokenId(lastId.incrementAndGet()),
                token.owner(),
                token.terms(),
                token.fingerprint(),
                token.hint(),
                origin.at(),
                Optional.empty());
        tokens.put(added.id(), added);
        events.add(ImmutableList.of(Event.added(added, token, origin)));
        return Optional.of(added);
    }

    @Override
    public Optional<Token> find(TokenFingerprint fingerprint) {
        return later(tokens.values().stream()
                .filter(token -> token.fingerprint().equals(fingerprint))
                .findAny());
    }

    @Override
    public Optional<Token> find(AccountId owner, TokenId id) {
        return later(Optional.ofNullable(tokens.get(id))
                .filter(token -> token.owner().equals(owner)));
    }

    @Override
    public ImmutableList<Token> ownedBy(AccountId owner) {
        return later(tokens.values().stream()
                .filter(token -> token.owner().equals(owner))
                .collect(ImmutableList.toImmutableList()));
    }

    @Override
    public Optional<Token> edit(TokenId id, TokenEdit edit, Origin origin) {
        return find(origin.account(), id)
                .filter(token -> edit.expiry().isEmpty() || !token.expiry().hasPassed(origin.at()))
                .map(token -> replace(token, token.with(edit.of(token.terms()))))
                .map(token -> record(Event.edited(token, edit, origin), token));
    }

    @Override
    public Optional<Token> regenerate(TokenId id, TokenFingerprint fingerprint, String hint, Origin origin) {
        return find(origin.account(), id)
                .filter(token -> !token.expiry().hasPassed(origin.at()))
                .map(token -> replace(token, token.with(fingerprint, hint)))
                .map(token -> record(Event.regenerated(token, origin), token));
    }

    @Override
    public Optional<Token> revive(TokenId id, TokenFingerprint fingerprint, String hint, Expiry expiry, Origin origin) {
        return find(origin.account(), id)
                .filter(token -> token.expiry().hasPassed(origin.at()))
                .map(token ->
                        replace(token, token.with(token.terms().until(expiry)).with(fingerprint, hint)))
                .map(token -> record(Event.revived(token, origin), token));
    }

    @Override
    public ImmutableSet<TokenId> remove(ImmutableSet<TokenId> ids, Origin origin) {
        ImmutableList<Token> owned = owned(ids, origin);
        ImmutableSet<TokenId> found = owned.stream().map(Token::id).collect(ImmutableSet.toImmutableSet());
        if (found.equals(ids)) {
            owned.forEach(token -> {
                tokens.remove(token.id());
                record(Event.removed(token, origin), token);
            });
        }
        return Sets.difference(ids, found).immutableCopy();
    }

    @Override
    public boolean remove(TokenFingerprint fingerprint, Instant at, Client client) {
        Optional<Token> found = find(fingerprint);
        found.ifPresent(token -> {
            tokens.remove(token.id());
            record(Event.removed(token, new Origin(token.owner(), Actor.ownToken(), at, client)), token);
        });
        return found.isPresent();
    }

    @Override
    public ImmutableList<Token> search(TokenFilter filter, Optional<TokenId> after, int limit) {
        return tokens.values().stream()
                .filter(token -> after.isEmpty() || token.id().compareTo(after.get()) > 0)
                .filter(filter::matches)
                .sorted(Comparator.comparing(Token::id))
                .limit(limit)
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public ImmutableSet<TokenId> suspend(ImmutableSet<TokenId> ids, Origin origin) {
        ImmutableList<Token> owned = owned(ids, origin);
        ImmutableSet<TokenId> missing =
                Resumption.of(ids, owned, origin.actor()).missing();
        if (missing.isEmpty()) {
            owned.forEach(token -> record(Event.suspended(replace(token, token.suspended(origin)), origin), token));
        }
        return missing;
    }

    @Override
    public Resumption resume(ImmutableSet<TokenId> ids, Origin origin) {
        ImmutableList<Token> owned = owned(ids, origin);
        Resumption resumption = Resumption.of(ids, owned, origin.actor());
        if (resumption.isDone()) {
            owned.forEach(token -> record(Event.resumed(replace(token, token.resumed()), origin), token));
        }
        return resumption;
    }

    private ImmutableList<Token> owned(ImmutableSet<TokenId> ids, Origin origin) {
        return ids.stream().flatMap(id -> find(origin.account(), id).stream()).collect(ImmutableList.toImmutableList());
    }

    @Override
    public void disableOwner(Origin origin) {
        ownedBy(origin.account()).forEach(token -> replace(token, token.ownerDisabled(true)));
        disabled.add(origin.account());
    }

    @Override
    public void enableOwner(Origin origin) {
        ownedBy(origin.account()).forEach(token -> replace(token, token.ownerDisabled(false)));
        disabled.remove(origin.account());
    }

    @Override
    public boolean isDisabled(AccountId owner) {
        return later(disabled.contains(owner));
    }

    @Override
    public ImmutableSet<TokenId> keepLastUses(ImmutableMap<TokenId, LastUse> uses) {
        uses.forEach((id, use) ->
                Optional.ofNullable(tokens.get(id)).ifPresent(token -> tokens.put(id, token.usedLast(use))));
        return ImmutableSet.of();
    }

    @Override
    public Optional<Watch> watch(Consumer<TokenFingerprint> watcher) {
        return Optional.of(watchers.add(watcher));
    }

    /** Lets others go first, so that it does not take thousands of rounds to see what is wrong here. */
    @SuppressWarnings("ThreadPriorityCheck")
    private static <T> T later(T read) {
        Thread.yield();
        return read;
    }

    private Token replace(Token token, Token changed) {
        tokens.put(token.id(), changed);
        watchers.tell(ImmutableList.of(token.fingerprint()));
        return changed;
    }

    private Token record(Event event, Token token) {
        events.add(ImmutableList.of(event));
        return token;
    }
}
