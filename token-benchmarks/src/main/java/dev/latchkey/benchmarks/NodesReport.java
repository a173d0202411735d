package dev.latchkey.benchmarks;

import com.google.common.base.Splitter;
import java.nio.file.Path;
import java.util.List;

/** What it costs to be a node: calls a second beside those of a server alone, renewals of the lease, and how long revokes take. */
final class NodesReport {

    /** Where PostgreSQL runs beside servers: they have their core for themselves, as if it were on another machine. */
    private static final int DATABASE_CORE = HttpLoad.LOAD_CORE;

    private final Arguments arguments;
    private final Path directory;
    private final String scenario;
    private final Report report;

    private NodesReport(Arguments arguments, Path directory) {
        this.arguments = arguments;
        this.directory = directory;
        this.scenario = arguments.text("scenario", "all");
        this.report = new Report(scenario.equals("all") ? "nodes" : "nodes-" + scenario);
    }

    /**
     * Options: {@code --scenario} calls, revokes, many or all; {@code --generator} wrk or java; {@code --rounds} 5, {@code --seconds} 10,
     * {@code --warm-up} 15, {@code --revokes} 500, {@code --nodes} 3,10,50, {@code --rate} 200 revokes a second for {@code --load-seconds} 30,
     * {@code --server} token-app/target/token-app.jar, {@code --work} token-benchmarks/target/nodes, {@code --write}. Fails where a call was
     * granted whose token's revoke was acknowledged.
     */
    static void run(Arguments arguments) {
        try (TemporaryDirectory directory =
                TemporaryDirectory.in(arguments.path("work", "token-benchmarks/target/nodes"))) {
            new NodesReport(arguments, directory.path()).run();
        }
    }

    private void run() {
        if (isWanted("calls") || isWanted("revokes")) {
            beside(PostgresServer.start(directory.resolve(PostgresServer.DIRECTORY)));
        }
        long violations = isWanted("many") ? many() : 0;
        report.publish(arguments);
        if (violations > 0) {
            throw new IllegalStateException("calls were granted after the acknowledgement: " + violations);
        }
    }

    private boolean isWanted(String which) {
        return scenario.equals("all") || scenario.equals(which);
    }

    /** What is measured of servers on a core, with the database on the other. */
    private void beside(PostgresServer started) {
        int rounds = arguments.number("rounds", 5);
        Path jar = arguments.path("server", "token-app/target/token-app.jar");
        try (PostgresServer postgres = started.onCore(DATABASE_CORE)) {
            NodeServers servers = new NodeServers(postgres, jar, directory);
            if (isWanted("calls")) {
                HttpLoad load = new HttpLoad(arguments, directory);
                report.add("Servers on one core, load and PostgreSQL on the other, " + load
                        + "; each number is the median of the rounds, with minimum and maximum.\n");
                new NodeCalls(load, servers, rounds).measure(report);
                new LeaseCost(servers, rounds, arguments.number("seconds", 10)).measure(report);
            }
            if (isWanted("revokes")) {
                new NodeRevokes(servers, rounds, arguments.number("revokes", 500)).measure(report);
            }
        }
    }

    /** @return how many calls were granted wrongly */
    private long many() {
        List<Integer> sizes = Splitter.on(',')
                .splitToStream(arguments.text("nodes", "3,10,50"))
                .map(Integer::valueOf)
                .toList();
        int most = sizes.stream().mapToInt(Integer::intValue).max().orElseThrow();
        ManyNodes many = new ManyNodes(arguments.number("rate", 200), arguments.number("load-seconds", 30));
        try (PostgresServer postgres = PostgresServer.start(directory.resolve("many"), ManyNodes.connections(most))) {
            sizes.forEach(nodes -> many.measure(postgres, nodes));
        }
        many.publish(report);
        return many.violations();
    }
}
