package dev.latchkey.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that this one has started, and that ends with it. */
final class Child implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private final BufferedReader lines;

    private Child(Process process) {
        this.process = process;
        this.lines = process.inputReader();
    }

    /** Starts a command; what it complains of is seen. */
    static Child start(List<String> command) {
        return start(new ProcessBuilder(command));
    }

    static Child start(ProcessBuilder builder) {
        try {
            Child child = new Child(
                    builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
            Runtime.getRuntime().addShutdownHook(new Thread(child.process::destroy));
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command that starts a part of this program in a JVM like this one. */
    static List<String> ourselves(String... words) {
        return ourselvesWithHeap("1g", words);
    }

    /** The same with a heap of this size at most, as {@code -Xmx} takes it. */
    static List<String> ourselvesWithHeap(String heap, String... words) {
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-Xmx" + heap,
                "--enable-native-access=ALL-UNNAMED", // argon2 and Netty call native code
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(words));
        return command;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The same command, run on one core alone. */
    static List<String> onCore(int core, List<String> command) {
        List<String> pinned = new ArrayList<>(List.of("taskset", "-c", Integer.toString(core)));
        pinned.addAll(command);
        return pinned;
    }

    static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /** Waits for a line that starts so, and gives what stands behind. */
    String await(String start) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(start)) {
                    return line.substring(start.length()).strip();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("it ended before it said: " + start);
    }

    /** All that it prints from now to its end. */
    List<String> rest() {
        List<String> rest = lines.lines().toList();
        end();
        return rest;
    }

    /** How long it has kept a core busy. */
    Duration busy() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    long id() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        end();
    }

    private void end() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
