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

    @Test
    void aNotification_isWaitedForInTurns_soThatItCanBeEnded() throws SQLException {
        List<Duration> turns = new ArrayList<>();
        RenewalPauses pauses = new RenewalPauses(lease, TimeUnit.NANOSECONDS::timedWait);
        server.whileWaiting = longest -> {
            turns.add(longest);
            if (turns.size() == 3) {
                pauses.end();
            }
        };

        pauses.beforeRenewal(server);

        assertThat(turns).hasSize(3).containsOnly(Duration.ofMillis(200));
    }

    @Test
    void aPause_canBeEnded() throws InterruptedException {
        RenewalPauses pauses = new RenewalPauses(lease, TimeUnit.NANOSECONDS::timedWait);
        Thread pausing = new Thread(() -> pauses.pause(Duration.ofDays(1)));
        pausing.start();
        while (pausing.getState() != Thread.State.TIMED_WAITING) {
            assertThat(pausing.isAlive()).isTrue();
        }

        pauses.end();

        pausing.join();
        assertThat(pauses.isEnded()).isTrue();
    }

    @Test
    void anInterruptedPause_endsThemAll_andStaysInterrupted() {
        RenewalPauses pauses = new RenewalPauses(lease, TimeUnit.NANOSECONDS::timedWait);
        Thread.currentThread().interrupt();

        pauses.pause(Duration.ofDays(1));

        assertThat(pauses.isEnded()).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }
}
