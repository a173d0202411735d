package dev.latchkey.token;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.STOP_ENV;
import static dev.latchkey.token.testing.Fixtures.custom;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GrantTableTest {

    private static final ApiMethodSet METHODS = custom(STOP_ENV);

    private final GrantTable table = new GrantTable(Long.MAX_VALUE);

    /** The fewer different hashes there are, the more grants stand in each other's way. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 500, 100_000})
    void anyPutsAndRemovals_haveTheEffectsThatTheyHaveOnAMap(int hashes) {
        Random random = new Random(hashes);
        Map<Integer, TokenGrant> expected = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            int key = random.nextInt(600);
            if (random.nextInt(3) > 0) {
                expected.put(key, table.put(token(key, hashes)));
            } else {
                assertThat(table.remove(fingerprint(key, hashes))).isEqualTo(expected.remove(key) != null);
            }
            int asked = random.nextInt(600);
            assertThat(table.find(fingerprint(asked, hashes))).isSameAs(expected.get(asked));
        }

        for (int key = 0; key < 600; key++) {
            assertThat(table.find(fingerprint(key, hashes))).isSameAs(expected.get(key));
            table.remove(fingerprint(key, hashes));
        }
        assertThat(table.weight()).isZero();
    }

    @Test
    void growing_keepsEveryGrant() {
        for (int key = 0; key < 50_000; key++) {
            table.put(token(key, Integer.MAX_VALUE));
        }

        for (int key = 0; key < 50_000; key++) {
            assertThat(table.find(fingerprint(key, Integer.MAX_VALUE))).isNotNull();
        }
    }

    /** Removals move other grants about; a look-up may then miss one of those, but must not find what is gone. */
    @Test
    void underContention_whatWasRemovedIsNotFound() throws Exception {
        AtomicInteger removed = new AtomicInteger(-1);
        AtomicInteger found = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService readers = Executors.newFixedThreadPool(3);
        List<Future<?>> reading = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            reading.add(readers.submit(() -> {
                while (end.getCount() > 0) {
                    int gone = removed.get();
                    if (gone >= 0 && table.find(fingerprint(gone, 7)) != null) {
                        found.incrementAndGet();
                    }
                }
            }));
        }
        for (int key = 0; key < 100_000; key++) {
            table.put(token(key, 7));
            if (key >= 40) {
                table.remove(fingerprint(key - 40, 7));
                removed.set(key - 40);
            }
        }
        end.countDown();
        for (Future<?> each : reading) {
            each.get();
        }
        readers.shutdown();

        assertThat(found).hasValue(0);
    }

    private static Token token(int key, int hashes) {
        return new Token(
                new TokenId(key + 1),
                ALICE,
                new TokenDescription("Grant"),
                METHODS,
                Expiry.never(),
                fingerprint(key, hashes),
                "hint",
                NOW,
                Optional.empty());
    }

    /** One of so many different hashes, at the end of the smallest table and so around it. */
    private static TokenFingerprint fingerprint(int key, int hashes) {
        byte[] bytes = ByteBuffer.allocate(TokenFingerprint.LENGTH)
                .putLong(1_020 + key % hashes)
                .putInt(key)
                .array();
        return TokenFingerprint.ofBytes(bytes);
    }
}
