package dev.latchkey.token.cache;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodCatalog;
import dev.latchkey.token.Authorization;
import dev.latchkey.token.Caller;
import dev.latchkey.token.Client;
import dev.latchkey.token.DenialReason;
import dev.latchkey.token.Quota;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenStore;
import dev.latchkey.token.TokenValue;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Answers the one question that a platform asks per call: may this token do this method? {@link dev.latchkey.Latchkey} makes it,
 * flushes it and closes it. Safe for use by many threads.
 */
public final class Authorizer implements AutoCloseable {

    private final Grants grants;
    private final @Nullable CallRates rates;
    private final TokenFormat format;
    private final InstantSource clock;
    private final RefusedCalls refusedCalls;
    private final LastUses lastUses;
    private volatile ApiMethodCatalog catalog;

    /**
     * @param clock empty for that of the store
     * @param cacheBytes about how many bytes the cache may take, if the store can be cached; 0 for no cache
     * @param callsPerMinute how many calls a token may make in a minute; empty for any number
     */
    public Authorizer(
            TokenStore store,
            ApiMethodCatalog catalog,
            TokenFormat format,
            Optional<InstantSource> clock,
            long cacheBytes,
            OptionalInt callsPerMinute) {
        this.grants = Grants.of(store.tokens(), cacheBytes);
        this.rates = callsPerMinute.isPresent()
                ? new CallRates(callsPerMinute.getAsInt(), grants::nodes, System::nanoTime)
                : null;
        this.catalog = catalog;
        this.format = format;
        this.clock = clock.orElseGet(grants::clock);
        this.refusedCalls = new RefusedCalls(store.events(), grants::nodes);
        this.lastUses = new LastUses(store.tokens());
    }

    /** The clock by which tokens expire. */
    public InstantSource clock() {
        return clock;
    }

    /** The methods and templates that there are now. */
    public ApiMethodCatalog catalog() {
        return catalog;
    }

    /** Goes by other methods and templates from now on. */
    public void catalog(ApiMethodCatalog other) {
        catalog = requireNonNull(other, "other");
    }

    /** Whether {@code value} is well-formed as a token's value is. */
    public boolean isToken(String value) {
        return format.fingerprintOf(value) != null;
    }

    /** The fingerprint of a token's value; empty if it is not well-formed. */
    public Optional<TokenFingerprint> fingerprintOf(String value) {
        return Optional.ofNullable(format.fingerprintOf(value));
    }

    /**
     * Whether a call of {@code method} with {@code value} may be made.
     *
     * @param value what the caller gave as its token, whatever it is; empty if nothing was given
     * @throws IllegalArgumentException if the catalog does not have {@code method}
     * @throws StorageException if the tokens cannot be looked up
     */
    public Authorization authorize(String value, ApiMethod method, Client client) {
        requireNonNull(method, "method");
        TokenFingerprint fingerprint = format.fingerprintOf(value);
        return fingerprint == null
                ? malformed(value, method)
                : decide(fingerprint, grants.find(fingerprint), value, method, true, client);
    }

    /**
     * The same if it can be told at once, for threads that must not wait; empty if {@link #authorize} would have to ask the
     * store.
     */
    public Optional<Authorization> authorizeAtOnce(String value, ApiMethod method, Client client) {
        requireNonNull(method, "method");
        TokenFingerprint fingerprint = format.fingerprintOf(value);
        if (fingerprint == null) {
            return Optional.of(malformed(value, method));
        }
        TokenGrant grant = grants.findCached(fingerprint);
        if (grant == null) {
            ApiMethod unused = catalog.require(method);
            return Optional.empty();
        }
        return Optional.of(decide(fingerprint, grant, value, method, true, client));
    }

    /**
     * Whether {@code value} is that of a live token, whatever it may invoke.
     *
     * @throws StorageException if the tokens cannot be looked up
     */
    public Authorization identify(String value, Client client) {
        TokenFingerprint fingerprint = format.fingerprintOf(value);
        return fingerprint == null
                ? malformed(value, null)
                : decide(fingerprint, grants.find(fingerprint), value, null, false, client);
    }

    /** The same if it can be told at once, for threads that must not wait; empty if the store would have to be asked. */
    public Optional<Authorization> identifyAtOnce(String value, Client client) {
        TokenFingerprint fingerprint = format.fingerprintOf(value);
        if (fingerprint == null) {
            return Optional.of(malformed(value, null));
        }
        TokenGrant grant = grants.findCached(fingerprint);
        return grant == null ? Optional.empty() : Optional.of(decide(fingerprint, grant, value, null, false, client));
    }

