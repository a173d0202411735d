package dev.latchkey.http.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An exposition read by its lines, and held against the rules of {@code promtool check metrics}. */
final class ExpositionLines {

    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{([^}]*)\\})? (NaN|[+-]?Inf|-?[0-9][0-9.eE+-]*)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    /** Units that are no base units, which a name must not have. */
    private static final Pattern NO_BASE_UNIT = Pattern.compile(
            ".*_(milliseconds|microseconds|nanoseconds|minutes|hours|days|ms|kilobytes|megabytes|bits|percent)(_.*)?");

    /** Name, labels, value. */
    record Sample(String name, Map<String, String> labels, double value) {}

    final Map<String, String> types = new LinkedHashMap<>();
    final Set<String> helps = new TreeSet<>();
    final List<Sample> samples = new ArrayList<>();

    static ExpositionLines of(String text) {
        assertThat(text).endsWith("\n").doesNotContain("\r");
        ExpositionLines read = new ExpositionLines();
        text.lines().forEach(read::read);
        return read;
    }

    private void read(String line) {
        String[] words = line.split(" ", 4);
        if (line.startsWith("# HELP ")) {
            assertThat(helps.add(words[2])).as("one HELP: %s", line).isTrue();
            assertThat(words).as("a text: %s", line).hasSize(4);
        } else if (line.startsWith("# TYPE ")) {
            assertThat(types.put(words[2], words[3])).as("one TYPE: %s", line).isNull();
        } else if (!line.startsWith("#")) {
            samples.add(sample(line));
        }
    }

    private static Sample sample(String line) {
        Matcher matcher = SAMPLE.matcher(line);
        assertThat(matcher.matches()).as("a sample: %s", line).isTrue();
        Map<String, String> labels = new LinkedHashMap<>();
        if (matcher.group(2) != null) {
            Matcher label = LABEL.matcher(matcher.group(2));
            int end = 0;
            while (label.find()) {
                assertThat(label.start()).as("labels: %s", line).isEqualTo(end);
                assertThat(labels.put(label.group(1), label.group(2)))
                        .as("each label once: %s", line)
                        .isNull();
                end = label.end();
            }
            assertThat(end).as("labels: %s", line).isEqualTo(matcher.group(2).length());
        }
        String value = matcher.group(3);
        return new Sample(matcher.group(1), labels, Double.parseDouble(value.replace("Inf", "Infinity")));
    }

    /** The family that a sample belongs to. */
    String family(Sample sample) {
        String name = sample.name();
        for (String suffix : List.of("_bucket", "_sum", "_count")) {
            String family = name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : "";
            if (ImmutableSet.of("histogram", "summary").contains(types.getOrDefault(family, ""))) {
                return family;
            }
        }
        return name;
    }

    /** What promtool finds fault with, beside what reading it has found already. */
    void check() {
        assertThat(samples).isNotEmpty();
        assertThat(helps).containsAll(types.keySet());
        assertThat(samples).allSatisfy(sample -> assertThat(types).containsKey(family(sample)));
        assertThat(samples.stream()
                        .map(sample -> sample.name()
                                + new TreeSet<>(sample.labels().entrySet().stream()
                                        .map(Object::toString)
                                        .toList())))
                .doesNotHaveDuplicates();
        types.forEach((name, type) -> {
            assertThat(name).matches("[a-z][a-z0-9_]*").doesNotMatch(NO_BASE_UNIT);
            if (type.equals("counter")) {
                assertThat(name).endsWith("_total");
            } else {
                assertThat(name).doesNotEndWith("_total");
            }
            if (!type.equals("histogram") && !type.equals("summary")) {
                assertThat(name).doesNotMatch(".*_(bucket|sum|count)");
            }
            assertThat(name).doesNotContain("_" + type); // no type in a name
        });
        List<String> families = samples.stream().map(this::family).distinct().toList();
        assertThat(families).as("each family in one piece").containsExactlyElementsOf(inOnePiece());
        assertThat(families).as("ordered").isSorted();
        samples.forEach(
                sample -> assertThat(sample.labels().keySet()).allMatch(label -> label.matches("[a-z][a-z0-9_]*")));
    }

    private List<String> inOnePiece() {
        List<String> pieces = new ArrayList<>();
        for (Sample sample : samples) {
            String family = family(sample);
            if (pieces.isEmpty() || !pieces.get(pieces.size() - 1).equals(family)) {
                pieces.add(family);
            }
        }
        return pieces;
    }

    double value(String name, String... labels) {
        Map<String, String> wanted = new LinkedHashMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            wanted.put(labels[i], labels[i + 1]);
        }
        return samples.stream()
                .filter(sample -> sample.name().equals(name) && sample.labels().equals(wanted))
                .findAny()
                .orElseThrow(() -> new AssertionError("no sample " + name + wanted))
                .value();
    }
}
