package dev.latchkey.token;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.InstantSource;

/**
 * Of a {@link Token}, what authorizing its calls needs. It also carries the marks that {@link CachedTokens} and
 * {@link LastUses} leave on it: a call that is authorized touches no other memory of the token.
 */
public final class TokenGrant {

    private static final VarHandle WAITING_USE = waitingUseHandle();

    private final long first;
    private final long second;
    private final long third;
    private final long fourth;
    private final AccountId owner;
    private final TokenId id;
    private final ApiMethodSet methods;
    private final Expiry expiry;
    private final long lastMillisecond;

    /** Whether it was found since its cache last made room. */
    private boolean found;

    /** See {@link #waitingUse()}. */
    private volatile long waitingUse;

    /** @param fingerprint of the token's value */
    public TokenGrant(TokenFingerprint fingerprint, AccountId owner, TokenId id, ApiMethodSet methods, Expiry expiry) {
        this.first = fingerprint.first;
        this.second = fingerprint.second;
        this.third = fingerprint.third;
        this.fourth = fingerprint.fourth;
        this.owner = owner;
        this.id = id;
        this.methods = methods;
        this.expiry = expiry;
        this.lastMillisecond = expiry.millisecond();
    }

    private static VarHandle waitingUseHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(TokenGrant.class, "waitingUse", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    public AccountId owner() {
        return owner;
    }

    public TokenId id() {
        return id;
    }

    public ApiMethodSet methods() {
        return methods;
    }

    public Expiry expiry() {
        return expiry;
    }

    /**
     * Whether the token is dead.
     *
     * @param millis what the clock's milliseconds were just now; the clock is asked for more only where they leave it open
     */
    boolean hasExpired(long millis, InstantSource clock) {
        return millis >= lastMillisecond && expiry.hasPassed(clock.instant());
    }

    /** Whether this is the fingerprint of the token's value. */
    boolean isOf(TokenFingerprint fingerprint) {
        return first == fingerprint.first
                && second == fingerprint.second
                && third == fingerprint.third
                && fourth == fingerprint.fourth;
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
    public boolean equals(Object other) {
        return other instanceof TokenGrant that
                && first == that.first
                && second == that.second
                && third == that.third
                && fourth == that.fourth
                && id.equals(that.id)
                && owner.equals(that.owner)
                && methods.equals(that.methods)
                && expiry.equals(that.expiry);
    }

    @Override
    public int hashCode() {
        return fingerprintHash();
    }

    @Override
    public String toString() {
        return "TokenGrant[" + id + " of " + owner + ", " + methods + ", expiry " + expiry + "]";
    }
}
