package dev.latchkey.benchmarks;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** How far the results of several rounds lie apart. */
record Spread(double min, double median, double max) {

    /** @throws IllegalArgumentException if there are no values */
    static Spread of(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("values must not be empty");
        }
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Spread(sorted[0], percentile(sorted, 0.5), sorted[sorted.length - 1]);
    }

    /** The value that the share {@code share} of them does not exceed; between the middle two for a median. */
    static double percentile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** The same of values in any order. */
    static double percentile(long[] values, double share) {
        return percentile(Arrays.stream(values).sorted().asDoubleStream().toArray(), share);
    }

    Spread times(double factor) {
        return new Spread(min * factor, median * factor, max * factor);
    }

    /** The median and, in brackets, minimum and maximum, with so many digits behind the point. */
    String text(int digits) {
        return String.format(
                Locale.ROOT, "%1$,." + digits + "f (%2$,." + digits + "f–%3$,." + digits + "f)", median, min, max);
    }
}
