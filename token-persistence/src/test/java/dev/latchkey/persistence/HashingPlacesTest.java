package dev.latchkey.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.account.HashingPlace;
import dev.latchkey.account.HashingPlace.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class HashingPlacesTest {

    private static final int FLOOD = 80;
    private static final HashingPlace HERE = new HashingPlace(Kind.SIGN_IN, "192.0.2.7");
    private static final HashingPlace THERE = new HashingPlace(Kind.SIGN_IN, "203.0.113.9");

    private final HashingPlaces places = new HashingPlaces();
    private final ExecutorService threads = Executors.newFixedThreadPool(FLOOD);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void stop() {
        end.countDown();
        threads.shutdown();
        places.close();
    }

    @Test
    void attempt_byOneNetwork_runsTwoAtOnce_keepsTwentyWaiting_andTurnsTheRestAway() {
        flood(HERE, 50);

        await().until(() -> turnedAway.get() >= 28);
        assertThat(running).hasValue(2);
        await().until(() -> turnedAway.get() == 48); // those that waited for a second
        assertThat(most).hasValue(2);
    }

    @Test
    void attempt_byAnotherNetwork_whileOneHasAllThatItMay_goesAtOnce() {
        flood(HERE, 50);
        await().until(() -> running.get() == 2);

        assertThat(places.attempt(THERE, () -> "hash")).contains("hash");
    }

    @Test
    void attempt_byManyNetworks_runsThreeAtOnce() {
        for (int i = 0; i < 20; i++) {
            flood(new HashingPlace(Kind.SIGN_IN, "network " + i), 2);
        }

        await().until(() -> running.get() == 3);
        await().until(() -> turnedAway.get() == 37);
        assertThat(most).hasValue(3);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"CONFIRMATION", "REVOCATION"})
    void attempt_ofAnotherKind_neverWaitsForStrangers(Kind kind) {
        for (int i = 0; i < 20; i++) {
            flood(new HashingPlace(Kind.SIGN_IN, "network " + i), 2);
        }
        await().until(() -> running.get() == 3);

        assertThat(places.attempt(new HashingPlace(kind, "network 1"), () -> "hash"))
                .contains("hash");
    }

    @Test
    void attempt_inAFloodOfQuickOnes_letsThoseThatWaitedIn() throws Exception {
        Semaphore turns = new Semaphore(0);
        List<Future<Optional<String>>> results = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            results.add(threads.submit(() -> places.attempt(HERE, () -> {
                turns.acquireUninterruptibly();
                return "hash";
            })));
        }
        turns.release(20);

        for (Future<Optional<String>> result : results) {
            assertThat(result.get()).contains("hash");
        }
    }

    @Test
    void hash_byManyThreads_runsOnAFewOfItsOwn() throws Exception {
        Set<Thread> hashed = ConcurrentHashMap.newKeySet();
        List<Future<Boolean>> results = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            results.add(threads.submit(() -> places.hash(() -> hashed.add(Thread.currentThread()))));
        }
        for (Future<Boolean> result : results) {
            assertThat(result.get()).isNotNull();
        }

        assertThat(hashed)
                .hasSizeBetween(1, 8)
                .allMatch(thread -> thread.getName().equals("latchkey-hashing"));
    }

    @Test
    void attempt_afterAFailure_hasItsPlaceAgain() {
        for (int i = 0; i < 30; i++) {
            try {
                places.attempt(HERE, () -> {
                    throw new IllegalStateException("on purpose");
                });
            } catch (IllegalStateException expected) {
                assertThat(expected).hasMessage("on purpose");
            }
        }

        assertThat(places.attempt(HERE, () -> "hash")).contains("hash");
    }

    @Test
    void attempt_whenInterrupted_isTurnedAway() {
        flood(HERE, 2);
        await().until(() -> running.get() == 2);
        Thread.currentThread().interrupt();

        assertThat(places.attempt(HERE, () -> "hash")).isEmpty();

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void await_inAFlood_waitsForItsTurn() throws Exception {
        flood(new HashingPlace(Kind.CONFIRMATION, ""), 12);
        await().until(() -> running.get() == 2);
        Future<String> patient = threads.submit(() -> places.await(() -> "hash"));
        end.countDown();

        assertThat(patient.get()).isEqualTo("hash");
    }

    private void flood(HashingPlace place, int count) {
        for (int i = 0; i < count; i++) {
            threads.execute(() -> {
                if (places.attempt(place, this::hash).isEmpty()) {
                    turnedAway.incrementAndGet();
                }
            });
        }
    }

    private String hash() {
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
}
