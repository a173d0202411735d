package dev.latchkey.token.cache;

import com.google.common.collect.ImmutableSortedSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenDescription;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenTerms;
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
                new AccountId("1"),
                TokenTerms.of(
                        new TokenDescription("Stress"),
                        new ApiMethodSet.Custom(ImmutableSortedSet.of(ApiMethod.of("environment.control.StopEnv"))),
                        Expiry.never()),
                fingerprint(number),
                "hint",
                Instant.EPOCH,
                Optional.empty());
    }
}
