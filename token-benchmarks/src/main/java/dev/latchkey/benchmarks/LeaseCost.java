package dev.latchkey.benchmarks;

import java.util.concurrent.TimeUnit;

/** What the renewals of an idle node keep busy, as a share of a core. */
final class LeaseCost {

    private static final String DATABASE = "idle";
    private static final String THREAD = "latchkey-lease";

    private final NodeServers servers;
    private final int rounds;
    private final int seconds;

    LeaseCost(NodeServers servers, int rounds, int seconds) {
        this.servers = servers;
        this.rounds = rounds;
        this.seconds = seconds;
    }

    void measure(Report report) {
        Rounds shares = new Rounds();
        servers.load(DATABASE, 1);
        try (ServerProcess node = servers.onPostgresql(DATABASE, DATABASE)) {
            rest(); // until its compiler is done with what the start was
            for (int round = 0; round < rounds; round++) {
                measure(node, shares);
            }
        }
        report.add(new MarkdownTable("an idle node, % of a core", "measured", "wanted")
                .row("its thread for renewals", shares.of(THREAD).text(2), "< 1")
                .row("PostgreSQL's process for them", shares.of("backend").text(2), "")
                .row("the whole node", shares.of("node").text(2), "")
                .row("the whole of PostgreSQL", shares.of("database").text(2), ""));
    }

    private void measure(ServerProcess node, Rounds shares) {
        PostgresServer postgres = servers.postgres();
        double thread = ProcessTimes.busySecondsOfThreads(node.pid(), THREAD);
        double backend = postgres.busySecondsOfRenewals(DATABASE);
        double all = ProcessTimes.busySeconds(node.pid());
        double database = postgres.busySeconds();
        long start = System.nanoTime();
        rest();
        double percent = 100e9 / (System.nanoTime() - start);
        shares.add(THREAD, percent * (ProcessTimes.busySecondsOfThreads(node.pid(), THREAD) - thread));
        shares.add("node", percent * (ProcessTimes.busySeconds(node.pid()) - all));
        shares.add("database", percent * (postgres.busySeconds() - database));
        shares.add("backend", percent * (postgres.busySecondsOfRenewals(DATABASE) - backend));
    }

    private void rest() {
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
