package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** What can happen to the process of a node. */
final class NodeProcessFaults {

    private static final int QUEUED = 24;

    private NodeProcessFaults() {}

    static Stream<NodeFault> all() {
        return Stream.of(
                NodeFault.of("none", (cluster, load) -> load.goOn(2000)),
                NodeFault.of("node-killed", NodeProcessFaults::killed),
                NodeFault.of("node-terminated", NodeProcessFaults::terminated),
                NodeFault.of("node-stopped-0.5s", (cluster, load) -> stopped(cluster, load, 500)),
                NodeFault.of("node-stopped-2s", (cluster, load) -> stopped(cluster, load, 2000)),
                NodeFault.of("node-stopped-10s", (cluster, load) -> stopped(cluster, load, 9500)),
                NodeFault.of("node-restarts", NodeProcessFaults::restarts),
                NodeFault.of("joins", NodeProcessFaults::joins),
                NodeFault.of("rows-removed", NodeProcessFaults::rowsRemoved),
                NodeFault.of("other-lease", NodeProcessFaults::otherLease).atMost(2),
                NodeFault.of("repeated-revoke", NodeProcessFaults::repeatedRevoke));
    }

    static void killed(Cluster cluster, RevocationLoad load) throws Exception {
        cluster.b().kill();
        load.goOn(cluster.setup().lease().toMillis() + 200);
        cluster.b().startAgain();
        load.goOn(300);
    }

    private static void terminated(Cluster cluster, RevocationLoad load) throws Exception {
        cluster.b().terminate();
        load.goOn(300);
        cluster.b().startAgain();
        load.goOn(300);
    }

    private static void restarts(Cluster cluster, RevocationLoad load) throws Exception {
        for (int i = 0; i < 2; i++) {
            cluster.b().kill();
            cluster.b().startAgain();
        }
    }

    /** Stops B while calls wait in its sockets with tokens that it kept, and that are revoked meanwhile. */
    static void stopped(Cluster cluster, RevocationLoad load, long millis) throws Exception {
        List<DoomedToken> tokens = load.take(6);
        List<RawClient> connections = cluster.b().connect(QUEUED);
        await(callsDuringAStop(cluster, load, millis, tokens, connections));
        for (RawClient connection : connections) {
            connection.close();
        }
        load.goOn(500);
    }

    private static List<Future<?>> callsDuringAStop(
            Cluster cluster, RevocationLoad load, long millis, List<DoomedToken> tokens, List<RawClient> connections)
            throws Exception {
        long start = System.nanoTime();
        cluster.b().stop();
        try {
            List<Future<?>> revokes = load.revokeAside(tokens);
            if (millis > cluster.setup().lease().toMillis()) {
                await(revokes);
            }
            List<Future<?>> calls = load.callAside(cluster.b(), connections, tokens);
            TimeUnit.NANOSECONDS.sleep(start + TimeUnit.MILLISECONDS.toNanos(millis) - System.nanoTime());
            return calls;
        } finally {
            cluster.b().goOn();
        }
    }

    static void await(List<Future<?>> all) throws Exception {
        for (Future<?> each : all) {
            each.get(40, TimeUnit.SECONDS);
        }
    }

    /** Nodes that come and go, each of which asks about the tokens that were revoked last. */
    private static void joins(Cluster cluster, RevocationLoad load) throws Exception {
        try (PassingNodes nodes = PassingNodes.start(cluster, load)) {
            load.goOn(3000);
            Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> nodes.joined() > 3);
        }
    }

    /** Nobody knows whether a node still goes by its lease whose row somebody else removed: until it has joined again, a revoke would not wait for it. */
    static void rowsRemoved(Cluster cluster, RevocationLoad load) throws Exception {
        for (int i = 0; i < 3; i++) {
            load.betweenRevokes(() -> {
                cluster.execute("DELETE FROM latchkey.nodes");
                cluster.awaitNodes();
            });
            load.goOn(200);
        }
    }

    private static void otherLease(Cluster cluster, RevocationLoad load) throws Exception {
        long other = cluster.setup().lease().toSeconds() + 2;
        assertThat(cluster.c().startWithLease(other)).contains("give all of them the same");
    }

    /** A token is revoked at A, and again at C, while B can't hear of it and goes by what it keeps. */
    static void repeatedRevoke(Cluster cluster, RevocationLoad load) throws Exception {
        List<DoomedToken> tokens = load.take(2);
        cluster.b().database().toPrimary().cut();
        try {
            List<Future<?>> revokes = new ArrayList<>();
            tokens.forEach(token -> revokes.add(load.revokeAsideAt(cluster.a(), token)));
            TimeUnit.MILLISECONDS.sleep(100);
            List<Future<?>> repeats = new ArrayList<>();
            tokens.forEach(token -> repeats.add(load.revokeAsideAt(cluster.c(), token)));
            await(repeats);
            tokens.forEach(load::callAll); // those that began before may wait for the database still
            await(revokes);
        } finally {
            cluster.b().database().heal();
        }
        load.goOn(300);
    }
}
