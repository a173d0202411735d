package dev.latchkey.token.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test in whose time an error is logged, an exception is logged as a warning, or a thread ends by an exception, unless
 * {@link ExpectedLog} says that it is meant. The build registers it for all tests; nobody has to think of it.
 */
public final class QuietLog implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    private static final Queue<LogRecord> BROKEN = new ConcurrentLinkedQueue<>();
    private static final Handler HANDLER = new Collector();
    private static final int SHOWN = 3_000;

    @Override
    public void beforeAll(ExtensionContext context) {
        listen();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        listen();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        check(context);
    }

    /** What was logged once the last test of a class was over. */
    @Override
    public void afterAll(ExtensionContext context) {
        check(context);
    }

    /** Again before each test, as a test may have configured the log anew. */
    private static void listen() {
        Logger root = Logger.getLogger("");
        root.removeHandler(HANDLER);
        root.addHandler(HANDLER);
        Thread.setDefaultUncaughtExceptionHandler(QuietLog::ended);
    }

    private static void ended(Thread thread, Throwable e) {
        LogRecord record = new LogRecord(Level.SEVERE, "a thread ended: " + thread.getName());
        record.setThrown(e);
        BROKEN.add(record);
        e.printStackTrace();
    }

    private static void check(ExtensionContext context) {
        List<String> expected = expected(context);
        List<String> unexpected = new ArrayList<>();
        for (LogRecord record = BROKEN.poll(); record != null; record = BROKEN.poll()) {
            String text = text(record);
            if (expected.stream().noneMatch(text::contains)) {
                unexpected.add(text.substring(0, Math.min(text.length(), SHOWN)));
            }
        }
        if (!unexpected.isEmpty()) {
            throw new AssertionError("logged, and not expected: " + String.join("\n", unexpected));
        }
    }

    /** What the test says, and the classes that it is in. */
    private static List<String> expected(ExtensionContext context) {
        Stream<ExpectedLog> ofClasses = context.getTestClass().stream()
                .flatMap(of -> Stream.<Class<?>>iterate(of, next -> next != null, Class::getEnclosingClass))
                .flatMap(of -> Stream.ofNullable(of.getAnnotation(ExpectedLog.class)));
        Stream<ExpectedLog> ofMethod =
                context.getTestMethod().stream().flatMap(of -> Stream.ofNullable(of.getAnnotation(ExpectedLog.class)));
        return Stream.concat(ofClasses, ofMethod)
                .flatMap(of -> Stream.of(of.value()))
                .toList();
    }

    private static String text(LogRecord record) {
        StringWriter text = new StringWriter();
        text.append(record.getLevel() + " " + record.getLoggerName() + ": ")
                .append(new SimpleFormatter().formatMessage(record))
                .append('\n');
        if (record.getThrown() != null) {
            record.getThrown().printStackTrace(new PrintWriter(text, true));
        }
        return text.toString();
    }

    private static final class Collector extends Handler {

        @Override
        public void publish(LogRecord record) {
            int level = record.getLevel().intValue();
            if (level >= Level.SEVERE.intValue() || (level >= Level.WARNING.intValue() && record.getThrown() != null)) {
                BROKEN.add(record);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
