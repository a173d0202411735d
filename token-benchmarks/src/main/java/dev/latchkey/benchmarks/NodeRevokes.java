package dev.latchkey.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long a revoke takes at {@code /revoke}, one after the other, of a node alone and of one of three. */
final class NodeRevokes {

    private static final String ALONE = "a node alone";
    private static final String OF_THREE = "three nodes";
    private static final int WARM_UP = 100;

    private final NodeServers servers;
    private final int rounds;
    private final int revokes;
    private final GeneratedTokens generated = new GeneratedTokens();

    /** A node, with the tokens of its database that are not revoked yet. */
    private static final class Revoker {

        private final ServerProcess server;
        private final Latencies latencies = new Latencies();
        private int next;

        Revoker(ServerProcess server) {
            this.server = server;
        }
    }

    /** @param revokes so many of each, in all rounds together */
    NodeRevokes(NodeServers servers, int rounds, int revokes) {
        this.servers = servers;
        this.rounds = rounds;
        this.revokes = revokes;
    }

    void measure(Report report) {
        int each = (revokes + rounds - 1) / rounds;
        servers.load("alone", WARM_UP + rounds * each);
        servers.load("three", WARM_UP + rounds * each);
        Map<String, Revoker> revokers = new LinkedHashMap<>();
        try (ServerProcess alone = servers.onPostgresql("alone", "alone");
                ServerProcess first = servers.onPostgresql("first", "three");
                ServerProcess second = servers.onPostgresql("second", "three");
                ServerProcess third = servers.onPostgresql("third", "three")) {
            requireNodes("three", List.of(first, second, third).size());
            revokers.put(ALONE, new Revoker(alone));
            revokers.put(OF_THREE, new Revoker(first));
            revokers.values().forEach(revoker -> revoke(revoker, WARM_UP, new Latencies()));
            List<Runnable> measures = new ArrayList<>();
            revokers.values().forEach(revoker -> measures.add(() -> revoke(revoker, each, revoker.latencies)));
            Rounds.run(rounds, measures);
            requireNoTokens("alone");
            requireNoTokens("three");
        }
        MarkdownTable table =
                new MarkdownTable("/revoke, without fault", "revokes", "p50, ms", "p99, ms", "wanted", "longest, ms");
        revokers.forEach((name, revoker) -> table.row(
                name,
                Integer.toString(revoker.latencies.count()),
                revoker.latencies.milliseconds(0.5),
                revoker.latencies.milliseconds(0.99),
                "≤ 50",
                revoker.latencies.milliseconds(1)));
        report.add(table);
    }

    private void requireNodes(String database, int wanted) {
        long found = servers.postgres().nodes(database);
        if (found != wanted) {
            throw new IllegalStateException("there are " + found + " nodes, not " + wanted);
        }
    }

    /** The answer is the same for a token that there is not. */
    private void requireNoTokens(String database) {
        if (servers.postgres().tokens(database) != 0) {
            throw new IllegalStateException("not all tokens were revoked that were to be");
        }
    }

    private void revoke(Revoker revoker, int count, Latencies latencies) {
        for (int i = 0; i < count; i++) {
            String form = "token=" + generated.value(revoker.next++).reveal();
            long start = System.nanoTime();
            int status = revoker.server.post("/revoke", form).statusCode();
            latencies.add(System.nanoTime() - start);
            if (status != 200) {
                throw new IllegalStateException("a revoke was answered with " + status);
            }
        }
    }
}
