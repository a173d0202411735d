package dev.latchkey.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** How long processes have kept a core busy, to the nanosecond: what the clock's ticks of 10 ms are too coarse for. On Linux alone. */
final class ProcessTimes {

    /** The kernel keeps no more of a thread's name. */
    private static final int NAME = 15;

    private ProcessTimes() {}

    /** A process with all that it has started. */
    static LongStream tree(long pid) {
        ProcessHandle first = ProcessHandle.of(pid).orElseThrow();
        return Stream.concat(Stream.of(first), first.descendants()).mapToLong(ProcessHandle::pid);
    }

    /** For how many seconds all threads of a process have; those that have ended are not counted. */
    static double busySeconds(long pid) {
        return busySecondsOfThreads(pid, "");
    }

    /** For how many seconds those of its threads have whose names begin so. */
    static double busySecondsOfThreads(long pid, String name) {
        Path tasks = Path.of("/proc", Long.toString(pid), "task");
        if (Files.notExists(tasks)) {
            return 0; // it has ended
        }
        try (Stream<Path> threads = Files.list(tasks)) {
            return threads.mapToLong(thread -> nanoseconds(thread, name)).sum() / 1e9;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first number of proc(5)'s schedstat is the time on the processor. */
    private static long nanoseconds(Path thread, String name) {
        try {
            String known = name.substring(0, Math.min(NAME, name.length()));
            if (!Files.readString(thread.resolve("comm")).startsWith(known)) {
                return 0;
            }
            String times = Files.readString(thread.resolve("schedstat"));
            return Long.parseLong(times.substring(0, times.indexOf(' ')));
        } catch (IOException e) {
            return 0; // the thread has ended
        }
    }

    /** Has all threads of a process run on one core alone, and those that it starts from now on. */
    static void pin(long pid, int core) {
        List<String> told = Child.start(
                        List.of("taskset", "-a", "-c", "-p", Integer.toString(core), Long.toString(pid)))
                .rest();
        if (told.isEmpty()) {
            throw new IllegalStateException("the process " + pid + " can't be kept to core " + core);
        }
    }
}
