package dev.latchkey.token;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to a token or was tried with one, for the audit. It never holds a value.
 *
 * @param account whose token it is; absent where a refused value belongs to no token that is or was
 * @param token absent as {@code account} is
 * @param fingerprint of the value in question: the new one where the token was generated or regenerated
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
        Optional<AccountId> account,
        Optional<TokenId> token,
        TokenFingerprint fingerprint,
        String hint,
        String address,
        String detail,
        int times) {

    /** What happened. */
    public enum Kind {
        GENERATED,
        COPIED,
        EDITED,
        REGENERATED,
        REMOVED,
        /** A call was refused: its token was dead, or had not the method. */
        REFUSED
    }

    /** That {@code token} was made, for a {@link Tokens} to record with it. */
    public static TokenEvent added(Token token, Optional<TokenId> copiedFrom, Origin origin) {
        return copiedFrom.isPresent()
                ? of(Kind.COPIED, token, origin, token.description() + ", from token " + copiedFrom.get())
                : of(Kind.GENERATED, token, origin, token.description().text());
    }

    /** That {@code token} became what it is by {@code edit}, for a {@link Tokens} to record with it. */
    public static TokenEvent edited(Token token, TokenEdit edit, Origin origin) {
        return of(Kind.EDITED, token, origin, edit.changedFields());
    }

    /** That {@code token} got its present value, for a {@link Tokens} to record with it. */
    public static TokenEvent regenerated(Token token, Optional<Expiry> newExpiry, Origin origin) {
        return of(Kind.REGENERATED, token, origin, newExpiry.isPresent() ? "value, expiry" : "value");
    }

    /** That {@code token} is gone, for a {@link Tokens} to record with it. */
    public static TokenEvent removed(Token token, Origin origin) {
        return of(Kind.REMOVED, token, origin, token.description().text());
    }

    private static TokenEvent of(Kind kind, Token token, Origin origin, String detail) {
        return new TokenEvent(
                kind,
                origin.at(),
                Optional.of(token.owner()),
                Optional.of(token.id()),
                token.fingerprint(),
                token.hint(),
                origin.address(),
                detail,
                1);
    }

    /** The same event as one of this account's token. */
    public TokenEvent attributedTo(Optional<AccountId> account, Optional<TokenId> token) {
        return new TokenEvent(kind, at, account, token, fingerprint, hint, address, detail, times);
    }
}
