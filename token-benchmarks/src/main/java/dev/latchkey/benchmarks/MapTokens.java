package dev.latchkey.benchmarks;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.LastUse;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.Origin;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenEdit;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.Tokens;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The fastest {@link Tokens} that there are: look-ups take no lock, and no event is recorded. */
final class MapTokens implements Tokens {

    private final Map<TokenFingerprint, Token> byFingerprint = new ConcurrentHashMap<>();
    private final Map<TokenId, Token> byId = new ConcurrentHashMap<>();
    private int lastId;

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
    public synchronized Token add(NewToken token, Origin origin) {
        Token added = new Token(
                new TokenId(lastId + 1),
                token.owner(),
                token.description(),
                token.methods(),
                token.expiry(),
                token.fingerprint(),
                token.hint(),
                origin.at(),
                Optional.empty());
        put(added);
        return added;
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
        return change(
                id,
                origin,
                token -> new Token(
                        id,
                        token.owner(),
                        edit.description().orElse(token.description()),
                        edit.methods().orElse(token.methods()),
                        edit.expiry().orElse(token.expiry()),
                        token.fingerprint(),
                        token.hint(),
                        token.createdAt(),
                        token.lastUse()));
    }

    @Override
    public Optional<Token> regenerate(
            TokenId id, TokenFingerprint fingerprint, String hint, Optional<Expiry> newExpiry, Origin origin) {
        return change(
                id,
                origin,
                token -> new Token(
                        id,
                        token.owner(),
                        token.description(),
                        token.methods(),
                        newExpiry.orElse(token.expiry()),
                        fingerprint,
                        hint,
                        token.createdAt(),
                        token.lastUse()));
    }

    private synchronized Optional<Token> change(TokenId id, Origin origin, UnaryOperator<Token> change) {
        Optional<Token> before = find(origin.account(), id);
        Optional<Token> after = before.map(change);
        before.ifPresent(this::take);
        after.ifPresent(this::put);
        return after;
    }

    @Override
    public synchronized ImmutableSet<TokenId> remove(ImmutableSet<TokenId> ids, Origin origin) {
        ids.forEach(id -> find(origin.account(), id).ifPresent(this::take));
        return ImmutableSet.of();
    }

    @Override
    public synchronized void keepLastUses(ImmutableMap<TokenId, LastUse> uses) {
        uses.forEach((id, use) -> byId.computeIfPresent(id, (same, token) -> token.usedLast(use)));
    }
}
