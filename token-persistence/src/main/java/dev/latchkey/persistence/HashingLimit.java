package dev.latchkey.persistence;

import dev.latchkey.token.StorageException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How many passwords are hashed at once, in the order in which they came: each takes 19 MiB and a processor for a while,
 * and more at once would only take more memory. They are hashed on threads of its own, as the native allocator keeps what
 * was freed for the thread that had it: on the callers' threads, each of them would hold on to its 19 MiB.
 */
final class HashingLimit implements AutoCloseable {

    private static final int AT_ONCE = 2;
    private static final int WAITING = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LONG_PATIENCE = Duration.ofSeconds(30);

    private final Semaphore running = new Semaphore(AT_ONCE, true);
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, HashingLimit::thread);
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
            return Optional.of(CompletableFuture.supplyAsync(hashing, threads).join());
        } catch (RejectedExecutionException e) {
            throw new StorageException("the database is closed", e);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        } finally {
            running.release();
        }
    }

    private static Thread thread(Runnable hashing) {
        Thread thread = new Thread(hashing, "latchkey-hashing");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        threads.shutdown();
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
