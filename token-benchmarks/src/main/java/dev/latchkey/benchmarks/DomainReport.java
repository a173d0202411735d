package dev.latchkey.benchmarks;

import static java.util.Objects.requireNonNull;

import dev.latchkey.token.ApiMethodSet;
import java.util.Collection;
import java.util.Locale;
import java.util.function.IntFunction;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** What authorizing costs in the process: time, garbage and heap. */
final class DomainReport {

    private static final String FEW = "10000";
    private static final String MANY = "1000000";
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final Rounds nanoseconds = new Rounds();
    private final Rounds bytes = new Rounds();

    private DomainReport() {}

    /** Options: {@code --rounds} 3, {@code --iterations} 5, {@code --heap-tokens} 500000, {@code --write}. */
    static void run(Arguments arguments) throws RunnerException {
        int heapTokens = arguments.number("heap-tokens", 500_000);
        Report report = new Report("domain");
        MarkdownTable heap = heap(heapTokens);
        DomainReport domain = new DomainReport();
        // A fork of each benchmark a round: what the machine does meanwhile happens to all of them.
        for (int round = 0; round < arguments.number("rounds", 3); round++) {
            domain.measure(arguments.number("iterations", 5));
        }
        report.add("Each number is the median of the rounds, with minimum and maximum.\n")
                .add(domain.ratios())
                .add(heap)
                .add(domain.all())
                .publish(arguments);
    }

    private void measure(int iterations) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(AuthorizeBenchmark.class.getName() + "\\.")
                        .include(ParseBenchmark.class.getName() + "\\.")
                        .forks(1)
                        .warmupIterations(iterations)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(iterations)
                        .measurementTime(TimeValue.seconds(1))
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .build())
                .run();
        for (RunResult result : results) {
            String name = name(result);
            nanoseconds.add(name, result.getPrimaryResult().getScore());
            bytes.add(
                    name,
                    requireNonNull(result.getSecondaryResults().get(ALLOCATED)).getScore());
        }
    }

    private static String name(RunResult result) {
        String benchmark = result.getParams().getBenchmark();
        String method = benchmark.substring(benchmark.lastIndexOf('.') + 1);
        return result.getParams().getParamsKeys().isEmpty()
                ? method
                : named(method, result.getParams().getParam("tokens"));
    }

    private static String named(String method, String tokens) {
        return String.format(Locale.ROOT, "%s, %,d tokens", method, Integer.parseInt(tokens));
    }

    private MarkdownTable ratios() {
        return new MarkdownTable("ratio", "measured", "wanted")
                .row("cached over SHA-256 alone, 10,000 tokens", ratio("cached", FEW, "sha256", FEW), "≤ 2.5")
                .row("cached over SHA-256 of the text, 10,000 tokens", ratio("cached", FEW, "sha256OfText", FEW), "")
                .row("cached over SHA-256 alone, 1,000,000 tokens", ratio("cached", MANY, "sha256", MANY), "")
                .row("cached, 1,000,000 tokens over 10,000", ratio("cached", MANY, "cached", FEW), "≤ 2")
                .row(
                        "bytes allocated per cached authorize",
                        bytes.of(named("cached", FEW)).text(0),
                        "≤ 200");
    }

    private String ratio(String one, String tokens, String other, String otherTokens) {
        return nanoseconds.ratio(named(one, tokens), named(other, otherTokens)).text(2);
    }

    private MarkdownTable all() {
        MarkdownTable table = new MarkdownTable("benchmark", "ns", "bytes");
        for (String name : nanoseconds.names()) {
            table.row(name, nanoseconds.of(name).text(0), bytes.of(name).text(0));
        }
        return table;
    }

    private static MarkdownTable heap(int tokens) {
        GeneratedTokens generated = new GeneratedTokens();
        ApiMethodSet unused = generated.customSet(0); // makes all: what it keeps of them is not the cache's
        MarkdownTable table = new MarkdownTable("heap per cached token", "bytes", "wanted", "weighed by the cache");
        addHeap(table, "template set", "≤ 200", tokens, generated, index -> GeneratedTokens.templateSet());
        addHeap(table, "custom set of 50 methods, 1,000 different", "≤ 250", tokens, generated, generated::customSet);
        return table;
    }

    private static void addHeap(
            MarkdownTable table,
            String name,
            String wanted,
            int tokens,
            GeneratedTokens generated,
            IntFunction<ApiMethodSet> methods) {
        long before = Heap.reachable();
        Authorizing cache = FilledCache.of(tokens, generated, methods);
        long after = Heap.reachable();
        table.row(
                name,
                String.format(Locale.ROOT, "%.0f", (after - before) / (double) tokens),
                wanted,
                String.format(Locale.ROOT, "%.0f", cache.cacheBytes() / (double) tokens));
    }
}
