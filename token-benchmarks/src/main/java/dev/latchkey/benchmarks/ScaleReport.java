package dev.latchkey.benchmarks;

import com.google.common.base.Splitter;
import dev.latchkey.persistence.Database;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.Tokens;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** What the number of tokens does to look-ups, cached authorizing, the server's start, its memory and the disk. */
final class ScaleReport {

    private final SplittableRandom random = new SplittableRandom(1);
    private final GeneratedTokens generated = new GeneratedTokens();
    private final List<Integer> sizes;
    private final int rounds;
    private final int lookups;
    private final Path jar;
    private final Path work;
    private final String loadHeap;

    private ScaleReport(Arguments arguments) {
        this.sizes = Splitter.on(',')
                .splitToStream(arguments.text("tokens", "10000,1000000,10000000"))
                .map(Integer::valueOf)
                .sorted()
                .toList();
        this.rounds = arguments.number("rounds", 5);
        this.lookups = arguments.number("lookups", 2_000);
        this.jar = arguments.path("server", "token-app/target/token-app.jar");
        this.work = arguments.path("work", "token-benchmarks/target/scale");
        this.loadHeap = arguments.text("load-heap", "14g");
    }

    /**
     * Options: {@code --tokens} 10000,1000000,10000000, {@code --databases} hsqldb,postgresql, {@code --rounds} 5,
     * {@code --lookups} 2000 a round, {@code --server} token-app/target/token-app.jar, {@code --work}
     * token-benchmarks/target/scale, {@code --load-heap} 14g, {@code --write}.
     */
    static void run(Arguments arguments) {
        ScaleReport scale = new ScaleReport(arguments);
        Report report = new Report("scale");
        report.add(
                "Each number is the median of the rounds, with minimum and maximum; ratios are to the fewest tokens, those of the"
                        + " start to an empty database.\n");
        String databases = arguments.text("databases", "hsqldb,postgresql");
        if (databases.contains("hsqldb")) {
            report.add("HSQLDB\n").add(scale.measure(tokens -> Dataset.inHsqldb(scale.work, tokens)));
        }
        if (databases.contains("postgresql")) {
            try (PostgresServer postgres = PostgresServer.start(scale.work.resolve(PostgresServer.DIRECTORY))) {
                report.add("PostgreSQL\n")
                        .add(scale.measure(tokens -> Dataset.inPostgresql(postgres, scale.work, tokens)));
            }
        }
        report.add("Cached authorize\n")
                .add(CachedScale.measure(scale.sizes, scale.rounds))
                .publish(arguments);
    }

    private MarkdownTable measure(IntFunction<Dataset> datasets) {
        List<Dataset> all =
                Stream.concat(Stream.of(0), sizes.stream()).map(datasets::apply).toList();
        all.forEach(dataset -> dataset.load(loadHeap));
        Rounds seconds = new Rounds();
        Rounds resident = new Rounds();
        all.forEach(dataset -> ServerStart.toAnswer(jar, dataset)); // the first makes the server's own tables
        for (int round = 0; round < rounds; round++) {
            for (Dataset dataset : all) {
                ServerStart start = ServerStart.toAnswer(jar, dataset);
                seconds.add(number(dataset.tokens()), start.seconds());
                resident.add(number(dataset.tokens()), start.resident());
            }
        }
        Rounds medians = new Rounds();
        Rounds slowest = new Rounds();
        all.forEach(Dataset::readOnce);
        lookUp(all.subList(1, all.size()), medians, slowest);
        return table(all, seconds, resident, medians, slowest);
    }

    private MarkdownTable table(
            List<Dataset> datasets, Rounds seconds, Rounds resident, Rounds medians, Rounds slowest) {
        String fewest = number(sizes.get(0));
        MarkdownTable table = new MarkdownTable(
                "tokens",
                "look-up p50, µs",
                "ratio",
                "p99, µs",
                "ratio",
                "start, s",
                "ratio",
                "memory, MiB",
                "disk, MiB");
        for (Dataset dataset : datasets) {
            String name = number(dataset.tokens());
            boolean empty = dataset.tokens() == 0;
            table.row(
                    name,
                    empty ? "" : medians.of(name).text(0),
                    empty ? "" : medians.ratio(name, fewest).text(2),
                    empty ? "" : slowest.of(name).text(0),
                    empty ? "" : slowest.ratio(name, fewest).text(2),
                    seconds.of(name).text(2),
                    seconds.ratio(name, number(0)).text(2),
                    resident.of(name).text(0),
                    number(dataset.size() >> 20));
        }
        return table;
    }

    private void lookUp(List<Dataset> datasets, Rounds medians, Rounds slowest) {
        List<Database> databases = new ArrayList<>();
        try {
            datasets.forEach(
                    dataset -> databases.add(Database.open(dataset.options().poolSize(2))));
            for (int round = -1; round < rounds; round++) {
                for (int i = 0; i < databases.size(); i++) {
                    int tokens = datasets.get(i).tokens();
                    long[] nanoseconds = lookUp(databases.get(i).tokens(), tokens);
                    if (round >= 0) { // the one before warms up
                        medians.add(number(tokens), Spread.percentile(nanoseconds, 0.5) / 1e3);
                        slowest.add(number(tokens), Spread.percentile(nanoseconds, 0.99) / 1e3);
                    }
                }
            }
        } finally {
            databases.forEach(Database::close);
        }
    }

    /** How long look-ups of random tokens take, each. */
    private long[] lookUp(Tokens store, int tokens) {
        TokenFingerprint[] fingerprints = random.ints(lookups, 0, tokens)
                .mapToObj(index -> generated.value(index).fingerprint())
                .toArray(TokenFingerprint[]::new);
        long[] nanoseconds = new long[lookups];
        for (int i = 0; i < lookups; i++) {
            long start = System.nanoTime();
            boolean found = store.find(fingerprints[i]).isPresent();
            nanoseconds[i] = System.nanoTime() - start;
            if (!found) {
                throw new IllegalStateException("a loaded token is not there");
            }
        }
        return nanoseconds;
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
