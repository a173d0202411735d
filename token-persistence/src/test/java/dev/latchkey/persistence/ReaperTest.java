package dev.latchkey.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A node is gone whose beat has stood still for a whole lease by the clock of the one who looks. */
final class ReaperTest {

    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final UUID NODE = UUID.randomUUID();

    private final TestClock clock = new TestClock();
    private final FakeNodeConnection server = new FakeNodeConnection();
    private final Lease lease = Leases.of(LEASE, clock);
    private final Reaper reaper = new Reaper(lease);

    private int left() throws SQLException {
        return reaper.reap(server, LEASE);
    }

    @Test
    void aBeatThatStoodStillForALease_isReaped() throws SQLException {
        server.beats.put(NODE, 3L);
        assertThat(left()).isEqualTo(1);

        clock.pass(LEASE.minusNanos(1));
        assertThat(left()).isEqualTo(1);
        clock.passNanos(1);
        assertThat(left()).isZero();

        assertThat(server.beats).isEmpty();
    }

    /** However old it may be: nobody knows for how long it has stood still. */
    @Test
    void aBeatThatIsSeenForTheFirstTime_isNotReaped() throws SQLException {
        clock.pass(LEASE.multipliedBy(10));
        server.beats.put(NODE, 3L);

        assertThat(left()).isEqualTo(1);
    }

    @Test
    void aNodeThatBeatInBetween_isNotReaped() throws SQLException {
        server.beats.put(NODE, 3L);
        left();
        clock.pass(LEASE.minusNanos(1));
        server.beats.put(NODE, 4L);
        left();

        clock.pass(LEASE.minusNanos(1));
        assertThat(left()).isEqualTo(1);
        clock.passNanos(1);
        assertThat(left()).isZero();
    }

    /** The read of the beats says nothing about what came after it. */
    @Test
    void aNodeThatBeatsAfterItWasLookedAt_isNotReaped() throws SQLException {
        server.beats.put(NODE, 3L);
        left();
        clock.pass(LEASE);
        server.beatsAfterwards = () -> server.beats.put(NODE, 4L);

        assertThat(left()).isEqualTo(1);

        assertThat(server.beats).containsEntry(NODE, 4L);
    }

    /** One that was reaped by another, and came back with the same number. */
    @Test
    void aNodeThatWasAwayInBetween_isSeenForTheFirstTime() throws SQLException {
        server.beats.put(NODE, 0L);
        left();
        server.beats.clear();
        clock.pass(LEASE);
        left();
        server.beats.put(NODE, 0L);

        assertThat(left()).isEqualTo(1);
    }

    @Test
    void run_looksAtFirst_andOnceInALease() throws SQLException {
        server.beats.put(NODE, 3L);
        server.beats.put(UUID.randomUUID(), 3L);
        reaper.run(server);
        assertThat(lease.cluster().nodes()).isEqualTo(2);
        server.beats.remove(NODE);
        server.beats.replaceAll((node, beat) -> beat + 1);
        server.done.clear();

        clock.pass(LEASE.minusNanos(1));
        reaper.run(server);
        assertThat(server.done).isEmpty();

        clock.passNanos(1);
        reaper.run(server);
        reaper.run(server);
        assertThat(server.done).containsExactly("beats", "remove confirmed");
        assertThat(lease.cluster().nodes()).isEqualTo(1);
    }
}
