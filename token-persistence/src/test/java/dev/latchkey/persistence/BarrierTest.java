package dev.latchkey.persistence;

import static com.google.common.util.concurrent.Uninterruptibles.awaitUninterruptibly;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.persistence.RevisionStatements.Position;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long a change waits, by a clock that goes on while it pauses. */
@Timeout(20)
final class BarrierTest {

    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final Position CHANGE = new Position(7, LEASE, "1");

    private final TestClock clock = new TestClock();
    private final List<Duration> pauses = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private Duration betweenLooks = Duration.ofMillis(1);
    private long confirmed = CHANGE.revision() - 1;

    private Barrier barrier(Barrier.Confirmations confirmations) {
        return barrier(confirmations, nanos -> {
            assertThat(Thread.currentThread().isInterrupted())
                    .as("would not pause")
                    .isFalse();
            pauses.add(Duration.ofNanos(nanos));
            clock.passNanos(nanos);
        });
    }

    private Barrier barrier(Barrier.Confirmations confirmations, LongConsumer park) {
        return new Barrier(
                timeline -> {
                    asked.incrementAndGet();
                    return confirmations.ofAll(timeline);
                },
                () -> betweenLooks,
                clock,
                park);
    }

    private Duration waited(Barrier barrier, Position change) {
        long start = clock.getAsLong();
        barrier.await(change);
        return clock.since(start);
    }

    /** They can't have confirmed much sooner, and each question is one more. */
    @Test
    void await_withManyNodes_asksMoreRarely() {
        betweenLooks = Duration.ofMillis(400);
        Barrier barrier = barrier(timeline -> asked.get() == 3 ? CHANGE.revision() : 0);

        assertThat(waited(barrier, CHANGE)).isEqualTo(Duration.ofMillis(200));

        assertThat(pauses).containsExactly(Duration.ofMillis(100), Duration.ofMillis(100));
    }

    @Test
    void await_whenAllHaveConfirmed_returnsWithoutAPause() {
        assertThat(waited(barrier(timeline -> CHANGE.revision()), CHANGE)).isZero();
        assertThat(asked).hasValue(1);
    }

    @Test
    void await_untilAllHaveConfirmed_asksAgain() {
        Barrier barrier = barrier(timeline -> asked.get() < 4 ? CHANGE.revision() - 1 : CHANGE.revision());

        assertThat(waited(barrier, CHANGE)).isLessThan(Duration.ofMillis(20));
        assertThat(asked).hasValue(4);
    }

    @Test
    void await_ifSomeNodeDoesNotConfirm_isAWholeLease() {
        assertThat(waited(barrier(timeline -> confirmed), CHANGE)).isEqualTo(LEASE);
        assertThat(pauses).allMatch(pause -> pause.compareTo(Duration.ofMillis(50)) <= 0);
    }

    @Test
    void waits_areCounted_andThoseThatNobodyConfirmed() {
        Barrier barrier = barrier(timeline -> confirmed);

        barrier.await(CHANGE);
        confirmed = CHANGE.revision();
        barrier.await(CHANGE);

        assertThat(barrier.waits()).isEqualTo(2);
        assertThat(barrier.waited()).isEqualTo(LEASE);
        assertThat(barrier.unconfirmed()).isEqualTo(1);
    }

    /** A command's own lease says nothing, and nor does the one that this process was started with. */
    @Test
    void await_isAsLongAsTheLeaseThatCameWithTheChange() {
        Barrier barrier = barrier(timeline -> confirmed);

        assertThat(waited(barrier, new Position(7, LEASE.multipliedBy(3), "1"))).isEqualTo(LEASE.multipliedBy(3));
        assertThat(waited(barrier, new Position(8, LEASE.dividedBy(2), "1"))).isEqualTo(LEASE.dividedBy(2));
    }

    @Test
    void await_ifAskingFails_isAWholeLease() {
        Barrier barrier = barrier(timeline -> {
            throw new SQLException("on purpose", "08006");
        });

        assertThat(waited(barrier, CHANGE)).isEqualTo(LEASE);
    }

    @Test
    void await_ifAskingFailsAtFirst_isOverOnceItIsAnswered() {
        Barrier barrier = barrier(timeline -> {
            if (asked.get() < 3) {
                throw new SQLException("on purpose", "08006");
            }
            return CHANGE.revision();
        });

        assertThat(waited(barrier, CHANGE)).isLessThan(Duration.ofMillis(20));
    }

    @Test
    void whatWasReadBefore_doesNotCount() {
        Barrier barrier = barrier(timeline -> asked.get() == 1 ? Long.MAX_VALUE : confirmed);
        barrier.await(CHANGE);
        clock.passNanos(1);

        assertThat(waited(barrier, new Position(8, LEASE, "1"))).isEqualTo(LEASE);
    }

    /** It may not have seen a node that has joined since, and has read before the commit. */
    @Test
    void aReadThatBegan_beforeTheCommitsAnswer_doesNotCount() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        CountDownLatch paused = new CountDownLatch(1);
        CountDownLatch firstIsOver = new CountDownLatch(1);
        Barrier barrier = barrier(
                timeline -> {
                    if (asked.get() == 1) {
                        begun.countDown();
                        awaitUninterruptibly(mayAnswer);
                        return Long.MAX_VALUE;
                    }
                    return confirmed;
                },
                nanos -> {
                    paused.countDown();
                    awaitUninterruptibly(firstIsOver);
                    clock.passNanos(nanos);
                });
        Thread first = started(() -> {
            barrier.await(CHANGE);
            firstIsOver.countDown();
        });
        begun.await();
        clock.passNanos(1);
        long start = clock.getAsLong();
        Thread later = started(() -> barrier.await(new Position(8, LEASE, "1")));
        paused.await();

        mayAnswer.countDown();

        first.join();
        later.join();
        assertThat(clock.since(start)).isEqualTo(LEASE);
    }

    @Test
    void aReadOfAnotherTimeline_doesNotCount() {
        Barrier barrier = barrier(timeline -> timeline.equals("1") ? Long.MAX_VALUE : RevisionStatements.NONE);
        barrier.await(CHANGE);

        assertThat(waited(barrier, new Position(7, LEASE, "2"))).isEqualTo(LEASE);
    }

    @Test
    void ofSeveralThatWait_oneAsks() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        CountDownLatch paused = new CountDownLatch(3);
        CountDownLatch firstIsOver = new CountDownLatch(1);
        Barrier barrier = barrier(
                timeline -> {
                    begun.countDown();
                    awaitUninterruptibly(mayAnswer);
                    return CHANGE.revision();
                },
                nanos -> {
                    paused.countDown();
                    awaitUninterruptibly(firstIsOver);
                });
        Thread first = started(() -> {
            barrier.await(CHANGE);
            firstIsOver.countDown();
        });
        begun.await();
        List<Thread> others = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            others.add(started(() -> barrier.await(CHANGE)));
        }
        paused.await();

        mayAnswer.countDown();

        first.join();
        for (Thread other : others) {
            other.join();
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void await_interrupted_isAWholeLeaseAllTheSame_andStaysInterrupted() {
        Barrier barrier = barrier(timeline -> confirmed);
        Thread.currentThread().interrupt();

        assertThat(waited(barrier, CHANGE)).isEqualTo(LEASE);

        assertThat(Thread.interrupted()).isTrue();
    }

    private static Thread started(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        return thread;
    }
}
