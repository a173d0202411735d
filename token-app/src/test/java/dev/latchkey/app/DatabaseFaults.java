package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What can happen to the database. */
final class DatabaseFaults {

    private static final String SLOW = """
            CREATE OR REPLACE FUNCTION latchkey.slow() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN PERFORM pg_sleep(0.2); RETURN NULL; END $$;
            CREATE TRIGGER slow AFTER UPDATE ON latchkey.nodes FOR EACH STATEMENT EXECUTE FUNCTION latchkey.slow();
            CREATE TRIGGER slow AFTER DELETE ON latchkey.tokens FOR EACH STATEMENT EXECUTE FUNCTION latchkey.slow()""";

    private static final String NO_LONGER_SLOW =
            "DROP TRIGGER slow ON latchkey.nodes; DROP TRIGGER slow ON latchkey.tokens";

    private DatabaseFaults() {}

    static Stream<NodeFault> all() {
        return Stream.of(
                NodeFault.of("backend-stopped", DatabaseFaults::backendStopped).losingAnswers(),
                NodeFault.of("backend-terminated", DatabaseFaults::backendTerminated),
                NodeFault.of("commits-out-of-order", DatabaseFaults::outOfOrder),
                NodeFault.of("database-slow", DatabaseFaults::slow),
                NodeFault.of("standby-stopped", DatabaseFaults::standbyStopped).losingAnswers(),
                NodeFault.of("primary-killed", DatabaseFaults::primaryKilled).losingAnswers(),
                NodeFault.of("primary-hung-one-node-stays", DatabaseFaults::oneNodeStays)
                        .losingAnswers(),
                NodeFault.of("primary-goes-on-pool-stays", DatabaseFaults::poolStays)
                        .losingAnswers());
    }

    /** The process that serves B's renewals hangs, with whatever it has locked. */
    static void backendStopped(Cluster cluster, RevocationLoad load) throws Exception {
        long backend = cluster.backendOf(cluster.b());
        ClusterNode.signal("STOP", backend);
        try {
            load.goOn(cluster.setup().lease().toMillis() + 800);
        } finally {
            ClusterNode.signal("CONT", backend);
        }
        load.goOn(500);
    }

    static void backendTerminated(Cluster cluster, RevocationLoad load) throws Exception {
        for (int i = 0; i < 4; i++) {
            cluster.execute("SELECT pg_terminate_backend(" + cluster.backendOf(cluster.b()) + ")");
            load.goOn(300);
        }
    }

    /** One revoke waits for the lock of a row, the next one is committed before it; and all wait for the row that counts revisions. */
    static void outOfOrder(Cluster cluster, RevocationLoad load) throws Exception {
        List<DoomedToken> tokens = load.take(4);
        revokeHeldUpBy("SELECT 1 FROM latchkey.cluster FOR UPDATE", cluster, load, tokens.subList(0, 2));
        String first = "SELECT 1 FROM latchkey.tokens WHERE fingerprint = sha256('"
                + tokens.get(2).value() + "'::bytea) FOR UPDATE";
        revokeHeldUpBy(first, cluster, load, tokens.subList(2, 4));
    }

    /** Revokes one after the other while a transaction holds a lock, and calls with all then. */
    private static void revokeHeldUpBy(String lock, Cluster cluster, RevocationLoad load, List<DoomedToken> tokens)
            throws Exception {
        List<Future<?>> revokes = new ArrayList<>();
        try (Connection connection = cluster.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try (ResultSet row = statement.executeQuery(lock)) {
                assertThat(row.next()).as(lock).isTrue();
            }
            for (DoomedToken token : tokens) {
                revokes.addAll(load.revokeAside(List.of(token)));
                TimeUnit.MILLISECONDS.sleep(300 / tokens.size());
            }
            connection.commit();
        }
        NodeProcessFaults.await(revokes);
        for (DoomedToken token : tokens) {
            load.callAll(token);
        }
    }

    private static void slow(Cluster cluster, RevocationLoad load) throws Exception {
        cluster.execute(SLOW);
        try {
            load.goOn(2000);
        } finally {
            cluster.execute(NO_LONGER_SLOW);
        }
        load.goOn(300);
    }

    /** No commit is acknowledged for five seconds. */
    private static void standbyStopped(Cluster cluster, RevocationLoad load) throws Exception {
        cluster.database().standby().stop();
        try {
            load.goOn(5000);
        } finally {
            cluster.database().standby().goOn();
        }
        load.goOn(1000);
    }

    static void primaryKilled(Cluster cluster, RevocationLoad load) throws Exception {
        cluster.expectFailures();
        load.awaitAcknowledgement();
        cluster.database().primary().kill();
        cluster.database().promote();
        settle(cluster, load);
    }

    /** The primary hangs until the standby is promoted; of the nodes, B alone goes on using it. */
    static void oneNodeStays(Cluster cluster, RevocationLoad load) throws Exception {
        PostgresServer old = cluster.database().primary();
        cluster.b().database().toStandby().refuse();
        old.stop();
        cluster.database().promote();
        old.goOn();
        leave(cluster.a());
        leave(cluster.c());
        load.goOn(2500);
        settle(cluster, load);
    }

    /** B renews its lease at the new primary, and has connections for calls that lead to the old one, which goes on. */
    static void poolStays(Cluster cluster, RevocationLoad load) throws Exception {
        List<DoomedToken> unseen = load.generateUnseen(4);
        DatabaseProxy old = cluster.b().database().toPrimary();
        old.refuse();
        cluster.database().promote();
        leave(cluster.a());
        leave(cluster.c());
        old.disconnectRenewals();
        load.awaitAcknowledgement();
        NodeProcessFaults.await(load.revokeAside(unseen));
        for (DoomedToken token : unseen) {
            load.callAll(token);
        }
        settle(cluster, load);
    }

    /** Has a node find the new primary at once, as a firewall or an address that moves does. */
    private static void leave(ClusterNode node) throws IOException {
        node.database().toStandby().refuse();
        node.database().toStandby().disconnect();
    }

    /** Checks that no acknowledged revoke was lost, and that revokes are acknowledged again; then makes the cluster whole. */
    private static void settle(Cluster cluster, RevocationLoad load) throws Exception {
        AcknowledgedRevokes.requireKept(cluster.database().primary(), load.figures());
        load.awaitAcknowledgement();
        load.goOn(500);
        cluster.database().rebuildStandby();
        cluster.nodes().forEach(node -> node.database().heal());
    }
}
