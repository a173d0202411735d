package dev.latchkey.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/** What makes the load: wrk, or {@link LoadGenerator} where it is not installed. It runs in a process and on a core of its own. */
final class LoadTool {

    private static final String RATE = "Requests/sec:";

    /** Of wrk, what tells that not all calls were answered. */
    private static final List<String> PROBLEMS = List.of("Non-2xx", "Socket errors");

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
        return Child.start(Child.onCore(
                core,
                wrk
                        ? List.of(
                                "wrk",
                                "-t1",
                                "-c" + connections,
                                "-d" + seconds + "s",
                                "-s",
                                script.toString(),
                                "http://127.0.0.1:" + port,
                                "--",
                                path,
                                values.toString())
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

    /** Calls a second that a load has come to, once it has ended. */
    static double rate(Child load) {
        List<String> lines = load.rest();
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
