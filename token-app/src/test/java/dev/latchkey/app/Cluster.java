package dev.latchkey.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** Three servers on a PostgreSQL that has a standby: tokens are revoked at A; B and C are called. */
final class Cluster implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PostgresPair database;
    private final List<ClusterNode> nodes = new ArrayList<>();
    private final ClusterSetup setup;

    private Cluster(PostgresPair database, ClusterSetup setup) {
        this.database = database;
        this.setup = setup;
    }

    static Cluster start(Path directory, ClusterSetup setup) throws Exception {
        Path mutants = Files.createDirectories(directory.resolve("mutants"));
        NodeMutant.compile(setup.mutants(), mutants);
        PostgresPair pair = PostgresPair.start(directory, setup.synchronous(), setup.environmentOfDatabase());
        Cluster cluster = new Cluster(pair, setup);
        try {
            for (String name : List.of("a", "b", "c")) {
                cluster.execute("CREATE ROLE " + name + " SUPERUSER LOGIN PASSWORD 'postgres'");
                cluster.nodes.add(ClusterNode.start(name, directory, pair, setup));
            }
            return cluster;
        } catch (Exception | AssertionError e) {
            cluster.end();
            throw e;
        }
    }

    ClusterSetup setup() {
        return setup;
    }

    PostgresPair database() {
        return database;
    }

    ClusterNode a() {
        return nodes.get(0);
    }

    ClusterNode b() {
        return nodes.get(1);
    }

    ClusterNode c() {
        return nodes.get(2);
    }

    List<ClusterNode> nodes() {
        return nodes;
    }

    Connection connect() throws SQLException {
        return database.primary().connect();
    }

    void execute(String sql) throws SQLException {
        database.primary().execute(sql);
    }

    /** Says that the database will be away, which nodes may log. */
    void expectFailures() {
        for (ClusterNode node : nodes) {
            ServerProcess unused = node.server()
                    .expecting("org.postgresql.util.PSQLException")
                    .expecting("a connection to the database could not be cleaned up");
        }
    }

    /** Waits until all nodes, and no others, are in the database. */
    void awaitNodes() {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> joined() == nodes.size());
    }

    /** How many nodes there are by the database. */
    int joined() {
        return Math.toIntExact(database.primary().number("SELECT COUNT(*) FROM latchkey.nodes"));
    }

    /** The process of the database's that serves the renewals of a node; 0 if there is none for the moment. */
    long backendOf(ClusterNode node) {
        return database.primary()
                .number(
                        "SELECT pid FROM pg_stat_activity WHERE application_name = 'latchkey-lease' AND usename = ?"
                                + " ORDER BY backend_start DESC",
                        node.name());
    }

    /** Ends all, whatever their logs say. */
    void end() throws Exception {
        try {
            for (ClusterNode node : nodes) {
                node.end();
            }
        } finally {
            database.close();
        }
    }

    @Override
    public void close() throws Exception {
        try {
            for (ClusterNode node : nodes) {
                node.close();
            }
        } finally {
            end();
        }
    }
}
