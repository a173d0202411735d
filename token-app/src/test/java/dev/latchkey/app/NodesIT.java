package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.demo.DemoAccount;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers on one PostgreSQL, of which one fails: a call that starts after a revoke was acknowledged is granted by none. */
final class NodesIT {

    private static final Duration LEASE = Duration.ofSeconds(2);

    /** What a busy machine may add to a lease. */
    private static final Duration SLACK = Duration.ofSeconds(3);

    private static final int QUEUED = 24;

    @TempDir
    private static Path directory;

    private static Cluster cluster;
    private static ApiClient owner;

    @BeforeAll
    static void start() throws Exception {
        cluster = Cluster.start(directory);
        owner = ApiClient.signIn(cluster.a().server().address(), DemoAccount.LOGIN, DemoAccount.PASSWORD);
    }

    @AfterAll
    static void close() throws Exception {
        cluster.close();
    }

    /** What is done to a node or the database while tokens are revoked. */
    private interface Fault {
        void on(RevocationLoad load) throws Exception;
    }

    private static RevocationFigures under(String fault, Fault done) throws Exception {
        awaitNodes();
        RevocationFigures figures;
        try (RevocationLoad load = RevocationLoad.on(cluster, owner)) {
            figures = load.figures();
            load.goOn(500);
            done.on(load);
        }
        System.out.println("Revokes, " + fault + ": " + figures);
        assertThat(figures.grantedAfterAcknowledgement()).isEmpty();
        assertThat(figures.unacknowledged()).isEmpty();
        assertThat(figures.unexpected()).isEmpty();
        assertThat(figures.revokes()).isGreaterThan(5);
        assertThat(figures.granted()).isGreaterThan(20);
        assertThat(figures.refusedDead()).isGreaterThan(20);
        assertThat(figures.quantile(1)).isLessThan(LEASE.plus(SLACK));
        return figures;
    }

    private static void awaitNodes() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> cluster.joined() == 3);
    }

    @Test
    void noFault_makesARevokeWaitForNoLease() throws Exception {
        RevocationFigures figures = under("no fault", load -> load.goOn(4000));

        assertThat(figures.quantile(0.5)).isLessThan(LEASE.dividedBy(2));
    }

    @Test
    void aKilledNode_isWaitedForUntilItsLeaseRanOut_andAnotherJoins() throws Exception {
        RevocationFigures figures = under("a node killed", load -> {
            cluster.b().kill();
            load.goOn(LEASE.multipliedBy(2).toMillis());
            cluster.b().startAgain();
            load.goOn(1500);
        });

        assertThat(figures.quantile(1)).isGreaterThan(LEASE.dividedBy(2));
    }

    @ParameterizedTest
    @ValueSource(longs = {500, 3000})
    void aStoppedNode_grantsNothingThatWaitedInItsSockets(long millis) throws Exception {
        under("a node stopped for " + millis + " ms", load -> {
            List<DoomedToken> tokens = load.take(6);
            List<RawClient> connections = cluster.b().connect(QUEUED);
            await(callsDuringAStop(millis, load, tokens, connections));
            for (RawClient connection : connections) {
                connection.close();
            }
            load.goOn(1000);
        });
    }

    /** The calls that waited in a node's sockets with tokens that it kept, and that were revoked while it was stopped, if that was for long enough. */
    private static List<Future<?>> callsDuringAStop(
            long millis, RevocationLoad load, List<DoomedToken> tokens, List<RawClient> connections) throws Exception {
        long start = System.nanoTime();
        cluster.b().stop();
        try {
            List<Future<?>> revokes = load.revokeAside(tokens);
            if (millis > LEASE.toMillis()) {
                await(revokes);
                assertThat(tokens).allMatch(token -> token.isDeadAt(System.nanoTime()));
            }
            List<Future<?>> calls = load.callAside(cluster.b(), connections, tokens);
            TimeUnit.NANOSECONDS.sleep(start + TimeUnit.MILLISECONDS.toNanos(millis) - System.nanoTime());
            return calls;
        } finally {
            cluster.b().goOn();
        }
    }

    private static void await(List<Future<?>> all) throws Exception {
        for (Future<?> each : all) {
            each.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void aRenewalThatHangs_endsTheLease() throws Exception {
        under("a renewal's backend stopped for 3000 ms", load -> {
            long backend = cluster.backendOf(cluster.b());
            ClusterNode.signal("STOP", backend);
            try {
                load.goOn(3000);
            } finally {
                ClusterNode.signal("CONT", backend);
            }
            load.goOn(1000);
        });
    }

    @Test
    void aRenewalsConnectionThatBreaks_isOpenedAgain() throws Exception {
        under("a renewal's backend terminated 10 times", load -> {
            for (int i = 0; i < 10; i++) {
                cluster.execute("SELECT pg_terminate_backend(" + cluster.backendOf(cluster.b()) + ")");
                load.goOn(300);
            }
        });
    }

    /** Nobody knows whether a node still goes by its lease whose row somebody else removed: until it has joined again, a revoke would not wait for it. */
    @Test
    void nodesThatAreRemovedByHand_betweenRevokes_joinAgain() throws Exception {
        under("nodes removed by hand 5 times between revokes", load -> {
            for (int i = 0; i < 5; i++) {
                load.betweenRevokes(() -> {
                    cluster.execute("DELETE FROM latchkey.nodes");
                    awaitNodes();
                });
                load.goOn(200);
            }
        });
    }

    @Test
    void revokesWhoseCommitsAreHeldUp_areExact_inWhateverOrder() throws Exception {
        under("commits held up for 300 ms", load -> {
            for (int i = 0; i < 3; i++) {
                List<DoomedToken> tokens = load.take(4);
                revokeHeldUpBy("SELECT * FROM latchkey.cluster FOR UPDATE", load, tokens.subList(0, 2));
                String first = "SELECT * FROM latchkey.tokens WHERE id = %d FOR UPDATE"
                        .formatted(tokens.get(2).id());
                revokeHeldUpBy(first, load, tokens.subList(2, 4));
            }
        });
    }

    /** Revokes one after the other while a transaction holds a lock, and calls with all then. */
    private static void revokeHeldUpBy(String lock, RevocationLoad load, List<DoomedToken> tokens) throws Exception {
        List<Future<?>> revokes = new ArrayList<>();
        try (Connection connection = cluster.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(lock);
            for (DoomedToken token : tokens) {
                revokes.addAll(load.revokeAside(List.of(token)));
                TimeUnit.MILLISECONDS.sleep(300 / tokens.size());
            }
            connection.commit();
        }
        await(revokes);
        for (DoomedToken token : tokens) {
            load.callAll(token);
        }
    }
}
