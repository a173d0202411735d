package dev.latchkey.benchmarks;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What a call costs over HTTP: authorized, open to anyone, and of a bare Vert.x; while tokens change; in a flood of unknown values. */
final class HttpReport {

    private static final int TOKENS = 10_000;
    private static final int UNKNOWN = 200_000;
    private static final int CONNECTIONS = 64;
    private static final int SERVER_CORE = 0;
    private static final int LOAD_CORE = 1;

    private static final String AUTHORIZED =
            path(BenchmarkPlatform.AUTHORIZED.method().path());
    private static final String NO_OP = path(BenchmarkPlatform.NO_OP.method().path());

    private final Path directory;
    private final Path known;
    private final Path unknown;
    private final LoadTool tool;
    private final int rounds;
    private final int seconds;
    private final int warmUp;

    private HttpReport(Arguments arguments, Path directory) {
        this.directory = directory;
        this.known = values(directory.resolve("known"), 0, TOKENS);
        this.unknown = values(directory.resolve("unknown"), 2 * TOKENS, UNKNOWN);
        this.tool = LoadTool.of(arguments, LOAD_CORE, directory);
        this.rounds = arguments.number("rounds", 5);
        this.seconds = arguments.number("seconds", 10);
        this.warmUp = arguments.number("warm-up", 15);
    }

    /**
     * Options: {@code --scenario} calls, changes, flood or all; {@code --generator} wrk or java; {@code --rounds} 5,
     * {@code --seconds} 10, {@code --warm-up} 15, {@code --changes} 1000 a second, {@code --write}.
     */
    static void run(Arguments arguments) {
        try (TemporaryDirectory directory = TemporaryDirectory.create()) {
            HttpReport http = new HttpReport(arguments, directory.path());
            String scenario = arguments.text("scenario", "all");
            Report report = new Report(scenario.equals("all") ? "http" : "http-" + scenario);
            report.add(String.format(
                    Locale.ROOT,
                    "Server and load on a core each, %d connections, load by %s, rounds of %d s; each number is the median of"
                            + " the rounds, with minimum and maximum.%n",
                    CONNECTIONS,
                    http.tool,
                    http.seconds));
            if (scenario.equals("all") || scenario.equals("calls")) {
                http.calls(report);
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

    private static Path values(Path file, int from, int count) {
        GeneratedTokens generated = new GeneratedTokens();
        try {
            return Files.write(
                    file,
                    IntStream.range(from, from + count)
                            .mapToObj(index -> generated.value(index).reveal())
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServerProcess ours() {
        try {
            return ServerProcess.oursOnCore(SERVER_CORE, 2 * TOKENS, Files.createTempDirectory(directory, "data"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void calls(Report report) {
        Rounds rates = new Rounds();
        Rounds busy = new Rounds();
        try (ServerProcess authorizing = ours();
                ServerProcess open = ours();
                ServerProcess bare = ServerProcess.bareOnCore(SERVER_CORE)) {
            requireSameAnswers(authorizing, open, bare);
            load(authorizing, AUTHORIZED, warmUp);
            load(open, NO_OP, warmUp);
            load(bare, NO_OP, warmUp);
            for (int round = 0; round < rounds; round++) {
                measure("authorized", authorizing, AUTHORIZED, rates, busy);
                measure("no-op", open, NO_OP, rates, busy);
                measure("bare Vert.x", bare, NO_OP, rates, busy);
            }
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
                                "≥ 0.85"))
                .add(table);
    }

    /** Whatever is compared must be the same to the client. */
    private static void requireSameAnswers(ServerProcess authorizing, ServerProcess open, ServerProcess bare) {
        String value = new GeneratedTokens().value(0).reveal();
        String expected = shown(bare.get(NO_OP + value));
        for (String answer :
                new String[] {shown(authorizing.get(AUTHORIZED + value)), shown(open.get(NO_OP + value))}) {
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
        long start = System.nanoTime();
        rates.add(name, load(server, path, seconds));
        busy.add(name, (server.busySeconds() - before) * 1e9 / (System.nanoTime() - start));
    }

    private double load(ServerProcess server, String path, int howLong) {
        return LoadTool.rate(tool.start(server.port(), path, known, CONNECTIONS, howLong));
    }

    private void changes(Report report, int rate) {
        Rounds rounded = new Rounds();
        try (ServerProcess server = ours()) {
            load(server, AUTHORIZED, warmUp);
            for (int round = 0; round < rounds; round++) {
                rounded.add("without", load(server, AUTHORIZED, seconds));
                int made = setChanges(server, rate);
                long start = System.nanoTime();
                rounded.add("with", load(server, AUTHORIZED, seconds));
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
        try (ServerProcess server = ours()) {
            requireRefused(server);
            load(server, AUTHORIZED, warmUp);
            beside(server, unknown, warmUp);
            before = memory(server);
            for (int round = 0; round < rounds; round++) {
                rounded.add("all good", beside(server, known, seconds));
                rounded.add("flood", beside(server, unknown, seconds));
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
        String value = new GeneratedTokens().value(2 * TOKENS).reveal();
        if (HttpCalls.isSuccess(server.get(AUTHORIZED + value).body())) {
            throw new IllegalStateException("an unknown value was accepted");
        }
    }

    private double beside(ServerProcess server, Path others, int howLong) {
        Child other = tool.start(server.port(), AUTHORIZED, others, CONNECTIONS / 2, howLong);
        double rate = LoadTool.rate(tool.start(server.port(), AUTHORIZED, known, CONNECTIONS / 2, howLong));
        LoadTool.rate(other);
        return rate;
    }

    private static String mebibytes(JsonObject told, String field) {
        return String.format(Locale.ROOT, "%.1f", told.getLong(field) / (double) (1 << 20));
    }
}
