package dev.latchkey.token.cache;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.STOP_ENV;
import static dev.latchkey.token.testing.Fixtures.custom;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.token.AccountId;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenDescription;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenTerms;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GrantTableTest {

    private static final ApiMethodSet METHODS = custom(STOP_ENV);
    /** 150 bytes a grant, 216 for their one set of one method, and 124 for their one owner of four characters. */
    private static final long ROOM_FOR_TEN = 10 * 150 + 216 + 124;

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
    void put_ofSeveralTokensOfAnAccount_keepsItsIdOnce() {
        TokenGrant first = table.put(token(1, 3, new AccountId("account 7")));
        long weightOfFirst = table.weight();

        TokenGrant second = table.put(token(2, 3, new AccountId("account 7")));

        assertThat(second.owner()).isSameAs(first.owner());
        assertThat(table.weight()).isEqualTo(weightOfFirst + 150);
        assertThat(table.remove(first.fingerprint())).isTrue();
        assertThat(table.weight()).isEqualTo(weightOfFirst);
    }

    /** The ids of accounts are the larger part of a cache in which each has one token. */
    @Test
    void weight_countsTheOwnersWithTheirLengths() {
        table.put(token(1, 3, new AccountId("a")));
        long weight = table.weight();

        table.put(token(2, 3, new AccountId("b".repeat(AccountId.MAX_LENGTH))));

        assertThat(table.weight()).isEqualTo(weight + 150 + 120 + AccountId.MAX_LENGTH);
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

    @Test
    void put_upToTheWeight_takesNothingOut() {
        GrantTable small = new GrantTable(ROOM_FOR_TEN);

        List<TokenGrant> grants = putAll(small, 0, 10);

        assertThat(small.weight()).isEqualTo(ROOM_FOR_TEN);
        assertThat(grants)
                .allSatisfy(grant -> assertThat(small.find(grant.fingerprint())).isSameAs(grant));
    }

    /** They stand in slots of their own, and the hand comes by 4 to 9 first. */
    @Test
    void put_beyondTheWeight_takesOutWhatWasNotFoundSinceTheHandCameBy() {
        GrantTable small = new GrantTable(ROOM_FOR_TEN);
        List<TokenGrant> grants = putAll(small, 0, 10);
        List.of(0, 2, 4, 6, 8).forEach(key -> grants.get(key).markFound(true));

        grants.addAll(putAll(small, 10, 11));
        assertThat(keysIn(small)).containsExactly(0, 1, 2, 3, 4, 6, 8, 10);
        assertThat(grants.get(4).wasFound()).isFalse();
        assertThat(grants.get(0).wasFound()).isTrue();

        grants.addAll(putAll(small, 11, 13));
        List.of(0, 1, 2, 3, 10, 11, 12).forEach(key -> grants.get(key).markFound(true));
        putAll(small, 13, 14);
        assertThat(keysIn(small)).containsExactly(0, 1, 2, 3, 8, 10, 11, 12);
    }

    private static List<TokenGrant> putAll(GrantTable table, int from, int to) {
        List<TokenGrant> grants = new ArrayList<>();
        for (int key = from; key < to; key++) {
            grants.add(table.put(token(key, Integer.MAX_VALUE)));
        }
        return grants;
    }

    private static List<Integer> keysIn(GrantTable table) {
        return IntStream.range(0, 20)
                .filter(key -> table.find(fingerprint(key, Integer.MAX_VALUE)) != null)
                .boxed()
                .toList();
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
        return token(key, hashes, ALICE);
    }

    private static Token token(int key, int hashes, AccountId owner) {
        return new Token(
                new TokenId(key + 1),
                owner,
                TokenTerms.of(new TokenDescription("Grant"), METHODS, Expiry.never()),
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
