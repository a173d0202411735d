package dev.latchkey.benchmarks;

import dev.latchkey.persistence.DatabaseOptions;
import dev.latchkey.token.TokenValue;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** How long revokes take, and how many there can be, with many nodes on one PostgreSQL. */
final class ManyNodes {

    /** Of PostgreSQL, for whoever is no node. */
    private static final int SPARE_CONNECTIONS = 30;

    private static final int WARM_UP = 5;
    private static final int FASTEST = 2_000;

    private final int rate;
    private final int seconds;
    private final MarkdownTable revokes = new MarkdownTable(
            "nodes",
            "revokes",
            "a second",
            "p50, ms",
            "p99, ms",
            "wanted",
            "longest, ms",
            "failed",
            "granted after",
            "undecided after",
            "PostgreSQL busy, cores");
    private final MarkdownTable fastest =
            new MarkdownTable("nodes", "revokes a second at most", "p50, ms", "p99, ms", "PostgreSQL busy, cores");
    private final MarkdownTable idle =
            new MarkdownTable("idle nodes", "PostgreSQL, % of a core", "all threads for renewals, % of a core");
    private long violations;

    /**
     * @param rate of revokes a second
     * @param seconds for how long
     */
    ManyNodes(int rate, int seconds) {
        this.rate = rate;
        this.seconds = seconds;
    }

    /** How many connections so many nodes need. */
    static int connections(int nodes) {
        return nodes * (LocalNodes.POOL + 1) + SPARE_CONNECTIONS;
    }

    /** Calls that were granted after the acknowledgement, in all that was measured. */
    long violations() {
        return violations;
    }

    void measure(PostgresServer postgres, int nodes) {
        String database = "nodes" + nodes;
        int warm = WARM_UP * rate;
        int due = warm + seconds * rate;
        int all = due + seconds * FASTEST;
        DatabaseOptions options = DatabaseOptions.at(postgres.url(database), PostgresServer.USER, PostgresServer.USER);
        NodeTokens.load(options, all);
        postgres.settle(database);
        try (LocalNodes local = LocalNodes.open(options, nodes)) {
            rest(postgres, nodes);
            RevokeLoad unused =
                    new RevokeLoad(local, values(0, warm)).prepared().atRate(rate);
            atRate(postgres, new RevokeLoad(local, values(warm, due)).prepared(), nodes);
            asFastAsTheyCan(postgres, new RevokeLoad(local, values(due, all)), nodes);
        }
    }

    private static TokenValue[] values(int from, int to) {
        GeneratedTokens generated = new GeneratedTokens();
        return IntStream.range(from, to).mapToObj(generated::value).toArray(TokenValue[]::new);
    }

    private void rest(PostgresServer postgres, int nodes) {
        long self = ProcessHandle.current().pid();
        sleep(WARM_UP);
        double database = postgres.busySeconds();
        double threads = ProcessTimes.busySecondsOfThreads(self, "latchkey-lease");
        long start = System.nanoTime();
        sleep(seconds);
        double percent = 100e9 / (System.nanoTime() - start);
        idle.row(
                Integer.toString(nodes),
                text(1, percent * (postgres.busySeconds() - database)),
                text(1, percent * (ProcessTimes.busySecondsOfThreads(self, "latchkey-lease") - threads)));
    }

    private void atRate(PostgresServer postgres, RevokeLoad load, int nodes) {
        double before = postgres.busySeconds();
        long start = System.nanoTime();
        Latencies latencies = load.atRate(rate).latencies();
        double cores = (postgres.busySeconds() - before) * 1e9 / (System.nanoTime() - start);
        violations += load.granted();
        revokes.row(
                Integer.toString(nodes),
                text(0, latencies.count()),
                text(0, load.rate()),
                latencies.milliseconds(0.5),
                latencies.milliseconds(0.99),
                "≤ 50",
                latencies.milliseconds(1),
                text(0, load.failed()),
                text(0, load.granted()),
                text(0, load.undecided()),
                text(2, cores));
    }

    private void asFastAsTheyCan(PostgresServer postgres, RevokeLoad load, int nodes) {
        double before = postgres.busySeconds();
        long start = System.nanoTime();
        Latencies latencies = load.asFastAsTheyCan(seconds).latencies();
        double cores = (postgres.busySeconds() - before) * 1e9 / (System.nanoTime() - start);
        fastest.row(
                Integer.toString(nodes),
                text(0, load.rate()),
                latencies.milliseconds(0.5),
                latencies.milliseconds(0.99),
                text(2, cores));
    }

    void publish(Report report) {
        report.add("Nodes in one process, each with a pool of " + LocalNodes.POOL
                        + " connections and a cache of its own, "
                        + "beside PostgreSQL on all cores. " + rate + " revokes a second are due for " + seconds
                        + " s, at random nodes; each counts from when it was due. After each acknowledgement another node is asked that "
                        + "kept the token.\n")
                .add(revokes)
                .add("As fast as " + RevokeLoad.CLOSED
                        + " threads can, each with the next revoke when the one before is acknowledged.\n")
                .add(fastest)
                .add(idle);
    }

    private static String text(int digits, double number) {
        return String.format(Locale.ROOT, "%,." + digits + "f", number);
    }

    private static void sleep(int seconds) {
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
