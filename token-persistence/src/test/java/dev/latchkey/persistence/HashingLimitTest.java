package dev.latchkey.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HashingLimitTest {

    private static final int FLOOD = 50;

    private final HashingLimit limit = new HashingLimit();
    private final ExecutorService threads = Executors.newFixedThreadPool(FLOOD);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @AfterEach
    void stop() {
        threads.shutdownNow();
        limit.close();
    }

    @Test
    void attempt_inAFlood_runsTwoAtOnce_keepsTwentyWaitingForASecond_andTurnsTheRestAway() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Queue<Long> waits = new ConcurrentLinkedQueue<>(); // of those turned away, in milliseconds
        List<Future<Optional<String>>> results = new ArrayList<>();
        for (int i = 0; i < FLOOD; i++) {
            results.add(threads.submit(() -> {
                long start = System.nanoTime();
                Optional<String> result = limit.attempt(() -> hash(end));
                if (result.isEmpty()) {
                    waits.add(sinceMillis(start));
                }
                return result;
            }));
        }

        await().until(() -> waits.size() == FLOOD - 2);
        assertThat(waits).filteredOn(wait -> wait >= 1_000).hasSize(20);
        assertThat(waits).allSatisfy(wait -> assertThat(wait).isLessThan(3_000));
        end.countDown();

        int done = 0;
        for (Future<Optional<String>> result : results) {
            done += result.get().isPresent() ? 1 : 0;
        }
        assertThat(done).isEqualTo(2);
        assertThat(most).hasValue(2);
    }

    @Test
    void attempt_inAFloodOfQuickOnes_letsThoseThatWaitedIn() throws Exception {
        Semaphore turns = new Semaphore(0);
        List<Future<Optional<String>>> results = new ArrayList<>();
        for (int i = 0; i < 22; i++) {
            results.add(threads.submit(() -> limit.attempt(() -> {
                turns.acquireUninterruptibly();
                return "hash";
            })));
        }
        turns.release(22);

        for (Future<Optional<String>> result : results) {
            assertThat(result.get()).contains("hash");
        }
    }

    @Test
    void attempt_byManyThreads_hashesOnTwoOfItsOwn() throws Exception {
        Set<Thread> hashed = ConcurrentHashMap.newKeySet();
        List<Future<Optional<Boolean>>> results = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            results.add(threads.submit(() -> limit.attempt(() -> hashed.add(Thread.currentThread()))));
        }
        for (Future<Optional<Boolean>> result : results) {
            assertThat(result.get()).isPresent();
        }

        assertThat(hashed).hasSizeBetween(1, 2);
    }

    @Test
    void attempt_afterAFailure_hasItsPlaceAgain() {
        for (int i = 0; i < 30; i++) {
            try {
                limit.attempt(() -> {
                    throw new IllegalStateException("on purpose");
                });
            } catch (IllegalStateException expected) {
                assertThat(expected).hasMessage("on purpose");
            }
        }

        assertThat(limit.attempt(() -> "hash")).contains("hash");
    }

    @Test
    void attempt_whenInterrupted_isTurnedAway() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        threads.execute(() -> limit.attempt(() -> hash(end)));
        threads.execute(() -> limit.attempt(() -> hash(end)));
        await().until(() -> running.get() == 2);
        Thread.currentThread().interrupt();

        assertThat(limit.attempt(() -> "hash")).isEmpty();

        assertThat(Thread.interrupted()).isTrue();
        end.countDown();
    }

    @Test
    void await_inAFlood_waitsForItsTurn() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        for (int i = 0; i < FLOOD - 1; i++) {
            threads.execute(() -> limit.attempt(() -> hash(end)));
        }
        await().until(() -> running.get() == 2);
        Future<String> patient = threads.submit(() -> limit.await(() -> hash(end)));
        end.countDown();

        assertThat(patient.get()).isEqualTo("hash");
        assertThat(most).hasValue(2);
    }

    private String hash(CountDownLatch end) {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            end.await();
            return "hash";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            running.decrementAndGet();
        }
    }

    private static long sinceMillis(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
