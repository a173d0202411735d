package dev.latchkey.app;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Three servers on one PostgreSQL: tokens are revoked at A; B and C are called. */
final class Cluster implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final List<ClusterNode> nodes = new ArrayList<>();

    private Cluster(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static Cluster start(Path directory) throws Exception {
        Cluster cluster = new Cluster(EmbeddedPostgres.builder().start());
        try {
            for (String name : List.of("a", "b", "c")) {
                cluster.execute("CREATE ROLE " + name + " SUPERUSER LOGIN PASSWORD 'postgres'");
                cluster.nodes.add(ClusterNode.start(
                        name, directory, "jdbc:postgresql://localhost:" + cluster.postgres.getPort() + "/postgres"));
            }
            return cluster;
        } catch (Exception | AssertionError e) {
            cluster.close();
            throw e;
        }
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

    Connection connect() throws SQLException {
        return postgres.getPostgresDatabase().getConnection();
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** How many nodes there are by the database. */
    int joined() throws SQLException {
        return Math.toIntExact(number("SELECT COUNT(*) FROM latchkey.nodes"));
    }

    private long number(String query, String... parameters) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** The process of the database's that serves the renewals of a node; 0 if there is none for the moment. */
    long backendOf(ClusterNode node) throws SQLException {
        return number(
                "SELECT pid FROM pg_stat_activity WHERE application_name = 'latchkey-lease' AND usename = ?"
                        + " ORDER BY backend_start DESC",
                node.name());
    }

    @Override
    public void close() throws IOException, InterruptedException {
        try {
            for (ClusterNode node : nodes) {
                node.close();
            }
        } finally {
            postgres.close();
        }
    }
}
