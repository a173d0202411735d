package dev.latchkey.token;

import java.time.Instant;
import java.util.Optional;

/**
 * A personal access token, without its value.
 *
 * @param owner whose calls it makes
 * @param methods what it may invoke
 * @param fingerprint what its value is recognised by
 * @param hint the last {@value TokenValue#HINT_LENGTH} characters of its value
 * @param createdAt when it was first made; regenerating leaves it as it is
 * @param lastUse the latest call that it was granted, whatever its value was then; absent where there was none
 */
public record Token(
        TokenId id,
        AccountId owner,
        TokenDescription description,
        ApiMethodSet methods,
        Expiry expiry,
        TokenFingerprint fingerprint,
        String hint,
        Instant createdAt,
        Optional<LastUse> lastUse) {

    /** Of it, what authorizing its calls needs. */
    public TokenGrant grant() {
        return new TokenGrant(fingerprint, owner, id, methods, expiry);
    }

    /** The same with this last use, where that is later than its own. */
    public Token usedLast(LastUse use) {
        LastUse last = lastUse.map(known -> LastUse.later(known, use)).orElse(use);
        return new Token(id, owner, description, methods, expiry, fingerprint, hint, createdAt, Optional.of(last));
    }
}
