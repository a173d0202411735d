package dev.latchkey.persistence;

import static dev.latchkey.token.testing.Fixtures.newValue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenWatchers;
import dev.latchkey.token.Tokens;
import dev.latchkey.token.testing.ExpectedLog;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a renewal does, and in which order. */
@Timeout(20)
final class RenewalLoopTest {

    private static final Duration LEASE = Duration.ofSeconds(4);
    private static final TokenFingerprint TOKEN = newValue().fingerprint();

    private final TestClock clock = new TestClock();
    private final Lease lease = Leases.of(LEASE, clock);
    private final TokenWatchers watchers = new TokenWatchers();
    private final FakeNodeConnection server = new FakeNodeConnection();
    private final List<Duration> pauses = new ArrayList<>();
    private final RenewalPauses waiting = new RenewalPauses(lease, (monitor, nanos) -> {
        pauses.add(Duration.ofNanos(nanos));
        clock.passNanos(nanos);
    });
    private final RenewalLoop loop = new RenewalLoop(
            new RenewalPlace(this::open, () -> server.done.add("another server, " + held())), lease, watchers, waiting);

    private NodeConnection open(Duration longestAnswer) throws SQLException {
        server.done.add("open");
        if (server.failing) {
            throw new SQLException("on purpose", "08001");
        }
        return server;
    }

    private String held() {
        return lease.era() == Tokens.Watch.NO_ERA ? "no lease" : "lease";
    }

    /** Has joined, and its lease is over. */
    private void joined() throws SQLException {
        loop.step();
        clock.pass(lease.use());
        server.done.clear();
    }

    /** Is told of a revision before each of its turns, until it is told no more. */
    private void beBusy() {
        for (int i = 0; i < RenewalPauses.BUSY; i++) {
            server.revoke(TOKEN);
            server.told = server.last;
            loop.turn();
        }
    }

    private UUID node() {
        assertThat(server.beats).hasSize(1);
        return server.beats.keySet().iterator().next();
    }

    /** The pool's connections are to the same server, and stay. */
    @Test
    void theFirstStep_joins_andRenews() throws SQLException {
        server.last = 41;

        loop.step();

        assertThat(server.done).containsExactly("open", "join", "renew, confirming 41", "beats", "remove confirmed");
        assertThat(held()).isEqualTo("lease");
        assertThat(lease.timeline()).isEqualTo("1");
    }

    @Test
    void withoutNews_oneRenewalIsSent() throws SQLException {
        joined();
        long era = lease.era();

        loop.step();

        assertThat(server.done).containsExactly("renew, confirming 0");
        assertThat(held()).isEqualTo("lease");
        assertThat(era).isEqualTo(Tokens.Watch.NO_ERA);
    }

    @Test
    void theLeaseCounts_fromBeforeTheRenewalWasSent() throws SQLException {
        joined();
        server.onTheWay = () -> clock.pass(Duration.ofSeconds(3));

        loop.step();

        clock.pass(Duration.ofMillis(200).minusNanos(1));
        assertThat(held()).isEqualTo("lease");
        clock.passNanos(1);
        assertThat(held()).isEqualTo("no lease");
    }

    @Test
    void whatWasRevoked_isForgotten_thenTheLeaseProlonged_thenAllOfItConfirmed() throws SQLException {
        joined();
        watchers.add(fingerprint -> server.done.add("forget, " + held()));
        server.onTheWay = () -> server.done.add("under way, " + held());
        server.revoke(TOKEN);

        loop.step();

        assertThat(server.done)
                .containsExactly(
                        "renew, confirming 0",
                        "under way, no lease",
                        "forget, no lease",
                        "renew, confirming 1",
                        "under way, lease");
    }

    @Test
    void toldOfARevision_itForgetsFirst_soThatOneRenewalConfirmsIt() throws SQLException {
        joined();
        watchers.add(fingerprint -> server.done.add("forget, " + held()));
        server.revoke(TOKEN);
        server.told = 1;

        loop.turn();

        assertThat(server.done).containsExactly("hear", "forget, no lease", "renew, confirming 1");
        assertThat(held()).isEqualTo("lease");
    }

    @Test
    void toldOfARevision_thatItHasApplied_itWaits() throws SQLException {
        server.last = 1;
        joined();
        server.told = 1;
        server.whileWaiting = clock::pass;

        loop.turn();

        assertThat(server.done).startsWith("renew, confirming 1").doesNotContain("hear");
    }

    /** The revision may be another one there, and have the same number. */
    @Test
    void toldOfARevision_byAnotherServer_itAppliesNothingOfIt() throws SQLException {
        joined();
        watchers.add(fingerprint -> server.done.add("forget"));
        server.revoke(TOKEN);
        server.told = 1;
        server.timeline = "2";

        loop.turn();

        assertThat(server.done)
                .containsExactly(
                        "hear",
                        "renew, confirming 0 of another server",
                        "another server, no lease",
                        "forget",
                        "renew, confirming 1");
    }

