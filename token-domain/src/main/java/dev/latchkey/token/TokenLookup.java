package dev.latchkey.token;

import java.util.Optional;

/** Where an {@link Authorizer} looks tokens up: a store, or a cache in front of one. Safe for use by many threads. */
public interface TokenLookup {

    /**
     * What the token whose value has this fingerprint now is granted, be it expired or not.
     *
     * @throws StorageException if the store is broken
     */
    Optional<TokenGrant> findGrant(TokenFingerprint fingerprint);

    /** The same where it can be told at once; nothing where a store has to be asked. Never blocks. */
    Optional<TokenGrant> findCached(TokenFingerprint fingerprint);

    /** The lookup that asks the store each time. */
    static TokenLookup in(Tokens tokens) {
        return new TokenLookup() {
            @Override
            public Optional<TokenGrant> findGrant(TokenFingerprint fingerprint) {
                return tokens.find(fingerprint).map(Token::grant);
            }

            @Override
            public Optional<TokenGrant> findCached(TokenFingerprint fingerprint) {
                return Optional.empty();
            }
        };
    }
}
