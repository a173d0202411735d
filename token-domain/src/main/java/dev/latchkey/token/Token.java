package dev.latchkey.token;

import java.time.Instant;

/**
 * A personal access token, without its value.
 *
 * @param owner whose calls it makes
 * @param methods what it may invoke
 * @param fingerprint what its value is recognised by
 * @param hint the last {@value TokenValue#HINT_LENGTH} characters of its value
 * @param createdAt when it was first made; regenerating leaves it as it is
 */
public record Token(
        TokenId id,
        AccountId owner,
        TokenDescription description,
        ApiMethodSet methods,
        Expiry expiry,
        TokenFingerprint fingerprint,
        String hint,
        Instant createdAt) {

    /** Of it, what authorizing its calls needs. */
    public TokenGrant grant() {
        return new TokenGrant(owner, id, methods, expiry);
    }
}
