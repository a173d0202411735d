package dev.latchkey.http.health;

import static java.util.Objects.requireNonNull;

import dev.latchkey.http.Resource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a server can decide about calls now. A thread of its own checks that every two seconds, one check at a time, so that those who ask
 * are told at once, however many they are and however long a check hangs. Safe for use by many threads.
 */
public final class Readiness implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Readiness.class);

    private static final Duration PERIOD = Duration.ofSeconds(2);

    /** How long a check is good that went well. */
    static final Duration GOOD_FOR = Duration.ofSeconds(10);

    /** After how many checks it looks again what a failover would do: a minute. */
    static final int CHECKS = 30;

    private final Runnable check;
    private final BooleanSupplier canDecide;
    private final Supplier<Optional<String>> failover;
    private final LongSupplier nanoTime;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(Readiness::thread);

    /** When the last check began, if that went well. */
    private volatile @Nullable Long good;

    private volatile Optional<String> words = Optional.empty();
    private int checksLeft;
    private volatile boolean closing;

    Readiness(Runnable check, BooleanSupplier canDecide, Supplier<Optional<String>> failover, LongSupplier nanoTime) {
        this.check = requireNonNull(check, "check");
        this.canDecide = requireNonNull(canDecide, "canDecide");
        this.failover = requireNonNull(failover, "failover");
        this.nanoTime = nanoTime;
    }

    /** The same where there is only one database server, and only this process decides. */
    public static Readiness of(Runnable check) {
        return of(check, () -> true, Optional::empty);
    }

    /**
     * Starts checking, and returns after the first check.
     *
     * @param check what throws if calls cannot be decided; may block
     * @param canDecide whether calls can be decided, as far as that can be told at once; must not block
     * @param failover says for people what becomes of acknowledged changes if another database server takes over; asked for once a minute; may block,
     *     and throw
     */
    public static Readiness of(Runnable check, BooleanSupplier canDecide, Supplier<Optional<String>> failover) {
        Readiness readiness = new Readiness(check, canDecide, failover, System::nanoTime);
        readiness.check();
        ScheduledFuture<?> unused = readiness.thread.scheduleWithFixedDelay(
                readiness::check, PERIOD.toNanos(), PERIOD.toNanos(), TimeUnit.NANOSECONDS);
        return readiness;
    }

    private static Thread thread(Runnable checking) {
        Thread thread = new Thread(checking, "latchkey-readiness");
        thread.setDaemon(true);
        return thread;
    }

    /** A database that is out of reach is told by the answer. */
    void check() {
        long start = nanoTime.getAsLong();
        try {
            check.run();
            good = start;
            look();
        } catch (RuntimeException e) {
            good = null;
            LOGGER.debug("calls cannot be decided", e);
        } catch (Error e) {
            good = null;
            LOGGER.error("whether calls can be decided could not be checked", e);
        }
    }

    private void look() {
        checksLeft--;
        if (checksLeft < 0) {
            checksLeft = CHECKS - 1;
            try {
                words = failover.get();
            } catch (RuntimeException e) {
                words = Optional.empty();
                LOGGER.debug("what a failover would do could not be asked", e);
            }
        }
    }

    /** Whether the last check went well, and is not so long ago that the one after it must hang. */
    public boolean isUp() {
        Long began = good;
        return began != null && nanoTime.getAsLong() - began < GOOD_FOR.toNanos();
    }

    /** Says from now on that the server is not ready, because it is about to end. */
    public void closing() {
        closing = true;
    }

    /** Why it is not ready; empty if it is. */
    Optional<String> obstacle() {
        if (closing) {
            return Optional.of("closing");
        }
        if (!isUp()) {
            return Optional.of("database");
        }
        return canDecide.getAsBoolean() ? Optional.empty() : Optional.of("lease");
    }

    /** Whether requests may be sent here: 200, or 503 and what is wrong. Never waits. */
    public Resource readyz() {
        return new Probe(this::obstacle, () -> words);
    }

    /** Whether the process answers at all: 200. It never asks the database, or each server would be restarted when that is out of reach. */
    public static Resource livez() {
        return new Probe(Optional::empty, Optional::empty);
    }

    /** Ends checking. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
