package dev.latchkey.token;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers the one question that a platform asks per call: may this token do this method? Safe for use by many threads. */
public final class Authorizer {

    private final TokenLookup tokens;
    private final ApiMethodCatalog catalog;
    private final TokenFormat format;
    private final RefusedCalls refusedCalls;
    private final InstantSource clock;

    /** @param refusedCalls where calls of dead or lacking tokens are noted */
    public Authorizer(
            TokenLookup tokens,
            ApiMethodCatalog catalog,
            TokenFormat format,
            RefusedCalls refusedCalls,
            InstantSource clock) {
        this.tokens = tokens;
        this.catalog = catalog;
        this.format = format;
        this.refusedCalls = refusedCalls;
        this.clock = clock;
    }

    /**
     * Whether a call of {@code method} with {@code value} may be made.
     *
     * @param value what the caller gave as its token, whatever it is
     * @param address the network address that the call came from
     * @throws StorageException if the tokens cannot be looked up
     */
    public Authorization authorize(String value, ApiMethod method, String address) {
        return decide(value, Optional.of(method), address);
    }

    /**
     * Whether {@code value} is that of a live token, whatever it may invoke.
     *
     * @throws StorageException if the tokens cannot be looked up
     */
    public Authorization identify(String value, String address) {
        return decide(value, Optional.empty(), address);
    }

    private Authorization decide(String text, Optional<ApiMethod> method, String address) {
        Optional<TokenValue> value = format.parse(text);
        if (value.isEmpty()) {
            return new Authorization.Denied(DenialReason.MALFORMED);
        }
        Instant now = clock.instant();
        Optional<TokenGrant> grant = tokens.findGrant(value.get().fingerprint());
        DenialReason denial = denial(grant, method, now);
        if (denial != null) {
            refusedCalls.note(value.get(), grant, method, denial, address, now);
            return new Authorization.Denied(denial);
        }
        return new Authorization.Granted(Caller.byToken(grant.get()));
    }

    private @Nullable DenialReason denial(Optional<TokenGrant> grant, Optional<ApiMethod> method, Instant now) {
        if (grant.isEmpty()) {
            return DenialReason.UNKNOWN;
        }
        if (grant.get().expiry().hasPassed(now)) {
            return DenialReason.EXPIRED;
        }
        boolean granted = method.isEmpty() || catalog.grants(grant.get().methods(), method.get());
        return granted ? null : DenialReason.METHOD_NOT_GRANTED;
    }
}
