package dev.latchkey.persistence;

import dev.latchkey.token.StorageException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How many passwords are hashed at once, in the order in which they came: each takes 19 MiB and a processor for a while,
 * and more at once would only take more memory.
 */
final class HashingLimit {

    private static final int AT_ONCE = 2;
    private static final int WAITING = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LONG_PATIENCE = Duration.ofSeconds(30);

    private final Semaphore running = new Semaphore(AT_ONCE, true);
    private final Semaphore admitted = new Semaphore(AT_ONCE + WAITING);

    /** The result of {@code hashing}, or nothing where too many are waiting, or have been before it for too long. */
    <T> Optional<T> attempt(Supplier<T> hashing) {
        if (!admitted.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return runWithin(PATIENCE, hashing);
        } finally {
            admitted.release();
        }
    }

    /** The result of {@code hashing}, however many are waiting. */
    <T> T await(Supplier<T> hashing) {
        return runWithin(LONG_PATIENCE, hashing)
                .orElseThrow(() -> new StorageException("too many passwords are being hashed"));
    }

    private <T> Optional<T> runWithin(Duration patience, Supplier<T> hashing) {
        if (!enter(patience)) {
            return Optional.empty();
        }
        try {
            return Optional.of(hashing.get());
        } finally {
            running.release();
        }
    }

    private boolean enter(Duration patience) {
        try {
            return running.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
