package dev.latchkey.persistence;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.common.collect.Multiset;
import dev.latchkey.account.HashingPlace;
import dev.latchkey.account.HashingPlace.Kind;
import dev.latchkey.token.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The places where passwords are hashed, for each kind its own: each hash takes 19 MiB and a processor for a while, and more at once would
 * only take more memory. They are hashed on threads of its own, as the native allocator keeps what was freed for the thread that had it: on
 * the callers' threads, each of them would hold on to its 19 MiB.
 */
final class HashingPlaces implements AutoCloseable {

    /** One more than a network gets: so one network never has all places of strangers or of those who are signed in. */
    private static final ImmutableMap<Kind, Integer> AT_ONCE =
            ImmutableMap.of(Kind.SIGN_IN, 3, Kind.CONFIRMATION, 3, Kind.REVOCATION, 2);

    private static final int AT_ONCE_OF_NETWORK = 2;
    private static final int WAITING = 24;
    private static final int WAITING_OF_NETWORK = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LONG_PATIENCE = Duration.ofSeconds(30);

    /** Where passwords are hashed that are to be stored, for nobody's network. */
    private static final HashingPlace STORING = new HashingPlace(Kind.CONFIRMATION, "");

    private final ImmutableMap<Kind, Queue> queues = Maps.immutableEnumMap(
            Maps.asMap(EnumSet.allOf(Kind.class), kind -> new Queue(AT_ONCE.getOrDefault(kind, 1))));
    private final ExecutorService threads = Executors.newFixedThreadPool(
            AT_ONCE.values().stream().mapToInt(Integer::intValue).sum(), HashingPlaces::thread);

    /** The result of {@code work} at a place, or empty if too many are waiting, or have been before it for too long. */
    <T> Optional<T> attempt(HashingPlace place, Supplier<T> work) {
        return within(false, PATIENCE, place, work);
    }

    /** The result of {@code hashing} on a thread for it, however many are waiting for a place. */
    <T> T await(Supplier<T> hashing) {
        return within(true, LONG_PATIENCE, STORING, () -> hash(hashing))
                .orElseThrow(() -> new StorageException("too many passwords are being hashed"));
    }

    /** The result of {@code hashing} on a thread for it; to be asked at a place. */
    <T> T hash(Supplier<T> hashing) {
        try {
            return CompletableFuture.supplyAsync(hashing, threads).join();
        } catch (RejectedExecutionException e) {
            throw new StorageException("the database is closed", e);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    /** @param always whether it waits however many do */
    private <T> Optional<T> within(boolean always, Duration patience, HashingPlace place, Supplier<T> work) {
        Queue queue = queues.get(place.kind());
        if (queue == null || !entered(queue, always, place.network(), patience)) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            queue.leave(place.network());
        }
    }

    private static boolean entered(Queue queue, boolean always, String network, Duration patience) {
        try {
            return queue.enter(always, network, patience.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How many wait for a place now. */
    int waiting() {
        return queues.values().stream().mapToInt(Queue::waiting).sum();
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

    /** The places of one kind, and those who wait for one, in the order in which they came. */
    private static final class Queue {

        /** Somebody who waits; each is equal to itself alone. */
        private static final class Waiter {

            private final String network;

            Waiter(String network) {
                this.network = network;
            }
        }

        private final int atOnce;
        private final Multiset<String> running = HashMultiset.create();
        private final List<Waiter> waiting = new ArrayList<>();

        Queue(int atOnce) {
            this.atOnce = atOnce;
        }

        synchronized boolean enter(boolean always, String network, long patienceNanos) throws InterruptedException {
            if (!always && isFull(network)) {
                return false;
            }
            Waiter waiter = new Waiter(network);
            waiting.add(waiter);
            try {
                long deadline = System.nanoTime() + patienceNanos;
                while (!isNext(waiter)) {
                    long left = deadline - System.nanoTime();
                    if (left <= 0) {
                        return false;
                    }
                    TimeUnit.NANOSECONDS.timedWait(this, left);
                }
                running.add(network);
                return true;
            } finally {
                waiting.remove(waiter);
                notifyAll(); // perhaps the one behind it goes now
            }
        }

        synchronized int waiting() {
            return waiting.size();
        }

        synchronized void leave(String network) {
            running.remove(network);
            notifyAll();
        }

        private boolean isFull(String network) {
            return waiting.size() >= WAITING
                    || waiting.stream()
                                    .filter(waiter -> waiter.network.equals(network))
                                    .count()
                            >= WAITING_OF_NETWORK;
        }

        /** Whether there is a place, and this is the first of those whose networks may have one more. */
        private boolean isNext(Waiter waiter) {
            return running.size() < atOnce
                    && waiting.stream()
                            .filter(each -> running.count(each.network) < AT_ONCE_OF_NETWORK)
                            .findFirst()
                            .filter(first -> first == waiter)
                            .isPresent();
        }
    }
}
