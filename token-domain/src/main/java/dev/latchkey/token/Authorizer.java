package dev.latchkey.token;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Answers the one question that a platform asks per call: may this token do this method? Safe for use by many threads. */
public final class Authorizer {

    private final Tokens tokens;
    private final ApiMethodCatalog catalog;
    private final TokenFormat format;
    private final RefusedCalls refusedCalls;
    private final InstantSource clock;

    /** @param refusedCalls where calls of dead or lacking tokens are noted */
    public Authorizer(
            Tokens tokens,
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
        Optional<Token> token = tokens.find(value.get().fingerprint());
        Optional<DenialReason> denial = denial(token, method, now);
        if (denial.isPresent()) {
            refusedCalls.note(value.get(), token, method, denial.get(), address, now);
            return new Authorization.Denied(denial.get());
        }
        return new Authorization.Granted(Caller.byToken(token.get()));
    }

    private Optional<DenialReason> denial(Optional<Token> token, Optional<ApiMethod> method, Instant now) {
        if (token.isEmpty()) {
            return Optional.of(DenialReason.UNKNOWN);
        }
        if (token.get().expiry().hasPassed(now)) {
            return Optional.of(DenialReason.EXPIRED);
        }
        boolean granted = method.isEmpty() || catalog.grants(token.get().methods(), method.get());
        return granted ? Optional.empty() : Optional.of(DenialReason.METHOD_NOT_GRANTED);
    }
}
