package dev.latchkey.token;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * SHA-256 (FIPS 180-4) of a token value: what the store keeps and is searched by. The value cannot be found from it, as
 * a value has more than 170 bits of randomness, so it is no secret.
 */
public final class TokenFingerprint {

    /** Its length in bytes. */
    public static final int LENGTH = 32;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final long first;
    private final long second;
    private final long third;
    private final long fourth;

    private TokenFingerprint(long first, long second, long third, long fourth) {
        this.first = first;
        this.second = second;
        this.third = third;
        this.fourth = fourth;
    }

    /** The fingerprint of these four numbers, which {@link #first} to {@link #fourth} return. */
    public static TokenFingerprint of(long first, long second, long third, long fourth) {
        return new TokenFingerprint(first, second, third, fourth);
    }

    /**
     * The fingerprint that was stored as these bytes.
     *
     * @throws IllegalArgumentException if {@code bytes} are not {@value #LENGTH} bytes
     */
    public static TokenFingerprint ofBytes(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("bytes must be " + LENGTH + ", not " + bytes.length);
        }
        return new TokenFingerprint(
                (long) EIGHT_BYTES.get(bytes, 0),
                (long) EIGHT_BYTES.get(bytes, 8),
                (long) EIGHT_BYTES.get(bytes, 16),
                (long) EIGHT_BYTES.get(bytes, 24));
    }

    /** Bytes 0 to 7 as a big-endian number. */
    public long first() {
        return first;
    }

    /** Bytes 8 to 15 as a big-endian number. */
    public long second() {
        return second;
    }

    /** Bytes 16 to 23 as a big-endian number. */
    public long third() {
        return third;
    }

    /** Bytes 24 to 31 as a big-endian number. */
    public long fourth() {
        return fourth;
    }

    /** Its {@value #LENGTH} bytes. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(LENGTH)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .putLong(fourth)
                .array();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenFingerprint that
                && first == that.first
                && second == that.second
                && third == that.third
                && fourth == that.fourth;
    }

    @Override
    public int hashCode() {
        return (int) first;
    }

    /** Its 64 hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(toBytes());
    }
}
