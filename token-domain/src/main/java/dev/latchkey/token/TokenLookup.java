package dev.latchkey.token;

import java.util.Optional;

/** Where an {@link Authorizer} looks tokens up: a store, or a cache in front of one. Safe for use by many threads. */
@FunctionalInterface
public interface TokenLookup {

    /**
     * What the token whose value has this fingerprint now is granted, be it expired or not.
     *
     * @throws StorageException if the store is broken
     */
    Optional<TokenGrant> findGrant(TokenFingerprint fingerprint);

    /** The lookup that asks the store each time. */
    static TokenLookup in(Tokens tokens) {
        return fingerprint -> tokens.find(fingerprint).map(Token::grant);
    }
}
