package dev.latchkey.app;

import com.google.common.util.concurrent.ExecutionError;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Ends the process after an {@link Error} that it cannot live on with, so that its supervisor starts a new one. Without this a
 * thread would end, an event loop for instance, and the process would hold its port and answer nobody.
 *
 * <p>An error is seen where it leaves a thread, and where it is logged as a warning or graver: libraries catch what their tasks throw
 * and only log it.
 *
 * <p>A {@link StackOverflowError} is no such error. It unwinds the one stack that was too deep, the JDK keeps its own locks whole
 * meanwhile, and a caller who finds something that recurses must not be able to end the server by it. Where it broke the
 * initialization of a class, the next use of that class throws a {@link LinkageError}, which is fatal.
 */
final class FatalErrors {

    /** The exit code; that of {@code -XX:+ExitOnOutOfMemoryError} too, which may see an error first. */
    static final int EXIT_CODE = 3;

    private static final Logger LOGGER = Logger.getLogger(FatalErrors.class.getName());

    /** Deeper than any library wraps; a loop of causes ends too. */
    private static final int MOST_CAUSES = 50;

    /** Made at the start, as there may be no memory left to make them. */
    private static final byte[] LAST_WORDS =
            ("latchkey: an error that the process cannot live on with; it ends with exit code " + EXIT_CODE
                            + System.lineSeparator())
                    .getBytes(StandardCharsets.UTF_8);

    private static final PrintStream STDERR =
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);

    private static final Runtime RUNTIME = Runtime.getRuntime();

    private static volatile boolean closing;
    private static volatile boolean met;

    private FatalErrors() {}

    /** From now on, what leaves a thread ends the process if it is fatal, and is logged if it isn't. */
    static void watch() {
        rehearse();
        Thread.setDefaultUncaughtExceptionHandler(FatalErrors::leftThread);
    }

    /** Goes every way once, as the classes that it leads to could not be looked up without memory. */
    private static void rehearse() {
        closing = true;
        LogRecord entry = new LogRecord(Level.SEVERE, "");
        for (Error error : new Error[] {
            new ExecutionError(new StackOverflowError()), new UnsatisfiedLinkError(), new OutOfMemoryError()
        }) {
            entry.setThrown(error);
            look(entry);
        }
        STDERR.write(LAST_WORDS, 0, 0);
        closing = false;
        met = false;
    }

    /** From now on a fatal error is only remembered: what is being closed gets its turn first, which takes a bounded time. */
    static void closing() {
        closing = true;
    }

    /** Ends the process if there was a fatal error since {@link #closing}. */
    static void closed() {
        if (met) {
            closing = false;
            end(null);
        }
    }

    /** Ends the process if this record tells of a fatal error. */
    static void look(LogRecord entry) {
        if (entry.getLevel().intValue() < Level.WARNING.intValue()) {
            return; // at DEBUG, Netty tells which optional parts it didn't find
        }
        Error fatal = find(entry.getThrown());
        if (fatal != null
                && !(fatal instanceof UnsatisfiedLinkError)) { // a library that goes on without its native part
            end(null);
        }
    }

    /** Returns the fatal error among {@code thrown} and its causes, or null if there is none. */
    static @Nullable Error find(@Nullable Throwable thrown) {
        Throwable cause = thrown;
        for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
            if (cause instanceof Error error && !isSurvived(error)) {
                return error;
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** A deep stack, and what only wraps another: Guava's caches throw that in the place of what their loaders throw. */
    private static boolean isSurvived(Error error) {
        return error instanceof StackOverflowError || (error instanceof ExecutionError && error.getCause() != null);
    }

    private static void leftThread(Thread thread, Throwable thrown) {
        if (find(thrown) != null) {
            end(thrown); // logging it would need memory
        }
        LOGGER.log(Level.SEVERE, thrown, () -> "the thread " + thread.getName() + " ended");
    }

    /** Says so by what is there already, tries to tell more, and ends without waiting for anything. */
    private static void end(@Nullable Throwable told) {
        if (closing) {
            met = true;
            return;
        }
        try {
            STDERR.write(LAST_WORDS, 0, LAST_WORDS.length);
            if (told != null) {
                told.printStackTrace(STDERR);
            }
        } finally {
            RUNTIME.halt(EXIT_CODE); // not a hook, a lock or an allocation on the way
        }
    }
}
