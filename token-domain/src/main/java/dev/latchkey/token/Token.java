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
 * @param suspension that it is suspended; empty if it is not
 * @param ownerDisabled whether all tokens of its owner are dead, as the account is disabled
 */
public record Token(
        TokenId id,
        AccountId owner,
        TokenTerms terms,
        TokenFingerprint fingerprint,
        String hint,
        Instant createdAt,
        Optional<LastUse> lastUse,
        Optional<Suspension> suspension,
        boolean ownerDisabled) {

    public Token {
        requireNonNull(id, "id");
        requireNonNull(owner, "owner");
        requireNonNull(terms, "terms");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(hint, "hint");
        requireNonNull(createdAt, "createdAt");
        requireNonNull(lastUse, "lastUse");
        requireNonNull(suspension, "suspension");
    }

    /** A token that nobody has stopped: neither is it suspended, nor is its owner disabled. */
    public Token(
            TokenId id,
            AccountId owner,
            TokenTerms terms,
            TokenFingerprint fingerprint,
            String hint,
            Instant createdAt,
            Optional<LastUse> lastUse) {
        this(id, owner, terms, fingerprint, hint, createdAt, lastUse, Optional.empty(), false);
    }

    /** What it is at {@code now}. */
    public TokenState state(Instant now) {
        requireNonNull(now, "now");
        if (ownerDisabled) {
            return TokenState.OWNER_DISABLED;
        }
        if (suspension.isPresent()) {
            return TokenState.SUSPENDED;
        }
        return expiry().hasPassed(now) ? TokenState.EXPIRED : TokenState.LIVE;
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
        return new Token(id, owner, changed, fingerprint, hint, createdAt, lastUse, suspension, ownerDisabled);
    }

    /** The same with another value. */
    public Token with(TokenFingerprint changedFingerprint, String changedHint) {
        return new Token(
                id, owner, terms, changedFingerprint, changedHint, createdAt, lastUse, suspension, ownerDisabled);
    }

    /** The same with this last use, if that is later than its own. */
    public Token usedLast(LastUse use) {
        LastUse last = lastUse.map(known -> LastUse.later(known, use)).orElse(use);
        return new Token(id, owner, terms, fingerprint, hint, createdAt, Optional.of(last), suspension, ownerDisabled);
    }

    /** Whether somebody has stopped it: it is suspended, or its owner is disabled. Then it is dead, expired or not. */
    public boolean isStopped() {
        return ownerDisabled || suspension.isPresent();
    }

    /**
     * The same as it is when {@code origin} has suspended it: one that is suspended already stays as it is, but what its owner
     * suspended becomes an administrator's suspension if an administrator suspends it.
     */
    public Token suspended(Origin origin) {
        Suspension added = Suspension.of(origin);
        return suspension.isEmpty() || added.outweighs(suspension.get()) ? with(Optional.of(added)) : this;
    }

    /** The same, not suspended. */
    public Token resumed() {
        return with(Optional.empty());
    }

    private Token with(Optional<Suspension> changed) {
        return new Token(id, owner, terms, fingerprint, hint, createdAt, lastUse, changed, ownerDisabled);
    }

    /** The same, of an owner that is disabled or not. */
    public Token ownerDisabled(boolean disabled) {
        return new Token(id, owner, terms, fingerprint, hint, createdAt, lastUse, suspension, disabled);
    }
}
