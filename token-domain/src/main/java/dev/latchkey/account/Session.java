package dev.latchkey.account;

import static java.util.Objects.requireNonNull;

import dev.latchkey.token.AccountId;
import dev.latchkey.token.TokenFingerprint;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * What signing in gave, without its value.
 *
 * @param fingerprint what its value is recognised by
 * @param address the network address that it was made from
 * @param userAgent the program that it was made with, as that calls itself; may be empty
 * @param lastAccess when it was last used, to within {@link SignIn#ACCESS_PRECISION}
 * @param confirmedAt when its account's password was last confirmed with it, by signing in at first
 * @param dashboard whether it is that of a browser, which dies of disuse sooner
 * @param codeAttempts for a restricted session, which waits for a code of its account's second factor: how many may still
 *     be tried; absent for a full one
 */
public record Session(
        SessionId id,
        AccountId account,
        TokenFingerprint fingerprint,
        String address,
        String userAgent,
        Instant createdAt,
        Instant lastAccess,
        Instant confirmedAt,
        boolean dashboard,
        OptionalInt codeAttempts) {

    public Session {
        requireNonNull(id, "id");
        requireNonNull(account, "account");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(address, "address");
        requireNonNull(userAgent, "userAgent");
        requireNonNull(createdAt, "createdAt");
        requireNonNull(lastAccess, "lastAccess");
        requireNonNull(confirmedAt, "confirmedAt");
        requireNonNull(codeAttempts, "codeAttempts");
    }

    /** Whether it waits for a code, and until then opens nothing. */
    public boolean isRestricted() {
        return codeAttempts.isPresent();
    }
}
