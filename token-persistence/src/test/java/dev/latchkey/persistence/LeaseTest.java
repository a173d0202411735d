package dev.latchkey.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.token.Tokens;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class LeaseTest {

    private static final Duration TIME = Duration.ofSeconds(1);

    private final TestClock clock = new TestClock();
    private final Lease lease = Leases.of(TIME, clock);

    private void assertHeld(boolean held) {
        assertThat(lease.era() != Tokens.Watch.NO_ERA).isEqualTo(held);
    }

    @Test
    void isNotHeld_beforeTheFirstRenewal() {
        assertHeld(false);
    }

    /** 0.8 / 0.9 is less than 1 / 1.1. */
    @Test
    void isUsedForFourFifthsOfTheTimeThatOthersWait() {
        assertThat(lease.time()).isEqualTo(TIME);
        assertThat(lease.use()).isEqualTo(Duration.ofMillis(800));
        assertThat(lease.period()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void counts_fromBeforeTheRenewalWasSent() {
        long sentAt = lease.now();
        clock.pass(Duration.ofMillis(300));
        lease.prolong(sentAt);

        clock.pass(Duration.ofMillis(500).minusNanos(1));
        assertHeld(true);
        clock.passNanos(1);
        assertHeld(false);
    }

    @Test
    void left_isWhatThereIsStill_andOneThatRanOutIsCounted() {
        assertThat(lease.left()).isZero();
        lease.prolong(lease.now());
        clock.pass(Duration.ofMillis(300));
        assertThat(lease.left()).isEqualTo(Duration.ofMillis(500));
        lease.prolong(lease.now());
        assertThat(lease.lost()).isZero();

        clock.pass(lease.use());
        assertThat(lease.left()).isZero();
        lease.prolong(lease.now());
        assertThat(lease.lost()).isEqualTo(1);
    }

    @Test
    void aRenewalWhoseAnswerTookTooLong_givesNothing() {
        long sentAt = lease.now();
        clock.pass(lease.use());
        lease.prolong(sentAt);

        assertHeld(false);
    }

    @Test
    void ends_byTheClock_withoutAnybodyWhoEndsIt() {
        lease.prolong(lease.now());
        assertHeld(true);

        clock.pass(lease.use());

        assertHeld(false);
    }

    @Test
    void closed_isNotHeld_andNeverProlonged() {
        lease.prolong(lease.now());
        lease.close();
        assertHeld(false);

        clock.passNanos(1);
        lease.prolong(lease.now());

        assertHeld(false);
        assertThat(lease.await(Duration.ofDays(1))).isFalse();
    }

    @Test
    void anotherEra_endsIt_andHasAnotherNumberAndTimeline() {
        lease.startEra("1");
        lease.prolong(lease.now());
        long before = lease.era();

        lease.startEra("2");
        assertHeld(false);
        assertThat(lease.timeline()).isEqualTo("2");

        clock.passNanos(1);
        lease.prolong(lease.now());
        assertThat(lease.era()).isGreaterThan(before);
    }

    @Test
    void await_whileItIsHeld_returnsAtOnce() {
        lease.prolong(lease.now());

        assertThat(lease.await(Duration.ZERO)).isTrue();
        assertThat(lease.await(Duration.ofDays(1))).isTrue();
    }

    @Test
    void await_withNoTimeLeft_returnsAtOnce() {
        assertThat(lease.await(Duration.ZERO)).isFalse();
    }

    @Test
    void await_whenItIsProlonged_returns() throws InterruptedException {
        Thread waiting = waiting();

        lease.prolong(lease.now());

        waiting.join();
        assertHeld(true);
    }

    @Test
    void await_whenItIsClosed_returns() throws InterruptedException {
        Thread waiting = waiting();

        lease.close();

        waiting.join();
    }

    @Test
    void await_interrupted_returnsAndStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertThat(lease.await(Duration.ofDays(1))).isFalse();

        assertThat(Thread.interrupted()).isTrue();
    }

    private Thread waiting() {
        Thread waiting = new Thread(() -> lease.await(Duration.ofDays(1)));
        waiting.start();
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            assertThat(waiting.isAlive()).isTrue();
        }
        return waiting;
    }
}
