package dev.latchkey.token;

import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Locks for more things than there are locks: each thing has that of its hash. */
final class LockStripes {

    private static final int COUNT = 64;

    private final List<Lock> locks =
            Stream.<Lock>generate(ReentrantLock::new).limit(COUNT).toList();

    /** What {@code action} gives, done while everything with one of these hashes is locked. */
    <T> T locked(IntStream hashes, Supplier<T> action) {
        // Each once and always in the same order, so that no two wait for each other.
        List<Lock> needed = hashes.map(hash -> Math.floorMod(hash, COUNT))
                .distinct()
                .sorted()
                .mapToObj(locks::get)
                .toList();
        needed.forEach(Lock::lock);
        try {
            return action.get();
        } finally {
            needed.forEach(Lock::unlock);
        }
    }
}
