package dev.latchkey.persistence;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.CATALOG;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.STOP_ENV;
import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.by;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSet;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.latchkey.Latchkey;
import dev.latchkey.token.Authorization;
import dev.latchkey.token.Authorization.Denied;
import dev.latchkey.token.Authorization.Granted;
import dev.latchkey.token.Client;
import dev.latchkey.token.DenialReason;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenValue;
import dev.latchkey.token.UndecidedException;
import dev.latchkey.token.testing.ExpectedLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/** A call that starts after a change was acknowledged goes by the change, on every node. */
@Timeout(60)
final class NodesTest {

    private static final Duration LEASE = Duration.ofSeconds(1);

    private final DatabaseOptions options = Postgres.newDatabase().lease(LEASE);
    private final CuttableProxy proxy = new CuttableProxy(Postgres.port());
    private final List<AutoCloseable> opened = new ArrayList<>(List.of(proxy));

    /** A process that decides calls. */
    private record Node(Database database, Latchkey latchkey) {

        Authorization ask(TokenValue value) {
            return latchkey.authorize(value.reveal(), STOP_ENV, Client.UNKNOWN);
        }

        void remove(Token token) {
            assertThat(database.tokens().remove(ImmutableSet.of(token.id()), by(ALICE)))
                    .isEmpty();
        }
    }

    private Node node(DatabaseOptions at) {
        return node(at, revocations -> revocations);
    }

    private Node node(DatabaseOptions at, UnaryOperator<Revocations> between) {
        Database database = Database.open(at, DataDirectory::usableSpace, between, InstantSource.system());
        opened.add(0, database);
        Latchkey latchkey = Latchkey.on(database).catalog(CATALOG).start();
        opened.add(0, latchkey);
        return new Node(database, latchkey);
    }

    /** The same database by a way that can be cut. */
    private DatabaseOptions throughProxy() {
        return DatabaseOptions.at(
                        "jdbc:postgresql://localhost:" + proxy.port() + "/" + Postgres.name(options),
                        "postgres",
                        "postgres")
                .lease(LEASE)
                .connectionTimeout(Duration.ofMillis(300));
    }

