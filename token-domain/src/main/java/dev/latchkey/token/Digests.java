package dev.latchkey.token;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32;

/** The digests of token values, with what they work on kept for each thread: they stand in front of every call. */
final class Digests {

    private static final ThreadLocal<Digests> OF_THREAD = ThreadLocal.withInitial(Digests::new);

    private final MessageDigest sha256;
    private final CRC32 crc32 = new CRC32();
    private final byte[] digest = new byte[TokenFingerprint.LENGTH];

    private Digests() {
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** SHA-256 of these bytes. */
    static TokenFingerprint fingerprint(byte[] bytes) {
        Digests digests = OF_THREAD.get();
        digests.sha256.update(bytes, 0, bytes.length);
        try {
            digests.sha256.digest(digests.digest, 0, TokenFingerprint.LENGTH);
        } catch (DigestException e) {
            throw new AssertionError("the digest fits its array", e);
        }
        return TokenFingerprint.ofBytes(digests.digest);
    }

    /** CRC-32 of the first {@code length} bytes. */
    static long crc32(byte[] bytes, int length) {
        CRC32 crc32 = OF_THREAD.get().crc32;
        crc32.reset();
        crc32.update(bytes, 0, length);
        return crc32.getValue();
    }
}
