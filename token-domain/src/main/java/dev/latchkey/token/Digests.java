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
    private final byte[] ascii = new byte[TokenFormat.MAX_LENGTH];
    private final byte[] digest = new byte[TokenFingerprint.LENGTH];

    private Digests() {
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** SHA-256 of {@code text}, which is ASCII and no longer than a value can be. */
    static TokenFingerprint fingerprint(String text) {
        return OF_THREAD.get().fingerprintOf(text);
    }

    private TokenFingerprint fingerprintOf(String text) {
        sha256.update(ascii(text, text.length()), 0, text.length());
        try {
            sha256.digest(digest, 0, TokenFingerprint.LENGTH);
        } catch (DigestException e) {
            throw new AssertionError("the digest fits its array", e);
        }
        return TokenFingerprint.ofBytes(digest);
    }

    /** CRC-32 of the first {@code length} characters of {@code text}, which are ASCII and no more than a value can have. */
    static long crc32(String text, int length) {
        Digests digests = OF_THREAD.get();
        CRC32 crc32 = digests.crc32;
        crc32.reset();
        crc32.update(digests.ascii(text, length), 0, length);
        return crc32.getValue();
    }

    @SuppressWarnings("deprecation") // made for text that is ASCII, and without garbage
    private byte[] ascii(String text, int length) {
        text.getBytes(0, length, ascii, 0);
        return ascii;
    }
}
