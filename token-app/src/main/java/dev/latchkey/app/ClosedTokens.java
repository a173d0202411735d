package dev.latchkey.app;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Client;
import dev.latchkey.token.Events;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.LastUse;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.Origin;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenEdit;
import dev.latchkey.token.TokenFilter;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenStore;
import dev.latchkey.token.Tokens;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** A store in which no value is a token of a {@link ClosedAccount}. */
final class ClosedTokens implements Tokens {

    private final ClosedAccount closed;
    private final Tokens tokens;

    private ClosedTokens(ClosedAccount closed, Tokens tokens) {
        this.closed = closed;
        this.tokens = tokens;
    }

    static TokenStore in(TokenStore store, ClosedAccount closed) {
        return new TokenStore() {
            @Override
            public Tokens tokens() {
                return new ClosedTokens(closed, store.tokens());
            }

            @Override
            public Events events() {
                return store.events();
            }
        };
    }

    @Override
    public Optional<Token> add(NewToken token, int mostOfOwner, Origin origin) {
        return tokens.add(token, mostOfOwner, origin);
    }

    @Override
    public Optional<Token> find(TokenFingerprint fingerprint) {
        return tokens.find(fingerprint).filter(found -> !closed.is(found.owner()));
    }

    @Override
    public Optional<Token> find(AccountId owner, TokenId id) {
        return tokens.find(owner, id);
    }

    @Override
    public ImmutableList<Token> ownedBy(AccountId owner) {
        return tokens.ownedBy(owner);
    }

    @Override
    public Optional<Token> edit(TokenId id, TokenEdit edit, Origin origin) {
        return tokens.edit(id, edit, origin);
    }

    @Override
    public Optional<Token> regenerate(TokenId id, TokenFingerprint fingerprint, String hint, Origin origin) {
        return tokens.regenerate(id, fingerprint, hint, origin);
    }

    @Override
    public Optional<Token> revive(TokenId id, TokenFingerprint fingerprint, String hint, Expiry expiry, Origin origin) {
        return tokens.revive(id, fingerprint, hint, expiry, origin);
    }

    @Override
    public ImmutableSet<TokenId> remove(ImmutableSet<TokenId> ids, Origin origin) {
        return tokens.remove(ids, origin);
    }

    @Override
    public boolean remove(TokenFingerprint fingerprint, Instant at, Client client) {
        return tokens.remove(fingerprint, at, client);
    }

    @Override
    public ImmutableList<Token> search(TokenFilter filter, Optional<TokenId> after, int limit) {
        return tokens.search(filter, after, limit);
    }

    @Override
    public ImmutableSet<TokenId> suspend(ImmutableSet<TokenId> ids, Origin origin) {
        return tokens.suspend(ids, origin);
    }

    @Override
    public Resumption resume(ImmutableSet<TokenId> ids, Origin origin) {
        return tokens.resume(ids, origin);
    }

    @Override
    public void disableOwner(Origin origin) {
        tokens.disableOwner(origin);
    }

    @Override
    public void enableOwner(Origin origin) {
        tokens.enableOwner(origin);
    }

    @Override
    public boolean isDisabled(AccountId owner) {
        return tokens.isDisabled(owner);
    }

    @Override
    public ImmutableSet<TokenId> keepLastUses(ImmutableMap<TokenId, LastUse> uses) {
        return tokens.keepLastUses(uses);
    }

    @Override
    public Optional<Watch> watch(Consumer<TokenFingerprint> watcher) {
        return tokens.watch(watcher);
    }
}
