package dev.latchkey.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * SHA-256 (FIPS 180-4) of a token value: what the store keeps and is searched by. The value cannot be found from it, as
 * a value has more than 170 bits of randomness, so it is no secret.
 */
public final class TokenFingerprint {

    /** Its length in bytes. */
    public static final int LENGTH = 32;

    private final byte[] bytes;

    private TokenFingerprint(byte[] bytes) {
        this.bytes = bytes;
    }

    static TokenFingerprint ofValue(String value) {
        return new TokenFingerprint(sha256().digest(value.getBytes(StandardCharsets.US_ASCII)));
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
        return new TokenFingerprint(bytes.clone());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** A copy of its {@value #LENGTH} bytes. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenFingerprint that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return (bytes[0] & 0xff) << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
    }

    /** Its 64 hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
