package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.latchkey.token.UndecidedException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class UpkeepTest {

    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void start_runsEveryTaskAgainAndAgain() throws Exception {
        CountDownLatch first = new CountDownLatch(3);
        CountDownLatch second = new CountDownLatch(3);
        try (Upkeep unused =
                Upkeep.start(ImmutableMap.of("counting", first::countDown, "counting too", second::countDown), SHORT)) {
            first.await();
            second.await();
        }
    }

    @Test
    void itsThread_keepsNoProgramFromEnding() throws Exception {
        BlockingQueue<Boolean> daemon = new LinkedBlockingQueue<>();
        try (Upkeep unused = Upkeep.start(
                ImmutableMap.of(
                        "looking", () -> daemon.add(Thread.currentThread().isDaemon())),
                SHORT)) {
            assertThat(daemon.take()).isTrue();
        }
    }

    @Test
    void aTaskThatFails_stopsNeitherTheOthersNorLaterRuns_andIsLogged() throws Exception {
        CountDownLatch failing = new CountDownLatch(3);
        CountDownLatch other = new CountDownLatch(3);
        try (LogLines log = LogLines.of(Upkeep.class);
                Upkeep unused = Upkeep.start(
                        ImmutableMap.of(
                                "failing",
                                () -> {
                                    failing.countDown();
                                    throw new IllegalStateException("on purpose");
                                },
                                "counting",
                                other::countDown),
                        SHORT)) {
            failing.await();
            other.await();
            assertThat(log.lines())
                    .containsOnlyOnce(
                            "failing failed, and will be tried again: java.lang.IllegalStateException: on purpose")
                    .contains("failing failed again: java.lang.IllegalStateException: on purpose");
        }
    }

    /** Whoever noticed it has logged it. */
    @Test
    void aStoreThatIsOutOfReach_isNotLoggedAgain() throws Exception {
        CountDownLatch failing = new CountDownLatch(3);
        try (LogLines log = LogLines.of(Upkeep.class);
                Upkeep unused = Upkeep.start(
                        ImmutableMap.of("writing", () -> {
                            failing.countDown();
                            throw new UndecidedException("out of reach");
                        }),
                        SHORT)) {
            failing.await();
            assertThat(log.lines()).doesNotContain("writing failed");
        }
    }

    @Test
    void anError_stopsNoLaterRuns() throws Exception {
        CountDownLatch failing = new CountDownLatch(3);
        try (LogLines log = LogLines.of(Upkeep.class);
                Upkeep unused = Upkeep.start(
                        ImmutableMap.of("failing", () -> {
                            failing.countDown();
                            throw new StackOverflowError("on purpose");
                        }),
                        SHORT)) {
            failing.await();
            assertThat(log.lines()).isNotEmpty();
        }
    }

    @Test
    void close_runsEveryTaskOnceMore_andThenNoMore() {
        AtomicInteger runs = new AtomicInteger();
        Upkeep upkeep = Upkeep.start(ImmutableMap.of("counting", runs::incrementAndGet), LONG);

        upkeep.close();
        assertThat(runs).hasValue(1);

        upkeep.close();
        assertThat(runs).hasValue(1);
    }

    @Test
    void close_waitsForARunThatIsUnderWay() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        Upkeep upkeep = Upkeep.start(
                ImmutableMap.of("waiting", () -> {
                    running.countDown();
                    await(mayEnd);
                    ended.incrementAndGet();
                }),
                Duration.ofSeconds(1));
        Thread closing = new Thread(upkeep::close);
        try (LogLines log = LogLines.of(Upkeep.class)) {
            running.await();
            closing.start();
            while (closing.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            assertThat(ended).hasValue(0);
            mayEnd.countDown();
            closing.join();

            assertThat(ended).hasValue(2);
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void close_whenARunDoesNotEnd_waitsForASecond_andSaysSo() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        Upkeep upkeep = Upkeep.start(
                ImmutableMap.of("hanging", () -> {
                    if (runs.getAndIncrement() == 0) {
                        running.countDown();
                        await(mayEnd);
                    }
                }),
                SHORT);
        try (LogLines log = LogLines.of(Upkeep.class)) {
            running.await();

            upkeep.close();

            assertThat(runs).hasValue(1); // a second one would hang behind it
            assertThat(log.lines()).containsExactly("a run hangs: what it was to write is not written");
        }
        mayEnd.countDown();
    }

    @Test
    void close_whenInterrupted_runsEverythingAllTheSame_andStaysInterrupted() {
        AtomicInteger runs = new AtomicInteger();
        Upkeep upkeep = Upkeep.start(ImmutableMap.of("counting", runs::incrementAndGet), LONG);

        Thread.currentThread().interrupt();
        upkeep.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(runs).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