    /** The token with what was noted of it since the last flush. */
    public Token upToDate(Token token) {
        return lastUses.upToDate(token);
    }

    /**
     * Writes the last uses that were noted.
     *
     * @throws StorageException if that failed; what was not written is kept for the next time
     */
    public void flushLastUses() {
        lastUses.flush();
    }

    /**
     * Writes the refused calls that were noted.
     *
     * @throws StorageException if that failed; what was not written is kept for the next time
     */
    public void flushRefusedCalls() {
        refusedCalls.flush();
    }

    /** Forgets what is not needed any more of the calls that tokens made. */
    public void removeIdleRates() {
        if (rates != null) {
            rates.removeIdle();
        }
    }

    /** About how many bytes the cache takes; 0 if the store cannot be cached. */
    public long cacheBytes() {
        return grants.weight();
    }

    /** About how many tokens have a last use that is to be written. */
    public long pendingLastUses() {
        return lastUses.pending();
    }

    /** Has every later question end in an {@link IllegalStateException}. It flushes nothing. */
    @Override
    public void close() {
        grants.close();
    }

    private Authorization malformed(String value, @Nullable ApiMethod method) {
        return denied(value.isEmpty() ? DenialReason.MISSING : DenialReason.MALFORMED, method);
    }

    private Authorization denied(DenialReason reason, @Nullable ApiMethod method) {
        return new Authorization.Denied(
                reason, method == null ? "" : catalog.require(method).toString());
    }

    /**
     * @param grant what the value's token is granted; null if there is none
     * @param value the value, or at least its last characters
     * @param method null for whatever it may invoke
     * @param counts whether this is a call of its own among those that the token may make. What a service does for all that call it never counts
     */
    private Authorization decide(
            TokenFingerprint fingerprint,
            @Nullable TokenGrant grant,
            String value,
            @Nullable ApiMethod method,
            boolean counts,
            Client client) {
        if (grant == null) {
            return refused(fingerprint, null, value, method, DenialReason.UNKNOWN, client);
        }
        long millis = clock.millis();
        DenialReason dead = grant.whyDead(millis, clock);
        if (dead != null) {
            return refused(fingerprint, grant, value, method, dead, client);
        }
        if (method != null && !catalog.grants(grant.methods(), method)) {
            return refused(fingerprint, grant, value, method, DenialReason.METHOD_NOT_GRANTED, client);
        }
        Quota left = null;
        if (rates != null && counts && method != null && !catalog.isReserved(method)) {
            CallRates.Taken taken = rates.take(grant.id());
            if (!taken.granted()) {
                Authorization unused = refused(fingerprint, grant, value, method, DenialReason.RATE_LIMITED, client);
                return new Authorization.Denied(
                        DenialReason.RATE_LIMITED, method.toString(), Optional.of(taken.quota()));
            }
            left = taken.quota();
        }
        lastUses.note(grant, client, millis / 1_000);
        return new GrantedToken(this, grant, client, left);
    }

    private Authorization refused(
            TokenFingerprint fingerprint,
            @Nullable TokenGrant grant,
            String value,
            @Nullable ApiMethod method,
            DenialReason reason,
            Client client) {
        Authorization denied = denied(reason, method);
        String hint = value.substring(value.length() - TokenValue.HINT_LENGTH);
        refusedCalls.note(fingerprint, hint, grant, method, reason, client, clock.instant());
        return denied;
    }

    /** A call that was granted. It holds no value, and asks for every other method anew: the token may have died meanwhile. */
    private record GrantedToken(
            Authorizer authorizer,
            TokenGrant grant,
            Client client,
            @Nullable Quota left) implements Authorization.Granted {

        @Override
        public Optional<Quota> quota() {
            return Optional.ofNullable(left);
        }

        @Override
        public Caller caller() {
            return Caller.byToken(grant.owner(), grant.id());
        }

        @Override
        public ImmutableSet<ApiMethod> methods() {
            return authorizer.catalog.methodsOf(grant.methods());
        }

        @Override
        public boolean may(ApiMethod method) {
            requireNonNull(method, "method");
            TokenFingerprint fingerprint = grant.fingerprint();
            TokenGrant now = authorizer.grants.find(fingerprint);
            return authorizer.decide(fingerprint, now, grant.hint(), method, false, client) instanceof Granted;
        }

        @Override
        public boolean may(String method) {
            return may(authorizer.catalog.method(method));
        }

        @Override
        public String toString() {
            return "Granted[" + caller() + "]";
        }
    }
}
