package dev.latchkey.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IdPermutationTest {

    private static final long INT = Integer.MAX_VALUE;
    private static final long DOUBLE = (1L << 53) - 1;

    private final Random random = new Random(42);

    @ParameterizedTest
    @CsvSource({
        "0, 2",
        "0, 3",
        "0, 4",
        "0, 5",
        "7, 16",
        "0, 255",
        "0, 256",
        "0, 257",
        "5, 1000",
        "100, 4196",
        "0, 70000"
    })
    void told_ofASmallRange_givesEachNumberOfItOnce_andRowLeadsBack(long boundary, long last) {
        IdPermutation ids = new IdPermutation(key(), boundary, last);

        long[] told = LongStream.rangeClosed(1, last).map(ids::told).toArray();

        assertThat(Arrays.stream(told).sorted().toArray())
                .isEqualTo(LongStream.rangeClosed(1, last).toArray());
        for (int row = 1; row <= last; row++) {
            assertThat(ids.row(told[row - 1])).isEqualTo(row);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 2147483647", "1000000, 2147483647", "2147480000, 2147483647", "17, 9007199254740991"})
    void told_ofALargeRange_staysInIt_andRowLeadsBack(long boundary, long last) {
        IdPermutation ids = new IdPermutation(key(), boundary, last);
        LongStream rows = LongStream.concat(
                LongStream.concat(LongStream.rangeClosed(1, 2_000), LongStream.rangeClosed(last - 2_000, last)),
                random.longs(2_000, 1, last + 1));

        rows.forEach(row -> {
            long told = ids.told(row);
            assertThat(ids.row(told)).isEqualTo(row);
            assertThat(told).isBetween(row <= boundary ? 1 : boundary + 1, last);
            assertThat(told == row || row > boundary).isTrue();
        });
    }

    @Test
    void told_upToTheBoundary_isTheNumberItself_andBeyondItAnother() {
        IdPermutation ids = new IdPermutation(key(), 1_000, INT);

        assertThat(LongStream.rangeClosed(1, 1_000))
                .allSatisfy(row -> assertThat(ids.told(row)).isEqualTo(row));
        assertThat(LongStream.rangeClosed(1_001, 1_100).filter(row -> ids.told(row) > 1_000_000))
                .hasSizeGreaterThan(95);
    }

    /** Of two that follow each other, the second is the larger one about every other time, and the distances are large. */
    @Test
    void told_ofNumbersThatFollowEachOther_tellsNothingOfThat() {
        IdPermutation ids = new IdPermutation(key(), 0, INT);
        int pairs = 10_000;

        long rising = LongStream.rangeClosed(1, pairs)
                .filter(row -> ids.told(row) < ids.told(row + 1))
                .count();
        long near = LongStream.rangeClosed(1, pairs)
                .filter(row -> Math.abs(ids.told(row) - ids.told(row + 1)) < INT / 100)
                .count();

        assertThat(rising).isBetween(4_700L, 5_300L);
        assertThat(near).isBetween(120L, 280L); // 2 of 100
    }

    @Test
    void told_byAnotherKey_isAnother() {
        byte[] key = key();
        Set<Long> told = new HashSet<>();
        for (int bit = 0; bit < 8 * IdPermutation.KEY_LENGTH; bit++) {
            byte[] other = key.clone();
            other[bit / 8] ^= (byte) (1 << bit % 8);
            told.add(new IdPermutation(other, 0, INT).told(1));
        }

        assertThat(told).hasSizeGreaterThan(126);
        assertThat(new IdPermutation(key.clone(), 0, INT).told(1)).isEqualTo(new IdPermutation(key, 0, INT).told(1));
    }

    /** As another program computes it. It must stay so for as long as there are such ids. */
    @Test
    void told_isTheSameForEver() {
        byte[] key = new byte[IdPermutation.KEY_LENGTH];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) i;
        }

        assertThat(new IdPermutation(key, 0, INT).told(1)).isEqualTo(2057108581);
        assertThat(new IdPermutation(key, 10, INT).told(11)).isEqualTo(2057108591);
        assertThat(new IdPermutation(key, 0, DOUBLE).told(1)).isEqualTo(8634168928934513L);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, INT + 1, Long.MAX_VALUE})
    void row_ofWhatIsToldOfNone_isNone(long told) {
        assertThat(new IdPermutation(key(), 5, INT).row(told)).isEqualTo(IdPermutation.NO_ROW);
    }

    @Test
    void told_ofMoreThanTheLast_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IdPermutation(key(), 5, INT).told(INT + 1))
                .withMessageContaining("row");
    }

    @Test
    void anIdPermutation_withoutARange_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new IdPermutation(key(), INT - 1, INT));
        assertThatIllegalArgumentException().isThrownBy(() -> new IdPermutation(key(), -1, INT));
        assertThatIllegalArgumentException().isThrownBy(() -> new IdPermutation(new byte[15], 0, INT));
    }

    private byte[] key() {
        byte[] key = new byte[IdPermutation.KEY_LENGTH];
        random.nextBytes(key);
        return key;
    }
}