    @AfterEach
    void close() throws Exception {
        proxy.heal();
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    private static long millis(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    @Test
    void aRevokedToken_isRefusedByTheNextCall_onEveryNode() {
        Node one = node(options);
        Node other = node(options);
        for (int round = 0; round < 50; round++) {
            TokenValue value = newValue();
            Token token = added(one.database().tokens(), newToken(value));
            assertThat(other.ask(value)).isInstanceOf(Granted.class);
            assertThat(other.latchkey().authorizeAtOnce(value.reveal(), STOP_ENV, Client.UNKNOWN))
                    .isPresent();

            one.remove(token);

            assertThat(other.ask(value)).isEqualTo(new Denied(DenialReason.UNKNOWN, STOP_ENV.toString()));
        }
    }

    @Test
    void everyKindOfChange_isSeenByTheNextCall_onEveryNode() {
        Node one = node(options);
        Node other = node(options);
        TokenValue value = newValue();
        Token token = added(one.database().tokens(), newToken(value));
        ImmutableSet<TokenId> ids = ImmutableSet.of(token.id());
        assertThat(other.ask(value)).isInstanceOf(Granted.class);

        one.database().tokens().suspend(ids, by(ALICE));
        assertThat(other.ask(value)).isEqualTo(new Denied(DenialReason.SUSPENDED, STOP_ENV.toString()));
        one.database().tokens().resume(ids, by(ALICE));
        assertThat(other.ask(value)).isInstanceOf(Granted.class);
        one.database().tokens().disableOwner(by(ALICE));
        assertThat(other.ask(value)).isEqualTo(new Denied(DenialReason.OWNER_DISABLED, STOP_ENV.toString()));
        one.database().tokens().enableOwner(by(ALICE));
        assertThat(other.ask(value)).isInstanceOf(Granted.class);

        TokenValue next = newValue();
        one.database().tokens().regenerate(token.id(), next.fingerprint(), next.hint(), by(ALICE));
        assertThat(other.ask(value)).isEqualTo(new Denied(DenialReason.UNKNOWN, STOP_ENV.toString()));
        assertThat(other.ask(next)).isInstanceOf(Granted.class);
        assertThat(one.database().tokens().remove(next.fingerprint(), NOW, Client.UNKNOWN))
                .isTrue();
        assertThat(other.ask(next)).isEqualTo(new Denied(DenialReason.UNKNOWN, STOP_ENV.toString()));
    }

    @Test
    void moreTokensThanNodesAreToldOf_areAllForgotten() {
        Node one = node(options);
        Node other = node(options);
        TokenValue value = newValue();
        added(one.database().tokens(), newToken(value));
        for (int i = 0; i < NodeStatements.MOST_FINGERPRINTS; i++) {
            added(one.database().tokens(), newToken());
        }
        assertThat(other.ask(value)).isInstanceOf(Granted.class);

        one.database().tokens().disableOwner(by(ALICE));

        assertThat(other.ask(value)).isEqualTo(new Denied(DenialReason.OWNER_DISABLED, STOP_ENV.toString()));
    }

    @Test
    void aProcessThatIsNoNode_waitsForTheNodes() {
        Node node = node(options);
        Database commands = Database.open(options);
        opened.add(0, commands);
        for (int round = 0; round < 20; round++) {
            TokenValue value = newValue();
            Token token = added(commands.tokens(), newToken(value));
            assertThat(node.ask(value)).isInstanceOf(Granted.class);

            commands.tokens().remove(ImmutableSet.of(token.id()), by(ALICE));

            assertThat(node.ask(value)).isInstanceOf(Denied.class);
        }
        assertThat(nodes()).isEqualTo(1);
    }

    /** Without a bound of its own each would wait as long as the driver does: half a minute. */
    @ExpectedLog({"the lease could not be renewed", "marked as broken", "Failed to validate"})
    @Test
    void aNodeThatIsCutOff_saysSoInTime_whateverItIsAskedFor() {
        Node cutOff = node(throughProxy());
        assertThat(cutOff.database().canDecide()).isTrue();
        cutOff.database().checkWritable();

        proxy.cut();

        assertThat(millis(
                        () -> assertThatThrownBy(() -> cutOff.ask(newValue())).isInstanceOf(UndecidedException.class)))
                .isLessThan(2_500);
        Awaitility.await().until(() -> !cutOff.database().canDecide());
        assertThat(cutOff.database().status().orElseThrow().leaseLeft()).isZero();
        assertThat(millis(() -> assertThatThrownBy(() -> cutOff.database().checkWritable())
                        .isInstanceOf(UndecidedException.class)))
                .isLessThan(100);
        assertThat(millis(
                        () -> assertThatThrownBy(() -> cutOff.ask(newValue())).isInstanceOf(UndecidedException.class)))
                .isLessThan(500);

        proxy.heal();
        Awaitility.await().until(() -> cutOff.database().canDecide());
        assertThat(cutOff.database().status().orElseThrow().leasesLost()).isEqualTo(1);
        cutOff.database().checkWritable();
    }

    @ExpectedLog({"the lease could not be renewed", "marked as broken", "Failed to validate"})
    @Test
    void changesAtANodeThatIsCutOff_areToldThatNothingWasChanged() {
        Node cutOff = node(throughProxy());
        proxy.refuse();

        assertThatThrownBy(() -> added(cutOff.database().tokens(), newToken()))
                .isInstanceOf(UndecidedException.class)
                .hasMessageContaining("nothing was changed");
    }

    @ExpectedLog("the lease could not be renewed")
    @Test
    void aNodeThatIsCutOff_decidesNothing_onceTheRevokeIsAcknowledged() {
        Node one = node(options);
        Node cutOff = node(throughProxy());
        TokenValue value = newValue();
        Token token = added(one.database().tokens(), newToken(value));
        assertThat(cutOff.ask(value)).isInstanceOf(Granted.class);

        proxy.cut();
        long waited = millis(() -> one.remove(token));

        assertThat(waited).isBetween(LEASE.toMillis() / 2, 3 * LEASE.toMillis());
        assertThatThrownBy(() -> cutOff.ask(value)).isInstanceOf(UndecidedException.class);
        assertThat(cutOff.latchkey().authorizeAtOnce(value.reveal(), STOP_ENV, Client.UNKNOWN))
                .isEmpty();

        proxy.heal();
        assertThat(askUntilDecided(cutOff, value)).isInstanceOf(Denied.class);
    }

    /** A command has a lease of its own that says nothing. */
    @ExpectedLog("the lease could not be renewed")
    @Test
    void aProcessThatIsNoNode_waitsByTheLeaseOfTheNodes() {
        Duration longer = LEASE.multipliedBy(3);
        Node cutOff = node(throughProxy().lease(longer));
        Database commands = Database.open(options);
        opened.add(0, commands);
        TokenValue value = newValue();
        Token token = added(commands.tokens(), newToken(value));
        assertThat(cutOff.ask(value)).isInstanceOf(Granted.class);

        proxy.cut();
        commands.tokens().remove(ImmutableSet.of(token.id()), by(ALICE));

        assertThat(cutOff.latchkey().authorizeAtOnce(value.reveal(), STOP_ENV, Client.UNKNOWN))
                .isEmpty();
    }

    @ExpectedLog("the lease could not be renewed")
    @Test
    void aNodeThatDied_isWaitedForOnce() {
        Node one = node(options);
        Node dying = node(throughProxy());
        dying.ask(newValue());
        proxy.cut();

        Token first = added(one.database().tokens(), newToken());
        one.remove(first);
        while (nodes() > 1) {
            Thread.onSpinWait(); // until it is taken for gone
        }
        Token second = added(one.database().tokens(), newToken());

        assertThat(millis(() -> one.remove(second))).isLessThan(LEASE.toMillis() / 2);
    }

    @Test
    void aNodeThatLeft_isNotWaitedFor() {
        Node one = node(options);
        Node leaving = node(options);
        leaving.latchkey().close();
        leaving.database().close();
        Token token = added(one.database().tokens(), newToken());

        assertThat(millis(() -> one.remove(token))).isLessThan(LEASE.toMillis() / 2);
        assertThat(nodes()).isEqualTo(1);
    }

    @ExpectedLog("the lease could not be renewed")
    @Test
    void aNodeThatOthersTookForGone_joinsAnew_andKeepsNothing() {
        Node one = node(options);
        Node other = node(options);
        TokenValue value = newValue();
        Token token = added(one.database().tokens(), newToken(value));
        assertThat(other.ask(value)).isInstanceOf(Granted.class);

        Postgres.execute(options, "DELETE FROM latchkey.nodes");
        one.remove(token);
        while (nodes() < 2) {
            Thread.onSpinWait(); // until both have joined anew
        }

        assertThat(askUntilDecided(other, value)).isInstanceOf(Denied.class);
        assertThat(nodes()).isEqualTo(2);
    }

    /** A node that can't hear of it makes that seen. */
    @ExpectedLog("the lease could not be renewed")
    @Test
    void aRepeat_waitsAsTheFirstDid() throws Exception {
        Node one = node(options);
        Node cutOff = node(throughProxy());
        CountDownLatch committed = new CountDownLatch(1);
        CountDownLatch mayReturn = new CountDownLatch(1);
        Node slow = node(options, revocations -> new ForwardingRevocations(revocations) {
            @Override
            public void await(Revoked revoked) {
                committed.countDown();
                Uninterruptibles.awaitUninterruptibly(mayReturn);
                super.await(revoked);
            }
        });
        TokenValue value = newValue();
        added(one.database().tokens(), newToken(value));
        assertThat(cutOff.ask(value)).isInstanceOf(Granted.class);
        proxy.cut();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<Boolean> first =
                threads.submit(() -> slow.database().tokens().remove(value.fingerprint(), NOW, Client.UNKNOWN));
        committed.await();

        assertThat(one.database().tokens().remove(value.fingerprint(), NOW, Client.UNKNOWN))
                .isFalse();
        assertThat(cutOff.latchkey().authorizeAtOnce(value.reveal(), STOP_ENV, Client.UNKNOWN))
                .isEmpty();

        mayReturn.countDown();
        assertThat(first.get()).isTrue();
        threads.shutdown();
    }

    @Test
    void underLoad_noCallIsGranted_thatStartedAfterTheAcknowledgement() throws Exception {
        assertThat(grantedAfterAcknowledgement(revocations -> revocations)).isZero();
    }

    /** The control: what the wait is for. */
    @Test
    void underLoad_withoutTheWait_someAre() throws Exception {
        assertThat(grantedAfterAcknowledgement(revocations -> new ForwardingRevocations(revocations) {
                    @Override
                    public void await(Revoked revoked) {}
                }))
                .isPositive();
    }

    private int grantedAfterAcknowledgement(UnaryOperator<Revocations> between) throws Exception {
        Node one = node(options, between);
        Node other = node(options);
        AtomicReference<TokenValue> dead = new AtomicReference<>(newValue());
        AtomicReference<TokenValue> live = new AtomicReference<>(newValue());
        AtomicInteger wrong = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Future<?>> asking = new ArrayList<>();
        for (int thread = 0; thread < 2; thread++) {
            asking.add(threads.submit(() -> {
                while (end.getCount() > 0) {
                    TokenValue revoked = dead.get(); // acknowledged before this was read
                    if (other.ask(revoked) instanceof Granted) {
                        wrong.incrementAndGet();
                    }
                    Authorization unused = other.ask(live.get());
                }
                return null;
            }));
        }
        for (int round = 0; round < 200; round++) {
            TokenValue value = newValue();
            Token token = added(one.database().tokens(), newToken(value));
            live.set(value);
            assertThat(other.ask(value)).isInstanceOf(Granted.class);
            one.remove(token);
            dead.set(value);
        }
        end.countDown();
        for (Future<?> each : asking) {
            each.get();
        }
        threads.shutdown();
        return wrong.get();
    }

    /** A server that was primary before may not know what was revoked since. */
    @Test
    void whatAnotherServerAnswers_decidesNothing() throws SQLException {
        Lease lease = Leases.of(Duration.ofSeconds(60), System::nanoTime);
        Decision<Boolean> decision = new Decision<>("SELECT 1", query -> {}, ResultSet::next);
        PGSimpleDataSource server = Postgres.dataSource(options);
        Connections connections = Connections.of(server);
        try (Nodes nodes = nodes(server, lease)) {
            assertThat(nodes.decide(connections, decision)).isTrue();

            lease.startEra("another");
            lease.prolong(lease.now());

            assertThatThrownBy(() -> nodes.decide(connections, decision)).isInstanceOf(UndecidedException.class);
        }
    }

    /** Whoever waits for it would wait as long as the driver does. */
    @Test
    void connectionsToAServer_areEnded_whenAnotherHasTakenOver() throws Exception {
        Lease lease = Leases.of(LEASE, System::nanoTime);
        PGSimpleDataSource server = Postgres.dataSource(options);
        Connections connections = Connections.of(server);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Nodes nodes = nodes(server, connections, lease)) {
            assertThat(nodes.canDecide()).isTrue();
            CountDownLatch asking = new CountDownLatch(1);
            Future<Boolean> asked = thread.submit(() -> connections.call(connection -> {
                asking.countDown();
                return connection.createStatement().execute("SELECT pg_sleep(30)");
            }));
            asking.await();

            lease.startEra("another");

            assertThatThrownBy(() -> asked.get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void whatIsAnswered_whileTheLeaseEnds_decidesNothing() throws SQLException {
        Lease lease = Leases.of(Duration.ofSeconds(60), System::nanoTime);
        Decision<Boolean> decision = new Decision<>("SELECT 1", query -> {}, rows -> {
            lease.startEra(lease.timeline());
            return rows.next();
        });
        PGSimpleDataSource server = Postgres.dataSource(options);
        Connections connections = Connections.of(server);
        try (Nodes nodes = nodes(server, lease)) {
            assertThatThrownBy(() -> nodes.decide(connections, decision)).isInstanceOf(UndecidedException.class);
        }
    }

    private Nodes nodes(PGSimpleDataSource server, Lease lease) throws SQLException {
        return nodes(server, Connections.of(server), lease);
    }

    private Nodes nodes(PGSimpleDataSource server, Connections connections, Lease lease) {
        Database.open(options).close();
        RenewalPlace place = new RenewalPlace(
                longest -> PostgresqlNodeConnection.on(server.getConnection(), NodeName.of("a"), longest), () -> {});
        Nodes nodes = new Nodes(connections, lease, place);
        nodes.watch(fingerprint -> {});
        return nodes;
    }

    @Test
    void whatAnotherServerTellsOfTheNodes_confirmsNothing() {
        Node node = node(options);
        node.database().read(connection -> {
            assertThat(RevisionStatements.confirmedByAll(connection, NodeStatements.timeline(connection)))
                    .isNotNegative();
            assertThat(RevisionStatements.confirmedByAll(connection, "another")).isEqualTo(RevisionStatements.NONE);
            return true;
        });
    }

    @Test
    void nodesOfDifferentLeases_doNotGoTogether() {
        node(options);
        Database other = Database.open(options.lease(Duration.ofSeconds(3)));
        opened.add(0, other);

        assertThatThrownBy(() -> other.tokens().watch(fingerprint -> {}))
                .isInstanceOf(StorageException.class)
                .hasMessage("nodes run on this database with a lease of 1000 ms, and this one has 3000 ms:"
                        + " give all of them the same");
    }

    @Test
    void anotherLease_isTakenUp_onceTheNodesOfTheLastOneAreGone() {
        node(options).ask(newValue());
        close(opened);
        Postgres.execute(options, "INSERT INTO latchkey.nodes (id, beat, confirmed) VALUES (gen_random_uuid(), 7, 0)");

        Node longer = node(options.lease(Duration.ofSeconds(3)));

        assertThat(longer.ask(newValue())).isInstanceOf(Denied.class);
        assertThat(nodes()).isEqualTo(1);
    }

    private static void close(List<AutoCloseable> all) {
        try {
            for (AutoCloseable each : all.subList(0, all.size() - 1)) {
                each.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Authorization askUntilDecided(Node node, TokenValue value) {
        while (true) {
            try {
                return node.ask(value);
            } catch (StorageException e) {
                Thread.onSpinWait(); // it has no lease yet
            }
        }
    }

    private int nodes() {
        Database database = Database.open(options);
        try (database) {
            return database.read(connection -> NodeStatements.beats(connection).size());
        }
    }
}
