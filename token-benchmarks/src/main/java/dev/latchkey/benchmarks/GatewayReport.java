package dev.latchkey.benchmarks;

import java.util.List;

/** What it costs a gateway to ask: decisions a second over calls that do nothing, and requests through nginx with the check and without. */
final class GatewayReport {

    private static final String ASKED = LoadTool.BEARER + "/gateway/original";
    /** The call that does nothing, with the headers of a gateway's question: what is compared differs in nothing but the answer. */
    private static final String NO_OP_WITH_HEADERS = LoadTool.BEARER + BenchmarkPlatform.NO_OP.path();

    private static final String CHECKED = LoadTool.BEARER + "/checked";
    private static final String PLAIN = LoadTool.BEARER + "/plain";

    private final HttpLoad load;
    private final int rounds;

    private GatewayReport(HttpLoad load, int rounds) {
        this.load = load;
        this.rounds = rounds;
    }

    /** Options: {@code --generator}, {@code --rounds}, {@code --seconds}, {@code --warm-up} and {@code --write}, as those of {@link HttpReport}. */
    static void run(Arguments arguments) {
        try (TemporaryDirectory directory = TemporaryDirectory.create()) {
            HttpLoad load = new HttpLoad(arguments, directory.path());
            GatewayReport gateway = new GatewayReport(load, arguments.number("rounds", 5));
            Report report = new Report("gateway");
            report.add("Servers and nginx on one core and load on another, " + load
                    + "; each number is the median of the rounds, with minimum and maximum.\n");
            try (ServerProcess server = load.ours()) {
                gateway.decisions(report, server);
                if (Nginx.isInstalled() && Child.isInstalled("wrk")) {
                    try (Nginx nginx = Nginx.before(server.port(), directory.path())) {
                        gateway.throughNginx(report, nginx.port());
                    }
                } else {
                    report.add("nginx or wrk is not installed: nothing was measured through nginx.\n");
                }
            }
            report.publish(arguments);
        }
    }

    private void decisions(Report report, ServerProcess server) {
        Rounds rates = new Rounds();
        load.warmUp(server, ASKED);
        load.warmUp(server, HttpReport.NO_OP);
        load.warmUp(server, NO_OP_WITH_HEADERS);
        load.warmUp(server, HttpReport.AUTHORIZED);
        Rounds.run(
                rounds,
                List.of(
                        () -> rates.add("/gateway/original", load.rate(server, ASKED)),
                        () -> rates.add("no-op", load.rate(server, HttpReport.NO_OP)),
                        () -> rates.add("no-op, same headers", load.rate(server, NO_OP_WITH_HEADERS)),
                        () -> rates.add("authorized", load.rate(server, HttpReport.AUTHORIZED))));
        MarkdownTable table = new MarkdownTable("call", "calls/s");
        rates.names().forEach(name -> table.row(name, rates.of(name).text(0)));
        report.add(new MarkdownTable("ratio of calls/s", "measured", "wanted")
                        .row(
                                "/gateway/original over no-op",
                                rates.ratio("/gateway/original", "no-op").text(3),
                                "≥ 0.90")
                        .row(
                                "/gateway/original over no-op with the same headers",
                                rates.ratio("/gateway/original", "no-op, same headers")
                                        .text(3),
                                "")
                        .row(
                                "/gateway/original over authorized",
                                rates.ratio("/gateway/original", "authorized").text(3),
                                ""))
                .add(table);
    }

    private void throughNginx(Report report, int port) {
        Rounds rates = new Rounds();
        Rounds medians = new Rounds();
        Rounds high = new Rounds();
        Rounds.run(
                rounds,
                List.of(
                        () -> measure("with the check", port, CHECKED, rates, medians, high),
                        () -> measure("without", port, PLAIN, rates, medians, high)));
        MarkdownTable table = new MarkdownTable("requests through nginx", "requests/s", "p50, ms", "p99, ms");
        for (String name : rates.names()) {
            table.row(
                    name,
                    rates.of(name).text(0),
                    medians.of(name).text(2),
                    high.of(name).text(2));
        }
        report.add(table)
                .add(new MarkdownTable("ratio of requests/s", "measured")
                        .row(
                                "with the check over without",
                                rates.ratio("with the check", "without").text(3)));
    }

    private void measure(String name, int port, String path, Rounds rates, Rounds medians, Rounds high) {
        LoadTool.Measured measured = load.measured(port, path);
        rates.add(name, measured.rate());
        medians.add(name, measured.median());
        high.add(name, measured.high());
    }
}
