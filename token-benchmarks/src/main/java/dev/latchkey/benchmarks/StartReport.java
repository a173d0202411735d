package dev.latchkey.benchmarks;

import com.google.common.collect.ImmutableMap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How long the released server takes from its process to ready, by its jar, by its start script, and by another jar. */
final class StartReport {

    private static final String JAR = "java -jar";
    private static final String BASELINE = "java -jar, baseline";
    private static final String WANTED_RATIO = "≤ 0.60";
    private static final String WANTED_RESIDENT = "≤ 150";

    private static final List<Kind> KINDS = List.of(
            new Kind("serve, without TLS", false, List.of("--https-port", "-1")),
            new Kind("serve, with a new TLS key", true, List.of("--https-port", "0")),
            new Kind("serve --demo, without TLS", false, List.of("--https-port", "-1", "--demo")));

    private final Path work;
    private final int rounds;
    private final ImmutableMap<String, List<String>> programs;
    private final String script;
    private final String yardstick;

    /**
     * A way of serving.
     *
     * @param anew whether each start has an empty data directory; otherwise that of a start before, which is not counted
     */
    private record Kind(String name, boolean anew, List<String> options) {}

    private StartReport(Arguments arguments, Path work) {
        this.work = work;
        this.rounds = arguments.number("rounds", 10);
        ImmutableMap.Builder<String, List<String>> all = ImmutableMap.builder();
        arguments
                .text("baseline")
                .ifPresent(
                        jar -> all.put(BASELINE, ServerStart.ofJar(Path.of(jar).toAbsolutePath())));
        all.put(JAR, ServerStart.ofJar(arguments.path("server", "token-app/target/token-app.jar")));
        this.script = arguments.path("script", "token-app/target/latchkey").toString();
        all.put("start script", List.of(script));
        this.programs = all.build();
        this.yardstick = programs.containsKey(BASELINE) ? BASELINE : JAR;
    }

    /**
     * Options: {@code --baseline} a jar of another version, {@code --rounds} 10, {@code --server}
     * token-app/target/token-app.jar, {@code --script} token-app/target/latchkey, which has its jar beside it, {@code --write}.
     */
    static void run(Arguments arguments) {
        try (TemporaryDirectory directory = TemporaryDirectory.create()) {
            StartReport starts = new StartReport(arguments, directory.path());
            starts.makeArchive();
            Report report = new Report("start");
            report.add("From starting the process to \"Latchkey is ready\", " + starts.rounds
                    + " times each, in turn; each number is the median, with minimum and maximum, and ratios are to "
                    + starts.yardstick + ".\n");
            KINDS.forEach(kind -> report.add(kind.name() + "\n").add(starts.measure(kind)));
            report.publish(arguments);
        }
    }

    /** What the start script uses from its second start on. */
    private void makeArchive() {
        ProcessBuilder builder = new ProcessBuilder(script, "archive");
        builder.environment().putAll(environment());
        Child.start(builder).rest();
        if (!Files.isDirectory(cache())) {
            throw new IllegalStateException(script + " has made no archive");
        }
    }

    private Path cache() {
        return work.resolve("archives");
    }

    /** The same Java for all, and archives that nobody else uses. */
    private ImmutableMap<String, String> environment() {
        return ImmutableMap.of("JAVA_HOME", System.getProperty("java.home"), "LATCHKEY_CACHE", cache().toString());
    }

    private MarkdownTable measure(Kind kind) {
        Rounds seconds = new Rounds();
        Rounds resident = new Rounds();
        for (int round = -1; round < rounds; round++) { // the one before makes what is there later
            for (String name : programs.keySet()) {
                ServerStart start = start(kind, name);
                if (round >= 0) {
                    seconds.add(name, start.seconds());
                    resident.add(name, start.resident());
                }
            }
        }
        MarkdownTable table =
                new MarkdownTable("started by", "s", "ratio", "wanted", "resident when ready, MiB", "wanted");
        for (String name : seconds.names()) {
            boolean measured = yardstick.equals(BASELINE) && !name.equals(BASELINE);
            table.row(
                    name,
                    seconds.of(name).text(2),
                    seconds.ratio(name, yardstick).text(2),
                    measured ? WANTED_RATIO : "",
                    resident.of(name).text(0),
                    name.equals(BASELINE) ? "" : WANTED_RESIDENT);
        }
        return table;
    }

    private ServerStart start(Kind kind, String name) {
        List<String> program = programs.getOrDefault(name, List.of());
        if (!kind.anew()) {
            return start(kind, program, work.resolve((kind.name() + " " + name).replace(' ', '-')));
        }
        try (TemporaryDirectory data = TemporaryDirectory.create()) {
            return start(kind, program, data.path());
        }
    }

    private ServerStart start(Kind kind, List<String> program, Path data) {
        List<String> options = new ArrayList<>(kind.options());
        options.addAll(List.of("--http-port", "0", "--data", data.toString()));
        return ServerStart.toReady(program, options, environment());
    }
}
