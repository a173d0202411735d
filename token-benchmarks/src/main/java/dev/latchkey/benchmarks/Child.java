package dev.latchkey.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that this one has started, and that ends with it. */
final class Child implements AutoCloseable {

    /** How large the heap of a measured server can become, as {@code -Xmx} takes it. */
    static final String HEAP = "1g";

    private static final long PATIENCE_SECONDS = 30;
    private static final String READY = "Latchkey is ready: ";
    private static final String RESIDENT = "VmRSS:";
    private static final long TICKS_A_SECOND = 100; // USER_HZ, which is the same on all of Linux's machines

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
        return ourselvesWithHeap(HEAP, words);
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

    /** Waits until the released server is ready, and gives its first address. */
    URI awaitReady() {
        return URI.create(await(READY).split(" ", 2)[0]);
    }

    /** All that it prints from now to its end. */
    List<String> rest() {
        List<String> rest = lines.lines().toList();
        end();
        return rest;
    }

    long pid() {
        return process.pid();
    }

    /** How long it has kept a core busy. */
    Duration busy() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** How long its threads have kept a core busy whose names begin so; on Linux alone. */
    Duration busyOfThreads(String name) {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
            return Duration.ofMillis(
                    threads.mapToLong(thread -> ticks(thread, name)).sum() * 1_000 / TICKS_A_SECOND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** User and system time of a thread: proc(5), the fields 14 and 15 of stat, of which the second is the name in brackets. */
    private static long ticks(Path thread, String name) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            int nameEnd = stat.lastIndexOf(')');
            if (!stat.startsWith(name, stat.indexOf('(') + 1)) {
                return 0;
            }
            String[] fields = stat.substring(nameEnd + 2).split(" ", -1);
            return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        } catch (IOException e) {
            return 0; // the thread has ended
        }
    }

    /** How much memory it has now, in MiB; on Linux alone. */
    double residentMebibytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
