package dev.latchkey.token.cache;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.STOP_ENV;
import static dev.latchkey.token.testing.Fixtures.custom;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenDescription;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenTerms;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a table takes out when there is too much in it. */
final class GrantTableRoomTest {

    private static final int COUNT = 200;
    private static final ApiMethodSet METHODS = custom(STOP_ENV);

    private GrantTable table;

    /** Full to the last byte, with grants that stand in the order of their keys from where the hand starts. */
    @BeforeEach
    void fill() {
        GrantTable unbounded = new GrantTable(Long.MAX_VALUE);
        fill(unbounded);
        table = new GrantTable(unbounded.weight());
        fill(table);
    }

    private static void fill(GrantTable table) {
        IntStream.range(0, COUNT).forEach(key -> table.put(token(key)));
    }

    @Test
    void put_overTheWeight_keepsWhatWasFound_andTakesOutWhatWasNot() {
        IntStream.range(0, COUNT / 2).forEach(key -> find(key).markFound(true));

        table.put(token(COUNT));

        assertThat(IntStream.range(0, COUNT / 2)).allMatch(this::isThere);
        assertThat(IntStream.range(COUNT / 2, COUNT).filter(this::isThere).count())
                .isBetween(COUNT * 3L / 10, COUNT * 5L / 10 - 1);
    }

    @Test
    void put_overTheWeight_again_takesOutWhatWasNotFoundSince() {
        IntStream.range(0, COUNT).forEach(key -> find(key).markFound(true));
        table.put(token(COUNT));
        int[] left = IntStream.range(0, COUNT).filter(this::isThere).toArray();
        assertThat(left).hasSizeBetween(COUNT * 8 / 10, COUNT - 1);
        IntStream.of(left).skip(left.length / 2).forEach(key -> find(key).markFound(true));

        for (int key = COUNT + 1; key < COUNT + 60; key++) {
            table.put(token(key)).markFound(true);
        }

        assertThat(IntStream.of(left).skip(left.length / 2)).allMatch(this::isThere);
    }

    private TokenGrant find(int key) {
        TokenGrant grant = table.find(fingerprint(key));
        assertThat(grant).isNotNull();
        return grant;
    }

    private boolean isThere(int key) {
        return table.find(fingerprint(key)) != null;
    }

    private static Token token(int key) {
        return new Token(
                new TokenId(key + 1),
                ALICE,
                TokenTerms.of(new TokenDescription("Grant"), METHODS, Expiry.never()),
                fingerprint(key),
                "hint",
                NOW,
                Optional.empty());
    }

    private static TokenFingerprint fingerprint(int key) {
        return TokenFingerprint.ofBytes(
                ByteBuffer.allocate(TokenFingerprint.LENGTH).putLong(key).array());
    }
}
