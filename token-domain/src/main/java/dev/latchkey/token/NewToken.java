package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A token to be stored: all that a {@link Token} has but what the store gives it.
 *
 * @param fingerprint what its value is recognised by
 * @param hint the last {@value TokenValue#HINT_LENGTH} characters of its value
 * @param copiedFrom the token of the same owner that it was copied from; empty if it is not a copy
 */
public record NewToken(
        AccountId owner, TokenTerms terms, TokenFingerprint fingerprint, String hint, Optional<TokenId> copiedFrom) {

    public NewToken {
        requireNonNull(owner, "owner");
        requireNonNull(terms, "terms");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(hint, "hint");
        requireNonNull(copiedFrom, "copiedFrom");
    }

    /** A token of {@code owner} with this value, which is not a copy. */
    public static NewToken of(AccountId owner, TokenTerms terms, TokenValue value) {
        return new NewToken(owner, terms, value.fingerprint(), value.hint(), Optional.empty());
    }

    /** The same as a copy of another token of its owner. */
    public NewToken copiedFrom(TokenId source) {
        return new NewToken(owner, terms, fingerprint, hint, Optional.of(source));
    }
}
