package dev.latchkey.app;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends parts of the server one after the other. Each has its turn, whatever happens to those before it: a failure is logged, and
 * what hangs is logged and left behind.
 */
final class Closing {

    /** Less than the 20 s in which the process is to be gone, whatever happens. */
    static final Duration DEADLINE = Duration.ofSeconds(18);

    /** What the process exits with if it isn't closed by then. */
    static final int EXIT_CODE = 4;

    private static final Logger LOGGER = LoggerFactory.getLogger(Closing.class);
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private Closing() {}

    /** Ends the process after {@code deadline}, in the middle of what it does. */
    static void watch(Duration deadline) {
        Thread unused = daemon("latchkey-watchdog", () -> {
            try {
                TimeUnit.NANOSECONDS.sleep(deadline.toNanos());
                daemon("latchkey-last-words", () -> LOGGER.error("not closed within {}: ends as it is", deadline))
                        .join(LAST_WORDS.toMillis()); // a pipe that nobody reads takes no line
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                Runtime.getRuntime().halt(EXIT_CODE);
            }
        });
    }

    /**
     * Runs one step.
     *
     * @param what what it does, in words that go on: {@code "closing the database"}
     * @param longest after which time the next one has its turn
     */
    static void step(String what, Duration longest, Runnable step) {
        Thread thread = daemon("latchkey-closing", () -> logged(what, step));
        try {
            thread.join(longest.toMillis());
            if (thread.isAlive()) {
                LOGGER.error("{} hangs, and is left behind after {}", what, longest);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An error too: a {@linkplain FatalErrors fatal} one ends the process after the last step. */
    private static void logged(String what, Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            LOGGER.error("{} failed", what, e);
        }
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
