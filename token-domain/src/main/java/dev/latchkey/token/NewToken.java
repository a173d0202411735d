package dev.latchkey.token;

import java.util.Optional;

/**
 * A token to be stored: all that a {@link Token} has but what the store gives it.
 *
 * @param copiedFrom the token of the same owner that it was copied from
 */
public record NewToken(
        AccountId owner,
        TokenDescription description,
        ApiMethodSet methods,
        Expiry expiry,
        TokenFingerprint fingerprint,
        String hint,
        Optional<TokenId> copiedFrom) {}
