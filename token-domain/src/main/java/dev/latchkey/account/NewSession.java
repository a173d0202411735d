package dev.latchkey.account;

import static java.util.Objects.requireNonNull;

import dev.latchkey.token.AccountId;
import dev.latchkey.token.TokenFingerprint;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * A session to be stored: all that a {@link Session} has but its number.
 *
 * @param credentialVersion the account's {@linkplain Account#credentialVersion version} that was confirmed
 * @param dashboard whether it is that of a browser
 */
public record NewSession(
        AccountId account,
        int credentialVersion,
        TokenFingerprint fingerprint,
        String address,
        String userAgent,
        Instant createdAt,
        boolean dashboard,
        OptionalInt codeAttempts) {

    public NewSession {
        requireNonNull(account, "account");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(address, "address");
        requireNonNull(userAgent, "userAgent");
        requireNonNull(createdAt, "createdAt");
        requireNonNull(codeAttempts, "codeAttempts");
    }

    /** A full session, which is not of a browser. */
    public NewSession(
            AccountId account,
            int credentialVersion,
            TokenFingerprint fingerprint,
            String address,
            String userAgent,
            Instant createdAt) {
        this(account, credentialVersion, fingerprint, address, userAgent, createdAt, false, OptionalInt.empty());
    }
}
