package dev.latchkey.token;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;

/** Tokens that are another's, for a test to change one method of. */
class ForwardingTokens implements Tokens {

    private final Tokens tokens;

    ForwardingTokens(Tokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Token add(NewToken token, Origin origin) {
        return tokens.add(token, origin);
    }

    @Override
    public Optional<Token> find(TokenFingerprint fingerprint) {
        return tokens.find(fingerprint);
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
    public Optional<Token> regenerate(
            TokenId id, TokenFingerprint fingerprint, String hint, Optional<Expiry> newExpiry, Origin origin) {
        return tokens.regenerate(id, fingerprint, hint, newExpiry, origin);
    }

    @Override
    public ImmutableSet<TokenId> remove(ImmutableSet<TokenId> ids, Origin origin) {
        return tokens.remove(ids, origin);
    }

    @Override
    public void keepLastUses(ImmutableMap<TokenId, LastUse> uses) {
        tokens.keepLastUses(uses);
    }
}
