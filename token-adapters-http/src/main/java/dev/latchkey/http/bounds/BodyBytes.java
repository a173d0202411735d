package dev.latchkey.http.bounds;

import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a body as they come, in blocks. An array that grows would have up to twice their length, and large ones cost a garbage
 * collector more than that. Not for use by several threads at once.
 */
public final class BodyBytes {

    private static final int SMALLEST_BLOCK = 512;
    private static final int LARGEST_BLOCK = 16 * 1024;

    private final List<byte[]> fullBlocks = new ArrayList<>();
    private byte[] block = new byte[0];
    private int used;
    private int size;

    /** Adds {@code length} bytes of an array, from the one at {@code from}. */
    public void append(byte[] bytes, int from, int length) {
        int end = from + length;
        for (int next = from; next < end; ) {
            if (used == block.length) {
                beginBlock(end - next);
            }
            int count = Math.min(end - next, block.length - used);
            System.arraycopy(bytes, next, block, used, count);
            used += count;
            next += count;
        }
        size += length;
    }

    private void beginBlock(int toCome) {
        if (used > 0) {
            fullBlocks.add(block);
        }
        int wanted = Math.max(toCome, 2 * block.length);
        block = new byte[Math.max(SMALLEST_BLOCK, Math.min(LARGEST_BLOCK, wanted))];
        used = 0;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** How many bytes its blocks have room for. */
    int capacity() {
        return fullBlocks.stream().mapToInt(full -> full.length).sum() + block.length;
    }

    /** All of them, in a new array. */
    public byte[] toByteArray() {
        byte[] all = new byte[size];
        int next = 0;
        for (byte[] full : fullBlocks) {
            System.arraycopy(full, 0, all, next, full.length);
            next += full.length;
        }
        System.arraycopy(block, 0, all, next, used);
        return all;
    }

    /** Drops all of them. */
    public void clear() {
        fullBlocks.clear();
        block = new byte[0];
        used = 0;
        size = 0;
    }
}
