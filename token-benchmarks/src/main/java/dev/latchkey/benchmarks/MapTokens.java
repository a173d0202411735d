package dev.latchkey.benchmarks;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Client;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.LastUse;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.Origin;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenEdit;
import dev.latchkey.token.TokenFilter;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenWatchers;
import dev.latchkey.token.Tokens;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The fastest {@link Tokens} that there are: look-ups take no lock, and neither events nor last uses are recorded. */
final class MapTokens implements Tokens {

    private final Map<TokenFingerprint, Token> byFingerprint;
    private final Map<TokenId, Token> byId;
    private final Optional<TokenWatchers> watchers;
    private int lastId;

    MapTokens() {
        this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), Optional.of(new TokenWatchers()));
    }

    private MapTokens(
            Map<TokenFingerprint, Token> byFingerprint, Map<TokenId, Token> byId, Optional<TokenWatchers> watchers) {
        this.byFingerprint = byFingerprint;
        this.byId = byId;
        this.watchers = watchers;
    }

    /** The same tokens as a store that cannot tell of changes, and so is not cached. */
    MapTokens uncached() {
        return new MapTokens(byFingerprint, byId, Optional.empty());
    }

    /** Puts a token in, under its own id. */
    synchronized void put(Token token) {
        byFingerprint.put(token.fingerprint(), token);
        byId.put(token.id(), token);
        lastId = Math.max(lastId, token.id().value());
    }

    /** Takes a token out. */
    synchronized void take(Token token) {
        byFingerprint.remove(token.fingerprint());
        byId.remove(token.id());
    }

    @Override
    public synchronized Optional<Token> add(NewToken token, int mostOfOwner, Origin origin) {
        Token added = new Token(
                new TokenId(lastId + 1),
                token.owner(),
                token.terms(),
                token.fingerprint(),
                token.hint(),
                origin.at(),
                Optional.empty());
        put(added);
        return Optional.of(added);
    }

    @Override
    public Optional<Token> find(TokenFingerprint fingerprint) {
        return Optional.ofNullable(byFingerprint.get(fingerprint));
    }

    @Override
    public Optional<Token> find(AccountId owner, TokenId id) {
        return Optional.ofNullable(byId.get(id)).filter(token -> token.owner().equals(owner));
    }

    @Override
    public ImmutableList<Token> ownedBy(AccountId owner) {
        return byId.values().stream()
                .filter(token -> token.owner().equals(owner))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public Optional<Token> edit(TokenId id, TokenEdit edit, Origin origin) {
        return change(id, origin, token -> token.with(edit.of(token.terms())));
    }

    @Override
    public Optional<Token> regenerate(TokenId id, TokenFingerprint fingerprint, String hint, Origin origin) {
        return change(id, origin, token -> token.with(fingerprint, hint));
    }

    @Override
    public Optional<Token> revive(TokenId id, TokenFingerprint fingerprint, String hint, Expiry expiry, Origin origin) {
        return change(
                id,
                origin,
                token -> token.with(fingerprint, hint).with(token.terms().until(expiry)));
    }

    private Optional<Token> change(TokenId id, Origin origin, UnaryOperator<Token> change) {
        Optional<Token> before = find(origin.account(), id);
        Optional<Token> after = before.map(change);
        before.ifPresent(this::take);
        after.ifPresent(this::put);
        before.ifPresent(this::tell);
        return after;
    }

    private void tell(Token changed) {
        watchers.ifPresent(all -> all.tell(ImmutableList.of(changed.fingerprint())));
    }

    @Override
    public ImmutableSet<TokenId> remove(ImmutableSet<TokenId> ids, Origin origin) {
        for (TokenId id : ids) {
            Optional<Token> found = find(origin.account(), id);
            found.ifPresent(this::take);
            found.ifPresent(this::tell);
        }
        return ImmutableSet.of();
    }

    @Override
    public boolean remove(TokenFingerprint fingerprint, Instant at, Client client) {
        throw notMeasured();
    }

    @Override
    public ImmutableList<Token> search(TokenFilter filter, Optional<TokenId> after, int limit) {
        throw notMeasured();
    }

    @Override
    public ImmutableSet<TokenId> suspend(ImmutableSet<TokenId> ids, Origin origin) {
        throw notMeasured();
    }

    @Override
    public Resumption resume(ImmutableSet<TokenId> ids, Origin origin) {
        throw notMeasured();
    }

    @Override
    public void disableOwner(Origin origin) {
        throw notMeasured();
    }

    @Override
    public void enableOwner(Origin origin) {
        throw notMeasured();
    }

    @Override
    public boolean isDisabled(AccountId owner) {
        return false;
    }

    private static UnsupportedOperationException notMeasured() {
        return new UnsupportedOperationException("no benchmark does this");
    }

    @Override
    public ImmutableSet<TokenId> keepLastUses(ImmutableMap<TokenId, LastUse> uses) {
        return ImmutableSet.of();
    }

    @Override
    public Optional<Watch> watch(Consumer<TokenFingerprint> watcher) {
        return watchers.map(all -> all.add(watcher));
    }
}
