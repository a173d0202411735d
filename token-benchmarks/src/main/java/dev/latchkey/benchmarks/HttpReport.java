package dev.latchkey.benchmarks;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** What a call costs over HTTP: authorized, open to anyone, and of a bare Vert.x; while tokens change; in a flood of unknown values. */
final class HttpReport {

    static final String AUTHORIZED = path(BenchmarkPlatform.AUTHORIZED.path());
    static final String NO_OP = path(BenchmarkPlatform.NO_OP.path());

    private final HttpLoad load;
    private final int rounds;

    private HttpReport(HttpLoad load, int rounds) {
        this.load = load;
        this.rounds = rounds;
    }

    /**
     * Options: {@code --scenario} calls, real, changes, flood or all; {@code --generator} wrk or java; {@code --rounds} 5,
     * {@code --seconds} 10, {@code --warm-up} 15, {@code --changes} 1000 a second, {@code --server}
     * token-app/target/token-app.jar, {@code --write}.
     */
    static void run(Arguments arguments) {
        try (TemporaryDirectory directory = TemporaryDirectory.create()) {
            HttpReport http = new HttpReport(new HttpLoad(arguments, directory.path()), arguments.number("rounds", 5));
            String scenario = arguments.text("scenario", "all");
            Report report = new Report(scenario.equals("all") ? "http" : "http-" + scenario);
            report.add("Server and load on a core each, " + http.load
                    + "; each number is the median of the rounds, with minimum and maximum.\n");
            if (scenario.equals("all") || scenario.equals("calls")) {
                http.calls(report);
            }
            if (scenario.equals("all") || scenario.equals("real")) {
                new RealMethods(http.load, http.rounds)
                        .measure(report, arguments.path("server", "token-app/target/token-app.jar"));
            }
            if (scenario.equals("all") || scenario.equals("changes")) {
                http.changes(report, arguments.number("changes", 1_000));
            }
            if (scenario.equals("all") || scenario.equals("flood")) {
                http.flood(report);
            }
            report.publish(arguments);
        }
    }

    /** Every call has the same query, so that the same bytes go both ways: what differs is what the server does with them. */
    private static String path(String path) {
        return path + "?session=";
    }

    private void calls(Report report) {
        Rounds rates = new Rounds();
        Rounds busy = new Rounds();
        try (ServerProcess ours = load.ours();
                ServerProcess bare = HttpLoad.bare()) {
            requireSameAnswers(ours, bare);
            load.warmUp(ours, AUTHORIZED);
            load.warmUp(ours, NO_OP);
            load.warmUp(bare, NO_OP);
            Rounds.run(
                    rounds,
                    List.of(
                            () -> measure("authorized", ours, AUTHORIZED, rates, busy),
                            () -> measure("no-op", ours, NO_OP, rates, busy),
                            () -> measure("bare Vert.x", bare, NO_OP, rates, busy)));
        }
        MarkdownTable table = new MarkdownTable("call", "calls/s", "core busy");
        for (String name : rates.names()) {
            table.row(name, rates.of(name).text(0), busy.of(name).text(2));
        }
        report.add(new MarkdownTable("ratio of calls/s", "measured", "wanted")
                        .row(
                                "authorized over no-op",
                                rates.ratio("authorized", "no-op").text(3),
                                "≥ 0.90")
                        .row(
                                "no-op over bare Vert.x",
                                rates.ratio("no-op", "bare Vert.x").text(3),
                                "≥ 0.88"))
                .add(table);
    }

    /** Whatever is compared must be the same to the client. */
    private static void requireSameAnswers(ServerProcess ours, ServerProcess bare) {
        String value = HttpLoad.knownValue();
        String expected = shown(bare.get(NO_OP + value));
        for (String answer : new String[] {shown(ours.get(AUTHORIZED + value)), shown(ours.get(NO_OP + value))}) {
            if (!answer.equals(expected)) {
                throw new IllegalStateException("the answers differ: " + answer + " and " + expected);
            }
        }
    }

    private static String shown(HttpResponse<String> response) {
        return response.statusCode() + " " + new TreeMap<>(response.headers().map()) + " " + response.body();
    }

    private void measure(String name, ServerProcess server, String path, Rounds rates, Rounds busy) {
        double before = server.busySeconds();
        rates.add(name, load.rate(server, path));
        busy.add(name, load.share(server.busySeconds() - before));
    }

    private void changes(Report report, int rate) {
        Rounds rounded = new Rounds();
        try (ServerProcess server = load.ours()) {
            load.warmUp(server, AUTHORIZED);
            for (int round = 0; round < rounds; round++) {
                rounded.add("without", load.rate(server, AUTHORIZED));
                int made = setChanges(server, rate);
                long start = System.nanoTime();
                rounded.add("with", load.rate(server, AUTHORIZED));
                made = setChanges(server, 0) - made;
                rounded.add("changes", made * 1e9 / (System.nanoTime() - start));
            }
        }
        report.add(new MarkdownTable("while tokens are changed", "measured", "wanted")
                .row("changes a second", rounded.of("changes").text(0), Integer.toString(rate))
                .row("calls/s without", rounded.of("without").text(0), "")
                .row("calls/s with", rounded.of("with").text(0), "")
                .row("with over without", rounded.ratio("with", "without").text(3), "≥ 0.80"));
    }

    /** Gives how many changes were made so far. */
    private static int setChanges(ServerProcess server, int rate) {
        return server.call("/1.0/benchmark/control/rest/setchanges?rate=" + rate)
                .getInteger("made");
    }

    private static JsonObject memory(ServerProcess server) {
        return server.call("/1.0/benchmark/control/rest/tellmemory");
    }

    /** Half of the connections is good all the time; the other half is good too, or floods. */
    private void flood(Report report) {
        Rounds rounded = new Rounds();
        JsonObject before;
        JsonObject after;
        try (ServerProcess server = load.ours()) {
            requireRefused(server);
            load.warmUp(server, AUTHORIZED);
            load.rateOfHalf(server, AUTHORIZED, true);
            before = memory(server);
            for (int round = 0; round < rounds; round++) {
                rounded.add("all good", load.rateOfHalf(server, AUTHORIZED, false));
                rounded.add("flood", load.rateOfHalf(server, AUTHORIZED, true));
            }
            after = memory(server);
        }
        report.add(new MarkdownTable("half of the connections with unknown values", "measured", "wanted")
                .row(
                        "calls/s of the other half, all good",
                        rounded.of("all good").text(0),
                        "")
                .row(
                        "calls/s of the other half, in the flood",
                        rounded.of("flood").text(0),
                        "")
                .row(
                        "in the flood over all good",
                        rounded.ratio("flood", "all good").text(3),
                        "≥ 0.70")
                .row("heap before, MiB", mebibytes(before, "heap"), "")
                .row("heap after, MiB", mebibytes(after, "heap"), "")
                .row("cache before, MiB", mebibytes(before, "weight"), "")
                .row("cache after, MiB", mebibytes(after, "weight"), ""));
    }

    private static void requireRefused(ServerProcess server) {
        if (HttpCalls.isSuccess(server.get(AUTHORIZED + HttpLoad.unknownValue()).body())) {
            throw new IllegalStateException("an unknown value was accepted");
        }
    }

    private static String mebibytes(JsonObject told, String field) {
        return String.format(Locale.ROOT, "%.1f", told.getLong(field) / (double) (1 << 20));
    }
}
