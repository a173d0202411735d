package dev.latchkey.account;

import dev.latchkey.token.AccountId;
import dev.latchkey.token.TokenFingerprint;
import java.time.Instant;
import java.util.OptionalInt;

/** A session to be stored: all that a {@link Session} has but its number. */
public record NewSession(
        AccountId account,
        TokenFingerprint fingerprint,
        String address,
        String userAgent,
        Instant createdAt,
        OptionalInt codeAttempts) {

    /** A full session. */
    public NewSession(
            AccountId account, TokenFingerprint fingerprint, String address, String userAgent, Instant createdAt) {
        this(account, fingerprint, address, userAgent, createdAt, OptionalInt.empty());
    }
}