    @Test
    void toldOfMoreThanCanBeTold_theRenewalBeginsAnotherEra() throws SQLException {
        loop.step();
        long era = lease.era();
        server.done.clear();
        server.last++;
        server.all = true;
        server.told = 1;

        loop.turn();

        assertThat(lease.era()).isGreaterThan(era);
        assertThat(server.done).containsExactly("hear", "renew, confirming 0", "renew, confirming 1");
    }

    @Test
    void moreThanCanBeTold_beginsAnotherEra_andKeepsThePool() throws SQLException {
        loop.step();
        long era = lease.era();
        server.done.clear();
        server.last++;
        server.all = true;

        loop.step();

        assertThat(lease.era()).isGreaterThan(era);
        assertThat(server.done).containsExactly("renew, confirming 0", "renew, confirming 1");
    }

    @Test
    void anotherTimeline_beginsAnotherEra_andLetsThePoolGo_beforeAnythingElse() throws SQLException {
        loop.step();
        long era = lease.era();
        watchers.add(fingerprint -> server.done.add("forget, " + held()));
        server.done.clear();
        server.revoke(TOKEN);
        server.timeline = "2";

        loop.step();

        assertThat(server.done)
                .containsExactly(
                        "renew, confirming 0 of another server",
                        "another server, no lease",
                        "forget, no lease",
                        "renew, confirming 1");
        assertThat(lease.timeline()).isEqualTo("2");
        assertThat(lease.era()).isGreaterThan(era);
    }

    @ExpectedLog("the lease could not be renewed")
    @Test
    void aNodeThatIsTakenForGone_hasNoLease_andJoinsAnewAsAnother() throws SQLException {
        loop.step();
        UUID before = node();
        long era = lease.era();
        watchers.add(fingerprint -> server.done.add("forget"));
        server.beats.clear();
        server.revoke(TOKEN);
        server.done.clear();
        server.whileWaiting = clock::pass;

        loop.turn();

        assertThat(held()).isEqualTo("no lease");
        assertThat(server.done).containsExactly("renew, confirming 0", "abort");

        server.done.clear();
        loop.turn();

        assertThat(server.done).containsExactly("open", "join", "renew, confirming 1");
        assertThat(node()).isNotEqualTo(before);
        assertThat(lease.era()).isGreaterThan(era);
    }

    /** As after a failover in which the others were quicker. */
    @ExpectedLog("the lease could not be renewed")
    @Test
    void aNodeThatJoinsAnew_atAnotherServer_letsThePoolGo() throws SQLException {
        loop.step();
        server.beats.clear();
        server.whileWaiting = clock::pass;
        loop.turn();
        server.timeline = "2";
        server.done.clear();

        loop.turn();

        assertThat(server.done).containsExactly("open", "another server, no lease", "join", "renew, confirming 0");
    }

    @Test
    void aRenewalThatFails_prolongsNothing() throws SQLException {
        joined();
        server.failing = true;

        assertThatThrownBy(loop::step).isInstanceOf(SQLException.class);

        assertThat(held()).isEqualTo("no lease");
    }

    /** What it had applied is confirmed; nothing of what it did not hear of. */
    @ExpectedLog("the lease could not be renewed")
    @Test
    void afterAFailure_theSameNodeRenews_onAnotherConnection() throws SQLException {
        joined();
        UUID before = node();
        server.whileWaiting = clock::pass;
        server.failing = true;
        loop.turn();
        server.failing = false;
        server.revoke(TOKEN);
        server.done.clear();

        loop.turn();

        assertThat(server.done).startsWith("open", "renew, confirming 0", "renew, confirming 1");
        assertThat(node()).isEqualTo(before);
    }

    @ExpectedLog("the lease could not be renewed")
    @Test
    void thePausesAfterFailures_grow_andAreBounded_andBeginAnew() throws SQLException {
        joined();
        server.failing = true;
        server.whileWaiting = clock::pass;
        for (int i = 0; i < 8; i++) {
            loop.turn();
        }

        assertThat(pauses)
                .extracting(Duration::toMillis)
                .containsExactly(50L, 2_000L, 3_000L, 4_000L, 5_000L, 5_000L, 5_000L);

        server.failing = false;
        loop.turn();
        assertThat(held()).isEqualTo("lease");
        pauses.clear();
        server.failing = true;
        loop.turn();
        loop.turn();
        assertThat(pauses).extracting(Duration::toMillis).containsExactly(50L);
    }

