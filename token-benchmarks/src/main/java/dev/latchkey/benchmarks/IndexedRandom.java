package dev.latchkey.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** Numbers that follow from an index: no secret at all, and the same each time. Not for use by several threads. */
final class IndexedRandom extends SecureRandom {

    private static final String SEED = "latchkey-benchmarks";

    private final transient MessageDigest sha256;
    private transient byte[] bytes = {};
    private int position;

    IndexedRandom() {
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** Begins the numbers of this index: 32, and then the same again. */
    void seek(int index) {
        sha256.update(SEED.getBytes(StandardCharsets.US_ASCII));
        bytes = sha256.digest(ByteBuffer.allocate(Integer.BYTES).putInt(index).array());
        position = 0;
    }

    /** A number below {@code bound}, which is at most 256; some are a little more frequent than others. */
    @Override
    public int nextInt(int bound) {
        return Byte.toUnsignedInt(bytes[position++ % bytes.length]) % bound;
    }
}
