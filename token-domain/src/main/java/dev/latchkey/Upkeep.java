package dev.latchkey;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableMap;
import dev.latchkey.token.UndecidedException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs what has to be done again and again, in a thread of its own, and once more at the end. A failure is logged, and the next run
 * tries again. A {@link Latchkey} has one for what it notes. A program with accounts of {@link dev.latchkey.account} has others for what
 * was noted of them, and for the sessions that nobody uses any more:
 *
 * <pre>{@code
 * Upkeep.start(ImmutableMap.of("writing events of accounts", signIn::flush), Duration.ofSeconds(10));
 * Upkeep.start(
 *         ImmutableMap.of(
 *                 "removing dead sessions", signIn::removeDeadSessions,
 *                 "removing old guesses", signIn::removeOldGuesses),
 *         Duration.ofHours(1));
 * }</pre>
 */
public final class Upkeep implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(Upkeep.class.getName());

    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(1);
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(10);

    private final ImmutableMap<String, Runnable> tasks;
    private final Duration patience;
    private final ScheduledExecutorService executor;
    private final Set<String> failing = new HashSet<>();

    private Upkeep(ImmutableMap<String, Runnable> tasks, Duration period) {
        this.tasks = tasks;
        this.patience = Comparators.max(LEAST_PATIENCE, Comparators.min(period, MOST_PATIENCE));
        this.executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "latchkey-upkeep");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts it; the first run is after one period.
     *
     * @param tasks by what each does, in words that go on: {@code "writing last uses"}
     * @param period between the end of a run and the next one
     * @throws IllegalArgumentException if {@code period} is not positive
     */
    public static Upkeep start(ImmutableMap<String, Runnable> tasks, Duration period) {
        Upkeep upkeep = new Upkeep(requireNonNull(tasks, "tasks"), requireNonNull(period, "period"));
        ScheduledFuture<?> unused = upkeep.executor.scheduleWithFixedDelay(
                upkeep::run, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
        return upkeep;
    }

    private void run() {
        for (Map.Entry<String, Runnable> task : tasks.entrySet()) {
            try {
                task.getValue().run();
                failing.remove(task.getKey());
            } catch (Throwable e) { // an error too: whatever leaves here ends all later runs
                log(task.getKey(), e);
            }
        }
    }

    /**
     * The first of several failures with its trace, the others in a line: a store that is out of reach for a day is no news. What has been logged once for all
     * is not logged again.
     */
    private void log(String task, Throwable e) {
        if (e instanceof UndecidedException) {
            LOGGER.log(System.Logger.Level.DEBUG, task + " has to wait: " + e.getMessage());
        } else if (failing.add(task)) {
            LOGGER.log(System.Logger.Level.ERROR, task + " failed, and will be tried again", e);
        } else {
            LOGGER.log(System.Logger.Level.ERROR, task + " failed again: " + e);
        }
    }

    /**
     * Waits for a run that is under way, for one period, but for one second at least and ten at most. If it has ended, runs everything
     * a last time. A second time it does nothing.
     */
    @Override
    public synchronized void close() {
        if (executor.isShutdown()) {
            return;
        }
        executor.shutdown();
        try {
            if (executor.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                run();
            } else {
                LOGGER.log(System.Logger.Level.ERROR, "a run hangs: what it was to write is not written");
            }
        } catch (InterruptedException e) {
            run();
            Thread.currentThread().interrupt();
        }
    }
}
