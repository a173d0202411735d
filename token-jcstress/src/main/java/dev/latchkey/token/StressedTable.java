package dev.latchkey.token;

import com.google.common.collect.ImmutableSortedSet;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/** What the stress tests put into a {@link GrantTable}. */
final class StressedTable {

    private StressedTable() {}

    /** Of so many, each stands in the way of those before it. */
    static TokenFingerprint fingerprint(int number) {
        return TokenFingerprint.ofBytes(ByteBuffer.allocate(TokenFingerprint.LENGTH)
                .putLong(1_023)
                .putInt(number)
                .array());
    }

    static Token token(int number) {
        return new Token(
                new TokenId(number),
                new AccountId(1),
                new TokenDescription("Stress"),
                new ApiMethodSet.Custom(ImmutableSortedSet.of(ApiMethod.of("environment.control.StopEnv"))),
                Expiry.never(),
                fingerprint(number),
                "hint",
                Instant.EPOCH,
                Optional.empty());
    }
}
