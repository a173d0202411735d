package dev.latchkey.benchmarks;

import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.Authorization;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What the number of cached tokens does to authorizing. */
final class CachedScale {

    /** How many different values cached authorizing is measured with, at most. */
    private static final int SAMPLE = 1_000_000;

    private static final ApiMethod AUTHORIZED = BenchmarkPlatform.AUTHORIZED.method();

    private CachedScale() {}

    /** Measures with caches of these sizes, the smallest first. */
    static MarkdownTable measure(List<Integer> sizes, int rounds) {
        SplittableRandom random = new SplittableRandom(1);
        GeneratedTokens generated = new GeneratedTokens();
        List<Authorizing> caches = new ArrayList<>();
        List<String[]> values = new ArrayList<>();
        for (int tokens : sizes) {
            caches.add(FilledCache.of(tokens));
            values.add(random.ints(Math.min(tokens, SAMPLE), 0, tokens)
                    .mapToObj(index -> generated.value(index).reveal())
                    .toArray(String[]::new));
        }
        Rounds nanoseconds = new Rounds();
        for (int round = -2; round < rounds; round++) {
            for (int i = 0; i < caches.size(); i++) {
                double each = authorize(caches.get(i), values.get(i));
                if (round >= 0) { // those before warm up
                    nanoseconds.add(ScaleReport.number(sizes.get(i)), each);
                }
            }
        }
        MarkdownTable table = new MarkdownTable("tokens", "ns", "ratio");
        for (String name : nanoseconds.names()) {
            table.row(
                    name,
                    nanoseconds.of(name).text(0),
                    nanoseconds.ratio(name, ScaleReport.number(sizes.get(0))).text(2));
        }
        return table;
    }

    /** How many nanoseconds authorizing takes, on the average of a million or so. */
    private static double authorize(Authorizing authorizing, String[] values) {
        int granted = 0;
        long start = System.nanoTime();
        for (int i = 0; i < SAMPLE; i++) {
            boolean isGranted =
                    authorizing.authorize(values[i % values.length], AUTHORIZED) instanceof Authorization.Granted;
            granted += isGranted ? 1 : 0;
        }
        double each = (System.nanoTime() - start) / (double) SAMPLE;
        if (granted != SAMPLE) {
            throw new IllegalStateException("a cached token was refused");
        }
        return each;
    }
}
