package dev.latchkey.token;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Of a {@link Token}, what authorizing its calls needs. It also carries the marks that {@link CachedTokens} and
 * {@link LastUses} leave on it: a call that is authorized touches no other memory of the token.
 */
public final class TokenGrant {

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

    /** So many bits of the hash of a client stand below the second: the 39 that are left last for 17,000 years. */
    private static final int HASH_BITS = 24;

    private static final long HASH = (1L << HASH_BITS) - 1;

    /** The second of the last use, and some of the hash of its client: in one field, as many threads write it. */
    private volatile long use;

    private @Nullable Client client;

    /** Whether the last use waits to be written. */
    private volatile boolean pending;

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

    /**
     * Keeps a use, unless it is of an earlier second than the last, or of the same second and client.
     *
     * @return whether it was kept
     */
    boolean keepUse(Client from, long epochSecond) {
        long next = (epochSecond << HASH_BITS) | (from.hashCode() & HASH);
        long last = use;
        if (next == last || epochSecond < last >> HASH_BITS) {
            return false;
        }
        if (!from.equals(
                client)) { // hashes can be made to be alike; and a reference that stays is no work for the collector
            client = from;
        }
        use = next;
        return true;
    }

    boolean isPending() {
        return pending;
    }

    /** Keeps a use and has it wait to be written. Not for several threads at once, as {@link #takeUse} is not. */
    void awaitWriting(Client from, long epochSecond) {
        pending = true;
        keepUse(from, epochSecond);
        if (client == null) {
            client = from;
        }
    }

    /** The use that waits to be written, which then waits no longer. */
    LastUse takeUse() {
        pending = false; // before the use is read: who keeps another one from here on finds that it does not wait
        LastUse taken = lastUse().orElseThrow();
        client = null;
        return taken;
    }

    /** The use that waits to be written. */
    Optional<LastUse> lastUse() {
        long last = use;
        return Optional.ofNullable(client).map(from -> new LastUse(Instant.ofEpochSecond(last >> HASH_BITS), from));
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
