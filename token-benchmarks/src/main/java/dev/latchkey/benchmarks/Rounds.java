package dev.latchkey.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What several rounds have measured. In each round everything is measured once, one after the other, so that what the machine does
 * meanwhile happens to all of it; a ratio is made within a round.
 */
final class Rounds {

    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    /**
     * Runs what measures in so many rounds. What stood idle before is slower at first, so the order moves on by one in each round, and in as
     * many rounds as there are of them each has each place.
     */
    static void run(int rounds, List<Runnable> measures) {
        List<Runnable> order = new ArrayList<>(measures);
        for (int round = 0; round < rounds; round++) {
            order.forEach(Runnable::run);
            Collections.rotate(order, 1);
        }
    }

    /** Adds what this round has measured of {@code name}. */
    void add(String name, double value) {
        values.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    /** All that is measured, in the order in which it came first. */
    Set<String> names() {
        return values.keySet();
    }

    Spread of(String name) {
        return Spread.of(values(name));
    }

    /** One over the other, round by round. */
    Spread ratio(String numerator, String denominator) {
        List<Double> numerators = values(numerator);
        List<Double> denominators = values(denominator);
        return Spread.of(IntStream.range(0, numerators.size())
                .mapToObj(round -> numerators.get(round) / denominators.get(round))
                .toList());
    }

    private List<Double> values(String name) {
        return values.getOrDefault(name, List.of());
    }
}