    @Test
    void theNextRenewal_isSentAfterAQuarterOfTheLease() throws SQLException {
        joined();
        server.whileWaiting = clock::pass;
        long start = clock.getAsLong();

        loop.turn();

        assertThat(clock.since(start)).isEqualTo(Duration.ofSeconds(1));
        assertThat(server.done).startsWith("renew, confirming 0");
    }

    @Test
    void ifNotificationsAreSwallowed_itLooksOften_andRenewsWhenItIsTime() throws SQLException {
        server.isTold = false;
        loop.step();
        server.done.clear();

        for (int i = 0; i < 20; i++) {
            loop.turn();
        }

        assertThat(pauses).hasSize(20).containsOnly(Duration.ofMillis(50));
        assertThat(server.done).hasSize(21).startsWith("hear", "hear").endsWith("hear", "renew, confirming 0");
    }

    @Test
    void ifNotificationsAreSwallowed_itConfirmsWhatItFinds() throws SQLException {
        server.isTold = false;
        loop.step();
        server.done.clear();
        server.revoke(TOKEN);

        loop.turn();

        assertThat(server.done).containsExactly("hear", "renew, confirming 1");
    }

    @Test
    void whileRevisionsComeFasterThanItsTurns_itIsNotTold_andThenLooksOnceMore() throws SQLException {
        loop.step();
        beBusy();
        assertThat(server.done).endsWith("unlisten", "hear", "renew, confirming 8");
        assertThat(server.isTold).isFalse();
        server.done.clear();
        server.revoke(TOKEN);

        loop.turn();
        loop.turn();

        assertThat(server.done).containsExactly("hear", "renew, confirming 9", "hear", "listen", "hear");
        assertThat(server.isTold).isTrue();
    }

    @ExpectedLog("the lease could not be renewed")
    @Test
    void anotherConnection_isToldFromTheBeginning() throws SQLException {
        loop.step();
        beBusy();
        server.failing = true;
        loop.turn();
        server.failing = false;
        server.isTold = false; // as behind a pooler
        loop.turn();
        pauses.clear();
        server.done.clear();

        loop.turn();

        assertThat(pauses).containsExactly(RenewalPauses.BLIND);
        assertThat(server.done).containsExactly("hear");
    }

    @Test
    void othersThatAreGone_areReaped_andWhatAllConfirmedRemoved_onceInALease() throws SQLException {
        joined();
        server.beats.put(UUID.randomUUID(), 7L);
        for (int i = 0; i < 3; i++) {
            clock.pass(LEASE);
            loop.step();
        }

        assertThat(server.done)
                .containsExactly(
                        "renew, confirming 0",
                        "beats",
                        "remove confirmed",
                        "renew, confirming 0",
                        "beats",
                        "reap",
                        "remove confirmed",
                        "renew, confirming 0",
                        "beats",
                        "remove confirmed");
        assertThat(server.beats).hasSize(1);
    }

    @Test
    void othersOfAnotherLease_areWaitedFor_andReplacedIfTheyAreGone() throws SQLException {
        server.refusing = true;
        server.leaseOfOthers = Duration.ofSeconds(60);
        server.beats.put(UUID.randomUUID(), 7L);

        loop.step();

        assertThat(pauses).containsExactly(server.leaseOfOthers);
        assertThat(server.done).startsWith("open", "join", "beats", "beats", "reap", "join", "renew, confirming 0");
        assertThat(held()).isEqualTo("lease");
    }

    @Test
    void othersOfAnotherLease_thatAreThere_areAnError() {
        UUID other = UUID.randomUUID();
        server.refusing = true;
        server.leaseOfOthers = Duration.ofSeconds(60);
        server.beats.put(other, 7L);
        Lease own = Leases.of(LEASE, clock);
        RenewalLoop refused = new RenewalLoop(
                new RenewalPlace(longest -> server, () -> {}),
                own,
                watchers,
                new RenewalPauses(own, (monitor, nanos) -> {
                    clock.passNanos(nanos);
                    server.beats.put(other, 8L);
                }));

        assertThatThrownBy(refused::step).isInstanceOf(StorageException.class);

        assertThat(own.era()).isEqualTo(Tokens.Watch.NO_ERA);
        assertThat(server.beats.keySet()).isEqualTo(ImmutableSet.of(other));
    }

    @Test
    void closed_leaves_andGivesTheConnectionBack() throws SQLException {
        FakeNodeConnection other = new FakeNodeConnection();
        RenewalLoop started = RenewalLoop.start(
                new RenewalPlace(longest -> other, () -> {}), Leases.of(LEASE, System::nanoTime), watchers);

        started.close();

        assertThat(other.done).startsWith("join").endsWith("leave", "give back");
        assertThat(other.beats).isEmpty();
    }
}
