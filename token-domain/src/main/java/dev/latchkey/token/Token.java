package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A personal access token, without its value.
 *
 * @param owner whose calls it makes
 * @param terms what its owner decided of it
 * @param fingerprint what its value is recognised by
 * @param hint the last {@value TokenValue#HINT_LENGTH} characters of its value
 * @param createdAt when it was first made; regenerating leaves it as it is
 * @param lastUse the latest call that it was granted, whatever its value was then; empty if there was none
 */
public record Token(
        TokenId id,
        AccountId owner,
        TokenTerms terms,
        TokenFingerprint fingerprint,
        String hint,
        Instant createdAt,
        Optional<LastUse> lastUse) {

    public Token {
        requireNonNull(id, "id");
        requireNonNull(owner, "owner");
        requireNonNull(terms, "terms");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(hint, "hint");
        requireNonNull(createdAt, "createdAt");
        requireNonNull(lastUse, "lastUse");
    }

    /** What its owner calls it. */
    public TokenDescription description() {
        return terms.description();
    }

    /** What it may invoke. */
    public ApiMethodSet methods() {
        return terms.methods();
    }

    /** When it dies. */
    public Expiry expiry() {
        return terms.expiry();
    }

    /** The same with these terms. */
    public Token with(TokenTerms changed) {
        return new Token(id, owner, changed, fingerprint, hint, createdAt, lastUse);
    }

    /** The same with another value. */
    public Token with(TokenFingerprint changedFingerprint, String changedHint) {
        return new Token(id, owner, terms, changedFingerprint, changedHint, createdAt, lastUse);
    }

    /** The same with this last use, if that is later than its own. */
    public Token usedLast(LastUse use) {
        LastUse last = lastUse.map(known -> LastUse.later(known, use)).orElse(use);
        return new Token(id, owner, terms, fingerprint, hint, createdAt, Optional.of(last));
    }
}
