package dev.latchkey.token;

import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers the one question that a platform asks per call: may this token do this method? Safe for use by many threads. */
public final class Authorizer {

    private static final Authorization MALFORMED = new Authorization.Denied(DenialReason.MALFORMED);

    private final TokenLookup tokens;
    private final ApiMethodCatalog catalog;
    private final TokenFormat format;
    private final RefusedCalls refusedCalls;
    private final LastUses lastUses;
    private final InstantSource clock;

    /**
     * @param refusedCalls where calls of dead or lacking tokens are noted
     * @param lastUses where the others are
     */
    public Authorizer(
            TokenLookup tokens,
            ApiMethodCatalog catalog,
            TokenFormat format,
            RefusedCalls refusedCalls,
            LastUses lastUses,
            InstantSource clock) {
        this.tokens = tokens;
        this.catalog = catalog;
        this.format = format;
        this.refusedCalls = refusedCalls;
        this.lastUses = lastUses;
        this.clock = clock;
    }

    /**
     * Whether a call of {@code method} with {@code value} may be made.
     *
     * @param value what the caller gave as its token, whatever it is
     * @throws StorageException if the tokens cannot be looked up
     */
    public Authorization authorize(String value, ApiMethod method, Client client) {
        TokenFingerprint fingerprint = format.fingerprintOf(value);
        return fingerprint == null ? MALFORMED : decide(value, tokens.findGrant(fingerprint), method, client);
    }

    /**
     * The same where it can be told at once, for threads that must not wait; nothing where {@link #authorize} would have to ask
     * the store.
     */
    public Optional<Authorization> authorizeCached(String value, ApiMethod method, Client client) {
        TokenFingerprint fingerprint = format.fingerprintOf(value);
        if (fingerprint == null) {
            return Optional.of(MALFORMED);
        }
        Optional<TokenGrant> grant = tokens.findCached(fingerprint);
        return grant.isEmpty() ? Optional.empty() : Optional.of(decide(value, grant, method, client));
    }

    /**
     * Whether {@code value} is that of a live token, whatever it may invoke.
     *
     * @throws StorageException if the tokens cannot be looked up
     */
    public Authorization identify(String value, Client client) {
        TokenFingerprint fingerprint = format.fingerprintOf(value);
        return fingerprint == null ? MALFORMED : decide(value, tokens.findGrant(fingerprint), null, client);
    }

    /** @param method null for whatever it may invoke */
    private Authorization decide(String value, Optional<TokenGrant> grant, @Nullable ApiMethod method, Client client) {
        long millis = clock.millis();
        DenialReason denial = denial(grant, method, millis);
        if (denial != null) {
            Optional<ApiMethod> called = Optional.ofNullable(method);
            refusedCalls.note(
                    format.parse(value).orElseThrow(), grant, called, denial, client.address(), clock.instant());
            return new Authorization.Denied(denial);
        }
        lastUses.note(grant.get(), client, millis / 1_000);
        return new Authorization.Granted(Caller.byToken(grant.get()));
    }

    private @Nullable DenialReason denial(Optional<TokenGrant> grant, @Nullable ApiMethod method, long millis) {
        if (grant.isEmpty()) {
            return DenialReason.UNKNOWN;
        }
        if (grant.get().hasExpired(millis, clock)) {
            return DenialReason.EXPIRED;
        }
        boolean granted = method == null || catalog.grants(grant.get().methods(), method);
        return granted ? null : DenialReason.METHOD_NOT_GRANTED;
    }
}
