package dev.latchkey.account;

import dev.latchkey.token.AccountId;
import dev.latchkey.token.TokenFingerprint;
import java.time.Instant;

/** A session to be stored: all that a {@link Session} has but its number. */
public record NewSession(
        AccountId account, TokenFingerprint fingerprint, String address, String userAgent, Instant createdAt) {}
