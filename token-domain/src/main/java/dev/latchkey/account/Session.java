package dev.latchkey.account;

import dev.latchkey.token.AccountId;
import dev.latchkey.token.TokenFingerprint;
import java.time.Instant;

/**
 * What signing in gave, without its value.
 *
 * @param fingerprint what its value is recognised by
 * @param address the network address that it was made from
 * @param userAgent the program that it was made with, as that calls itself; may be empty
 * @param lastAccess when it was last used, to within {@link SignIn#ACCESS_PRECISION}
 */
public record Session(
        SessionId id,
        AccountId account,
        TokenFingerprint fingerprint,
        String address,
        String userAgent,
        Instant createdAt,
        Instant lastAccess) {}
