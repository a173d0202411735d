package dev.latchkey.persistence;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import com.google.common.primitives.Longs;

/**
 * What is told of the numbers that a database gives to rows, so that nobody learns from theirs how many others there are. Numbers up to a
 * boundary are told as they are. Those beyond it, up to the last, are told as others of the same range, by a permutation that only
 * the holders of a key know. Immutable.
 *
 * <p>It is a balanced Feistel network with SipHash-2-4 as its round function, on the least even number of bits that holds the range. A
 * result that is out of the range goes through it again until one is in it (cycle walking; Black and Rogaway, "Ciphers with Arbitrary
 * Finite Domains", 2002).
 */
final class IdPermutation {

    static final int KEY_LENGTH = 16;

    /** No row has this number. */
    static final long NO_ROW = 0;

    private static final int ROUNDS = 8;

    private final HashFunction prf;
    private final long boundary;
    private final long last;
    private final int halfBits;

    /**
     * @param key {@value #KEY_LENGTH} random bytes
     * @param boundary numbers up to this are told as they are; 0 or more
     * @param last the largest number that there can be; larger than the boundary by 2 or more
     */
    IdPermutation(byte[] key, long boundary, long last) {
        if (key.length != KEY_LENGTH) {
            throw new IllegalArgumentException("key must have " + KEY_LENGTH + " bytes");
        }
        if (boundary < 0 || last - 2 < boundary) {
            throw new IllegalArgumentException("boundary must be from 0 to " + (last - 2) + ": " + boundary);
        }
        this.prf = Hashing.sipHash24(half(key, 0), half(key, Long.BYTES));
        this.boundary = boundary;
        this.last = last;
        int bits = Long.SIZE - Long.numberOfLeadingZeros(last - boundary - 1);
        this.halfBits = (bits + 1) / 2;
    }

    private static long half(byte[] key, int from) {
        return Longs.fromBytes(
                key[from],
                key[from + 1],
                key[from + 2],
                key[from + 3],
                key[from + 4],
                key[from + 5],
                key[from + 6],
                key[from + 7]);
    }

    /**
     * Returns what is told of a row's number.
     *
     * @throws IllegalArgumentException if the number is larger than the last
     */
    long told(long row) {
        if (row > last) {
            throw new IllegalArgumentException("row must be at most " + last + ": " + row);
        }
        if (row <= boundary) {
            return row;
        }
        long result = row - boundary - 1;
        do {
            result = forwards(result);
        } while (result >= last - boundary);
        return result + boundary + 1;
    }

    /** Returns the number of which {@code told} is told; {@link #NO_ROW} if it is told of none. */
    long row(long told) {
        if (told > last || told < 1) {
            return NO_ROW;
        }
        if (told <= boundary) {
            return told;
        }
        long result = told - boundary - 1;
        do {
            result = backwards(result);
        } while (result >= last - boundary);
        return result + boundary + 1;
    }

    private long forwards(long value) {
        long left = value >>> halfBits;
        long right = value & mask();
        for (int round = 0; round < ROUNDS; round++) {
            long next = left ^ mixed(round, right);
            left = right;
            right = next;
        }
        return left << halfBits | right;
    }

    private long backwards(long value) {
        long left = value >>> halfBits;
        long right = value & mask();
        for (int round = ROUNDS - 1; round >= 0; round--) {
            long previous = right ^ mixed(round, left);
            right = left;
            left = previous;
        }
        return left << halfBits | right;
    }

    /** A half has 32 bits at most, and so there is room for the round above it. */
    private long mixed(int round, long half) {
        return prf.hashLong((long) round << Integer.SIZE | half).asLong() & mask();
    }

    private long mask() {
        return (1L << halfBits) - 1;
    }
}
