package dev.latchkey.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** What makes the load: wrk, or {@link LoadGenerator} where it is not installed. It runs in a process and on a core of its own. */
final class LoadTool {

    private static final String RATE = "Requests/sec:";

    /** Of wrk, what tells that not all calls were answered. */
    private static final List<String> PROBLEMS = List.of("Non-2xx", "Socket errors");

    /** What a path begins with if the values are tokens of requests that a gateway asks about; otherwise they stand behind the path. */
    static final String BEARER = "bearer:";

    private static final Pattern LATENCY = Pattern.compile("\\s+(50|99)%\\s+([0-9.]+)(us|ms|s)");

    private final int core;
    private final boolean wrk;
    private final Path script;

    private LoadTool(int core, boolean wrk, Path script) {
        this.core = core;
        this.wrk = wrk;
        this.script = script;
    }

    /** That of the option {@code --generator}: {@code wrk}, the default where it is installed, or {@code java}. */
    static LoadTool of(Arguments arguments, int core, Path directory) {
        String name = arguments.text("generator", Child.isInstalled("wrk") ? "wrk" : "java");
        Path script = directory.resolve("random-values.lua");
        try (InputStream lua = Objects.requireNonNull(LoadTool.class.getResourceAsStream("random-values.lua"))) {
            Files.copy(lua, script, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new LoadTool(core, name.equals("wrk"), script);
    }

    /**
     * Begins to call {@code path} with random ones of the values in a file appended.
     *
     * @param values a value a line
     */
    Child start(int port, String path, Path values, int connections, int seconds) {
        boolean bearer = path.startsWith(BEARER);
        String called = bearer ? path.substring(BEARER.length()) : path;
        return Child.start(Child.onCore(
                core,
                wrk
                        ? List.of(
                                "wrk",
                                "-t1",
                                "-c" + connections,
                                "-d" + seconds + "s",
                                "--latency",
                                "-s",
                                script.toString(),
                                "http://127.0.0.1:" + port,
                                "--",
                                called,
                                values.toString(),
                                bearer ? "bearer" : "query")
                        : Child.ourselves(
                                "generate",
                                "--port",
                                Integer.toString(port),
                                "--path",
                                path,
                                "--values",
                                values.toString(),
                                "--connections",
                                Integer.toString(connections),
                                "--seconds",
                                Integer.toString(seconds))));
    }

    /**
     * What a load by wrk has come to, once it has ended.
     *
     * @param rate calls a second
     * @param median what half of the calls took at most, in ms
     * @param high what 99 of 100 calls took at most, in ms
     */
    record Measured(double rate, double median, double high) {}

    /** The same with how long calls took. */
    static Measured measured(Child load) {
        List<String> lines = load.rest();
        return new Measured(rate(lines), latency(lines, "50"), latency(lines, "99"));
    }

    private static double latency(List<String> lines, String percent) {
        return lines.stream()
                .map(LATENCY::matcher)
                .filter(matcher -> matcher.matches() && matcher.group(1).equals(percent))
                .mapToDouble(matcher -> Double.parseDouble(matcher.group(2)) * milliseconds(matcher.group(3)))
                .findFirst()
                .orElse(Double.NaN);
    }

    private static double milliseconds(String unit) {
        return switch (unit) {
            case "us" -> 0.001;
            case "ms" -> 1;
            default -> 1_000;
        };
    }

    /** Calls a second that a load has come to, once it has ended. */
    static double rate(Child load) {
        return rate(load.rest());
    }

    private static double rate(List<String> lines) {
        if (lines.stream().anyMatch(line -> PROBLEMS.stream().anyMatch(line::contains))) {
            throw new IllegalStateException("calls went wrong: " + lines);
        }
        return lines.stream()
                .filter(line -> line.startsWith(RATE))
                .map(line -> Double.valueOf(line.substring(RATE.length()).strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the load did not end well: " + lines));
    }

    @Override
    public String toString() {
        return wrk ? "wrk" : "the Java generator";
    }
}
