package dev.latchkey.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class RenewalPausesTest {

    private final TestClock clock = new TestClock();
    private final Lease lease = Leases.of(Duration.ofSeconds(60), clock);
    private final FakeNodeConnection server = new FakeNodeConnection();
    private final RenewalPauses pauses = new RenewalPauses(lease, (monitor, nanos) -> clock.passNanos(nanos));

    /** How long the node waits until it is to look. */
    private Duration beforeLook() throws SQLException {
        long start = clock.getAsLong();
        assertThat(pauses.beforeTurn(server, 0)).isTrue();
        return clock.since(start);
    }

    @Test
    void aNotification_isWaitedForInTurns_soThatItCanBeEnded() throws SQLException {
        List<Duration> turns = new ArrayList<>();
        RenewalPauses real = new RenewalPauses(lease, TimeUnit.NANOSECONDS::timedWait);
        server.whileWaiting = longest -> {
            turns.add(longest);
            if (turns.size() == 3) {
                real.end();
            }
        };

        assertThat(real.beforeTurn(server, 0)).isFalse();

        assertThat(turns).hasSize(3).containsOnly(Duration.ofMillis(200));
    }

    /** So that many nodes and many revokes don't take all of the database's time. */
    @Test
    void theMoreNodesThereAre_theRarerEachFollowsNotifications() throws SQLException {
        lease.cluster().counted(50);
        server.told = 1;

        assertThat(beforeLook()).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void aNotification_afterALongerTime_isFollowedAtOnce() throws SQLException {
        lease.cluster().counted(50);
        server.whileWaiting = longest -> {
            clock.pass(Duration.ofMillis(150));
            server.told = 1;
        };

        assertThat(beforeLook()).isEqualTo(Duration.ofMillis(150));
    }

    @Test
    void notificationsThatDontComeInARow_areGoneOnWith() throws SQLException {
        server.told = 1;
        for (int i = 0; i < RenewalPauses.BUSY - 1; i++) {
            assertThat(pauses.beforeTurn(server, 0)).isTrue();
        }
        server.whileWaiting = longest -> clock.pass(Duration.ofMillis(2));
        assertThat(pauses.beforeTurn(server, 0)).isTrue();
        server.whileWaiting = longest -> {};
        for (int i = 0; i < RenewalPauses.BUSY - 1; i++) {
            assertThat(pauses.beforeTurn(server, 0)).isTrue();
        }

        assertThat(server.isTold).isTrue();
        assertThat(pauses.beforeTurn(server, 0)).isTrue();
        assertThat(server.isTold).isFalse();
    }

    @Test
    void theTurnOfANode_isNeverLaterThanItsRenewal() throws SQLException {
        lease.cluster().counted(1_000_000);
        server.told = 1;

        assertThat(beforeLook()).isEqualTo(lease.period());
    }

    @Test
    void aPause_canBeEnded() throws InterruptedException {
        RenewalPauses real = new RenewalPauses(lease, TimeUnit.NANOSECONDS::timedWait);
        Thread pausing = new Thread(() -> real.pause(Duration.ofDays(1)));
        pausing.start();
        while (pausing.getState() != Thread.State.TIMED_WAITING) {
            assertThat(pausing.isAlive()).isTrue();
        }

        real.end();

        pausing.join();
        assertThat(real.isEnded()).isTrue();
    }

    @Test
    void anInterruptedPause_endsThemAll_andStaysInterrupted() {
        RenewalPauses real = new RenewalPauses(lease, TimeUnit.NANOSECONDS::timedWait);
        Thread.currentThread().interrupt();

        real.pause(Duration.ofDays(1));

        assertThat(real.isEnded()).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }
}
