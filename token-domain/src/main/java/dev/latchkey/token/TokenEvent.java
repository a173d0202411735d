package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

import com.google.common.math.IntMath;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to a token or was tried with one, for the audit. It never holds a value.
 *
 * @param actor who did it, or tried to
 * @param account whose token it is; empty if a refused value belongs to no token that is or was
 * @param token empty as {@code account} is
 * @param fingerprint of the value in question: the new one if the token was generated or regenerated
 * @param hint the last characters of that value
 * @param address where the request came from
 * @param detail in words, what exactly: the description of a token, the fields that were edited, the method and the
 *     reason of a refused call
 * @param times how often it happened between the event's first time and {@code at}; 1 or more, and more than 1 only for
 *     refused calls, which are told together
 */
public record TokenEvent(
        Kind kind,
        Instant at,
        Actor actor,
        Optional<AccountId> account,
        Optional<TokenId> token,
        TokenFingerprint fingerprint,
        String hint,
        String address,
        String detail,
        int times) {

    public TokenEvent {
        requireNonNull(kind, "kind");
        requireNonNull(at, "at");
        requireNonNull(actor, "actor");
        requireNonNull(account, "account");
        requireNonNull(token, "token");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(hint, "hint");
        requireNonNull(address, "address");
        requireNonNull(detail, "detail");
        if (times < 1) {
            throw new IllegalArgumentException("times must be positive: " + times);
        }
    }

    /** What happened. */
    public enum Kind {
        GENERATED,
        COPIED,
        EDITED,
        REGENERATED,
        SUSPENDED,
        RESUMED,
        REMOVED,
        /** A call was refused: its token was dead, or did not have the method. */
        REFUSED
    }

    /** That {@code token} was made, for a {@link Tokens} to record with it. */
    public static TokenEvent added(Token token, NewToken made, Origin origin) {
        String description = token.description().text();
        return made.copiedFrom()
                .map(source -> of(Kind.COPIED, token, origin, description + ", from token " + source))
                .orElseGet(() -> of(Kind.GENERATED, token, origin, description));
    }

    /** That {@code token} became what it is by {@code edit}, for a {@link Tokens} to record with it. */
    public static TokenEvent edited(Token token, TokenEdit edit, Origin origin) {
        return of(Kind.EDITED, token, origin, edit.changedFields());
    }

    /** That {@code token} got its present value, for a {@link Tokens} to record with it. */
    public static TokenEvent regenerated(Token token, Origin origin) {
        return of(Kind.REGENERATED, token, origin, "value");
    }

    /** That {@code token}, which had expired, got its present value and expiry, for a {@link Tokens} to record with it. */
    public static TokenEvent revived(Token token, Origin origin) {
        return of(Kind.REGENERATED, token, origin, "value, expiry");
    }

    /** That {@code token} was suspended, for a {@link Tokens} to record with it. */
    public static TokenEvent suspended(Token token, Origin origin) {
        return of(Kind.SUSPENDED, token, origin, token.description().text());
    }

    /** That {@code token} was resumed, for a {@link Tokens} to record with it. */
    public static TokenEvent resumed(Token token, Origin origin) {
        return of(Kind.RESUMED, token, origin, token.description().text());
    }

    /** That {@code token} is gone, for a {@link Tokens} to record with it. */
    public static TokenEvent removed(Token token, Origin origin) {
        return of(Kind.REMOVED, token, origin, token.description().text());
    }

    /** That a call with a value was refused once, for a {@link TokenEvents} to record. */
    public static TokenEvent refused(
            Instant at,
            Optional<AccountId> account,
            Optional<TokenId> token,
            TokenFingerprint fingerprint,
            String hint,
            String address,
            String detail) {
        return new TokenEvent(
                Kind.REFUSED, at, Actor.ownToken(), account, token, fingerprint, hint, address, detail, 1);
    }

    private static TokenEvent of(Kind kind, Token token, Origin origin, String detail) {
        return new TokenEvent(
                kind,
                origin.at(),
                origin.actor(),
                Optional.of(token.owner()),
                Optional.of(token.id()),
                token.fingerprint(),
                token.hint(),
                origin.address(),
                detail,
                1);
    }

    /** The same event, so often. */
    public TokenEvent times(int number) {
        return new TokenEvent(kind, at, actor, account, token, fingerprint, hint, address, detail, number);
    }

    /** The later of this event and another one like it, as often as both; at most {@link Integer#MAX_VALUE} times. */
    public TokenEvent together(TokenEvent other) {
        TokenEvent later = at.isAfter(other.at) ? this : other;
        return later.times(IntMath.saturatedAdd(times, other.times));
    }

    /** The same event as one of the token that {@code known} tells of. */
    public TokenEvent attributedAs(TokenEvent known) {
        return new TokenEvent(kind, at, actor, known.account, known.token, fingerprint, hint, address, detail, times);
    }
}
