package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

import com.google.common.math.IntMath;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to a token or an account, or was tried with one, for the audit. It never holds a token's value, a
 * password, a code or an e-mail address; only a token's description is text that people wrote.
 *
 * @param actor who did it, or tried to
 * @param account whose token it is, or to which account it happened; empty if a refused value belongs to no token that is or was, or
 *     if somebody tried to sign in with a login that no account has. That login is recorded nowhere: people type passwords there
 * @param token empty if it is the event of no token, or of one that is not known
 * @param fingerprint of the value in question: the new one if the token was generated or regenerated; empty if there is none
 * @param hint the last characters of that value; empty if there is none
 * @param client where the request came from; for events that are told together, where the latest came from
 * @param detail in words, what exactly: the description of a token, the fields that were edited, the method and the
 *     reason of a refused call; empty if the kind says all
 * @param times how often it happened between the event's first time and {@code at}; 1 or more, and more than 1 only for
 *     what strangers can cause, which is told together
 */
public record Event(
        Kind kind,
        Instant at,
        Actor actor,
        Optional<AccountId> account,
        Optional<TokenId> token,
        Optional<TokenFingerprint> fingerprint,
        String hint,
        Client client,
        String detail,
        int times) {

    public Event {
        requireNonNull(kind, "kind");
        requireNonNull(at, "at");
        requireNonNull(actor, "actor");
        requireNonNull(account, "account");
        requireNonNull(token, "token");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(hint, "hint");
        requireNonNull(client, "client");
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
        REMOVED,
        SUSPENDED,
        RESUMED,
        /** A call was refused: its token was dead, or did not have the method. */
        REFUSED,
        /** Somebody signed in. */
        SIGNED_IN,
        /** Signing in failed: no account has the login, or the password was wrong. */
        SIGN_IN_FAILED,
        /** The password was right, and the session waits for a code of the second factor. */
        CODE_ASKED,
        /** The password was right, and the one-time code or recovery code was wrong. */
        WRONG_CODE,
        /** Somebody with a session of the account gave a wrong password to confirm a change. */
        CONFIRMATION_FAILED,
        /** A password or a code was refused unread, because it has to wait after wrong ones. */
        MADE_TO_WAIT,
        /** A session was ended by its own user. */
        SIGNED_OUT,
        /** Other sessions of the account were ended. */
        SESSIONS_ENDED,
        PASSWORD_CHANGED,
        SECOND_FACTOR_ON,
        SECOND_FACTOR_OFF,
        RECOVERY_CODES_MADE,
        /** A recovery code was used in place of a one-time code. */
        RECOVERY_CODE_USED,
        ACCOUNT_ADDED,
        ACCOUNT_DISABLED,
        ACCOUNT_ENABLED,
        ACCOUNT_REMOVED,
        ADMINISTRATOR_MADE,
        ADMINISTRATOR_UNMADE,
        /** The wrong passwords of an account were forgotten, so that it no longer has to wait. */
        GUESSES_FORGIVEN
    }

    /** That {@code token} was made, for a {@link Tokens} to record with it. */
    public static Event added(Token token, NewToken made, Origin origin) {
        String description = token.description().text();
        return made.copiedFrom()
                .map(source -> of(Kind.COPIED, token, origin, description + ", from token " + source))
                .orElseGet(() -> of(Kind.GENERATED, token, origin, description));
    }

    /** That {@code token} became what it is by {@code edit}, for a {@link Tokens} to record with it. */
    public static Event edited(Token token, TokenEdit edit, Origin origin) {
        return of(Kind.EDITED, token, origin, edit.changedFields());
    }

    /** That {@code token} got its present value, for a {@link Tokens} to record with it. */
    public static Event regenerated(Token token, Origin origin) {
        return of(Kind.REGENERATED, token, origin, "value");
    }

    /** That {@code token}, which had expired, got its present value and expiry, for a {@link Tokens} to record with it. */
    public static Event revived(Token token, Origin origin) {
        return of(Kind.REGENERATED, token, origin, "value, expiry");
    }

    /** That {@code token} is gone, for a {@link Tokens} to record with it. */
    public static Event removed(Token token, Origin origin) {
        return of(Kind.REMOVED, token, origin, token.description().text());
    }

    /** That {@code token} was suspended, for a {@link Tokens} to record with it. */
    public static Event suspended(Token token, Origin origin) {
        return of(Kind.SUSPENDED, token, origin, token.description().text());
    }

    /** That {@code token} was resumed, for a {@link Tokens} to record with it. */
    public static Event resumed(Token token, Origin origin) {
        return of(Kind.RESUMED, token, origin, token.description().text());
    }

    /** That a call with a value was refused once, for an {@link Events} to record. */
    public static Event refused(
            Instant at,
            Optional<AccountId> account,
            Optional<TokenId> token,
            TokenFingerprint fingerprint,
            String hint,
            Client client,
            String detail) {
        return new Event(
                Kind.REFUSED, at, Actor.ownToken(), account, token, Optional.of(fingerprint), hint, client, detail, 1);
    }

    /** That something happened once to an account, for an {@link Events} to record. */
    public static Event ofAccount(Kind kind, Origin origin, String detail) {
        return ofAccount(kind, origin.at(), origin.actor(), Optional.of(origin.account()), origin.client(), detail);
    }

    /**
     * That somebody who has proved nothing tried something once, for an {@link Events} to record.
     *
     * @param account with which account it was tried; empty if no account has the login that was given
     */
    public static Event tried(Kind kind, Instant at, Optional<AccountId> account, Client client, String detail) {
        return ofAccount(kind, at, Actor.stranger(), account, client, detail);
    }

    private static Event ofAccount(
            Kind kind, Instant at, Actor actor, Optional<AccountId> account, Client client, String detail) {
        return new Event(kind, at, actor, account, Optional.empty(), Optional.empty(), "", client, detail, 1);
    }

    private static Event of(Kind kind, Token token, Origin origin, String detail) {
        return new Event(
                kind,
                origin.at(),
                origin.actor(),
                Optional.of(token.owner()),
                Optional.of(token.id()),
                Optional.of(token.fingerprint()),
                token.hint(),
                origin.client(),
                detail,
                1);
    }

    /** The same event, so often. */
    public Event times(int number) {
        return new Event(kind, at, actor, account, token, fingerprint, hint, client, detail, number);
    }

    /** The later of this event and another one like it, as often as both; at most {@link Integer#MAX_VALUE} times. */
    public Event together(Event other) {
        Event later = at.isAfter(other.at) ? this : other;
        return later.times(IntMath.saturatedAdd(times, other.times));
    }

    /** The same event as one of the token that {@code known} tells of. */
    public Event attributedAs(Event known) {
        return new Event(kind, at, actor, known.account, known.token, fingerprint, hint, client, detail, times);
    }
}
