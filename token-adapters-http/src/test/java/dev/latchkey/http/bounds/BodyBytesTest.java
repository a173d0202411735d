package dev.latchkey.http.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BodyBytesTest {

    private static final int KIB = 1024;

    private final byte[] bytes = new byte[100 * KIB];
    private final BodyBytes collected = new BodyBytes();

    BodyBytesTest() {
        new Random(1).nextBytes(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 511, 512, 513, 16 * KIB, 16 * KIB + 1, 100 * KIB})
    void toByteArray_isWhatWasAppended_whateverThePieces(int piece) {
        appendAll(piece);

        assertThat(collected.size()).isEqualTo(bytes.length);
        assertThat(collected.toByteArray()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000, 100 * KIB})
    void itsBlocks_haveLittleMoreRoomThanThereIsInThem(int piece) {
        for (int from = 0; from < bytes.length; from += piece) {
            append(from, piece);
            assertThat(collected.capacity())
                    .isLessThanOrEqualTo(Math.min(2 * collected.size() + 512, collected.size() + 16 * KIB));
        }
    }

    @Test
    void clear_dropsAll() {
        appendAll(1000);

        collected.clear();

        assertThat(collected.size()).isZero();
        assertThat(collected.capacity()).isZero();
        assertThat(collected.toByteArray()).isEmpty();
        collected.append(bytes, 3, 5);
        assertThat(collected.toByteArray()).isEqualTo(Arrays.copyOfRange(bytes, 3, 8));
    }

    private void appendAll(int piece) {
        for (int from = 0; from < bytes.length; from += piece) {
            append(from, piece);
        }
    }

    private void append(int from, int piece) {
        collected.append(bytes, from, Math.min(piece, bytes.length - from));
    }
}
