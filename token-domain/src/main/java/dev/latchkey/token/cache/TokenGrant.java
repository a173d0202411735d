package dev.latchkey.token.cache;

import dev.latchkey.token.AccountId;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.DenialReason;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What authorizing the calls of a {@link Token} needs. It also carries the marks that {@link Grants} and
 * {@link LastUses} leave on it: a call that is authorized touches no other memory of the token.
 */
final class TokenGrant {

    private static final VarHandle WAITING_USE = waitingUseHandle();

    private static final AccountId NOBODY = new AccountId("-");
    private static final ApiMethodSet NOTHING = new ApiMethodSet.OfTemplate("");

    private final long first;
    private final long second;
    private final long third;
    private final long fourth;
    private final AccountId owner;

    /** The value of its id: an object of its own would be one more to fetch from memory at every call whose token is told. */
    private final int id;

    private final ApiMethodSet methods;
    private final Expiry expiry;
    private final long lastMillisecond;

    /** Why it is dead whatever the time is; null if nobody has stopped it. */
    private final @Nullable DenialReason stopped;

    /** Its characters, a byte each: an object of its own would be the larger part of some caches. */
    private final int hint;

    /** Whether a cache keeps it. */
    private final boolean kept;

    /** Whether it was found since its cache last made room. */
    private boolean found;

    /** See {@link #waitingUse()}. */
    private volatile long waitingUse;

    /** A grant for one call, which nothing keeps. */
    TokenGrant(Token token) {
        this(token, token.owner(), token.methods(), false);
    }

    /**
     * A grant to be kept.
     *
     * @param owner equal to that of {@code token}
     * @param methods equal to those of {@code token}
     */
    TokenGrant(Token token, AccountId owner, ApiMethodSet methods) {
        this(token, owner, methods, true);
    }

    private TokenGrant(Token token, AccountId owner, ApiMethodSet methods, boolean kept) {
        this.kept = kept;
        this.first = token.fingerprint().first();
        this.second = token.fingerprint().second();
        this.third = token.fingerprint().third();
        this.fourth = token.fingerprint().fourth();
        this.owner = owner;
        this.id = token.id().value();
        this.methods = methods;
        this.expiry = token.expiry();
        this.stopped = stopped(token);
        this.lastMillisecond = stopped == null ? lastMillisecond(expiry) : Long.MIN_VALUE;
        this.hint = packed(token.hint());
    }

    /** A grant of the token with this id that allows nothing, for its use to wait on. */
    private TokenGrant(int id) {
        this.kept = true;
        this.first = 0;
        this.second = 0;
        this.third = 0;
        this.fourth = 0;
        this.owner = NOBODY;
        this.id = id;
        this.methods = NOTHING;
        this.expiry = Expiry.never();
        this.stopped = null;
        this.lastMillisecond = 0;
        this.hint = 0;
    }

    /** What a use of the token is to wait on: this if it is kept anyway, otherwise something smaller in its place. */
    TokenGrant forWaiting() {
        return kept ? this : new TokenGrant(id);
    }

    private static VarHandle waitingUseHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(TokenGrant.class, "waitingUse", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The millisecond since 1970 in which an expiry passes; the last that there is for never, and for what no clock will ever say. */
    private static long lastMillisecond(Expiry expiry) {
        return expiry.instant()
                .filter(instant -> instant.getEpochSecond() < Long.MAX_VALUE / 1_000)
                .map(Instant::toEpochMilli)
                .orElse(Long.MAX_VALUE);
    }

    private static @Nullable DenialReason stopped(Token token) {
        if (token.ownerDisabled()) {
            return DenialReason.OWNER_DISABLED;
        }
        return token.suspension().isPresent() ? DenialReason.SUSPENDED : null;
    }

    private static int packed(String hint) {
        return ByteBuffer.wrap(Arrays.copyOf(hint.getBytes(StandardCharsets.ISO_8859_1), Integer.BYTES))
                .getInt();
    }

    AccountId owner() {
        return owner;
    }

    TokenId id() {
        return new TokenId(id);
    }

    ApiMethodSet methods() {
        return methods;
    }

    Expiry expiry() {
        return expiry;
    }

    /**
     * Why the token is dead; null if it is alive. One comparison tells that of a live token.
     *
     * @param millis what the clock's milliseconds were just now; the clock is asked for more only where they leave it open
     */
    @Nullable
    DenialReason whyDead(long millis, InstantSource clock) {
        if (millis < lastMillisecond) {
            return null;
        }
        if (stopped != null) {
            return stopped;
        }
        return expiry.hasPassed(clock.instant()) ? DenialReason.EXPIRED : null;
    }

    /** Whether this is the fingerprint of the token's value. */
    boolean isOf(TokenFingerprint fingerprint) {
        return first == fingerprint.first()
                && second == fingerprint.second()
                && third == fingerprint.third()
                && fourth == fingerprint.fourth();
    }

    TokenFingerprint fingerprint() {
        return TokenFingerprint.of(first, second, third, fourth);
    }

    /** The last characters of the token's value. */
    String hint() {
        return new String(ByteBuffer.allocate(Integer.BYTES).putInt(hint).array(), StandardCharsets.ISO_8859_1);
    }

    /** That of the {@link TokenFingerprint#hashCode fingerprint}. */
    int fingerprintHash() {
        return (int) first;
    }

    boolean wasFound() {
        return found;
    }

    /** Marks it as found, or as not found; writes only where that is new, as all threads share it. */
    void markFound(boolean value) {
        if (found != value) {
            found = value;
        }
    }

    /** The number of the latest use that waits to be written; {@link UseNumbers#NONE} if none does. */
    long waitingUse() {
        return waitingUse;
    }

    /** Has another use wait in place of this one, or none; returns whether this one was the one that waited. */
    boolean replaceWaitingUse(long expected, long next) {
        return WAITING_USE.compareAndSet(this, expected, next);
    }

    @Override
    public String toString() {
        return "TokenGrant[" + id + " of " + owner + ", " + methods + ", expiry " + expiry + "]";
    }
}
