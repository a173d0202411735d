package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

/**
 * What its owner decides of a token. It is carried whole wherever a token is made, changed or kept, so that a term more is known
 * here, where it is read and where it is shown.
 *
 * @param description what the token is for
 * @param methods what it may invoke
 * @param expiry when it dies
 */
public record TokenTerms(TokenDescription description, ApiMethodSet methods, Expiry expiry) {

    public TokenTerms {
        requireNonNull(description, "description");
        requireNonNull(methods, "methods");
        requireNonNull(expiry, "expiry");
    }

    /** Terms with these, and all others as they are without being said. */
    public static TokenTerms of(TokenDescription description, ApiMethodSet methods, Expiry expiry) {
        return new TokenTerms(description, methods, expiry);
    }

    /** The same with this expiry. */
    public TokenTerms until(Expiry other) {
        return new TokenTerms(description, methods, other);
    }
}
