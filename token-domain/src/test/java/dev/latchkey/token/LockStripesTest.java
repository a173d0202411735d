package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class LockStripesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LockStripes stripes = new LockStripes();

    /**
     * The first lock is held until both wait for it. Were they locked in the order in which they are given, the second thread
     * would have the second lock by then, and each would wait for the other's.
     */
    @Test
    @Timeout(60)
    void locked_ofTheSameTwoInEitherOrder_neverWaitsForever() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Thread holder = start(IntStream.of(1), () -> {
            held.countDown();
            await(release);
        });
        held.await();
        Thread forwards = start(IntStream.of(1, 2), () -> {});
        awaitWaiting(forwards);
        Thread backwards = start(IntStream.of(2, 1), () -> {});
        awaitWaiting(backwards);

        release.countDown();

        for (Thread each : new Thread[] {holder, forwards, backwards}) {
            each.join(PATIENCE.toMillis());
            assertThat(each.isAlive()).isFalse();
        }
    }

    @Test
    @Timeout(60)
    void locked_withOneLockTwice_takesItOnce() throws Exception {
        Thread first = start(IntStream.of(1, 65, 1), () -> {});
        first.join();

        Thread second = start(IntStream.of(65), () -> {});

        second.join(PATIENCE.toMillis());
        assertThat(second.isAlive()).isFalse();
    }

    /** A daemon, so that one that waits for ever does not keep the tests from ending. */
    private Thread start(IntStream hashes, Runnable action) {
        Thread thread = new Thread(() -> stripes.locked(hashes, () -> {
            action.run();
            return true;
        }));
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
