package dev.latchkey.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Logs to the standard error stream, a line a record, through java.util.logging, where all libraries end up. */
final class Logging {

    /** How much is logged. */
    enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    /** How a record is written. */
    enum Format {
        /** For people: a line, and the stack trace below. */
        TEXT,
        /** For programs: a JSON object a line, with the names of the Elastic Common Schema. */
        JSON
    }

    /** Held here, as java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger OURS = Logger.getLogger("dev.latchkey");

    /** Warns of clients that do not read, which any stranger can be. */
    private static final Logger TLS = Logger.getLogger("io.netty.handler.ssl.SslHandler");

    /** Tells of a client that speaks something else than HTTP/2 where that was agreed on, before anybody else hears of it. */
    private static final Logger CONNECTIONS = Logger.getLogger("io.vertx.core.net.impl.ConnectionBase");

    /** Warns of each connection that a server which is out of reach has ended: what comes of that is told once, and elsewhere. */
    private static final Logger POOL = Logger.getLogger("com.zaxxer.hikari.pool");

    private Logging() {}

    /** The same in text. */
    static void configure(Level level) {
        configure(level, Format.TEXT);
    }

    /** Logs what is of this level and graver; at INFO, the libraries' warnings and no more of theirs. */
    static void configure(Level level, Format format) {
        Logger root = Logger.getLogger("");
        for (Handler other : root.getHandlers()) {
            root.removeHandler(other);
        }
        Handler handler = handler(format);
        handler.setLevel(java.util.logging.Level.ALL);
        root.addHandler(handler);
        root.addHandler(new Watch()); // the last, so that what it ends the process for is in the log
        root.setLevel(level == Level.INFO ? java.util.logging.Level.WARNING : javaLevel(level));
        OURS.setLevel(javaLevel(level));
        boolean debugging = level == Level.DEBUG || level == Level.TRACE;
        CONNECTIONS.setFilter(entry -> debugging || entry.getThrown() instanceof Error);
        java.util.logging.Level errors =
                level == Level.INFO || level == Level.WARN ? java.util.logging.Level.SEVERE : null;
        TLS.setLevel(errors);
        POOL.setLevel(errors);
    }

    private static Handler handler(Format format) {
        Handler handler = new ConsoleHandler();
        if (format == Format.TEXT) {
            handler.setFormatter(new Lines());
            return handler;
        }
        handler.setFormatter(new JsonLines(VersionCommand.version()));
        try {
            handler.setEncoding(StandardCharsets.UTF_8.name()); // RFC 8259, 8.1
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e); // every Java has it
        }
        return handler;
    }

    private static java.util.logging.Level javaLevel(Level level) {
        return switch (level) {
            case ERROR -> java.util.logging.Level.SEVERE;
            case WARN -> java.util.logging.Level.WARNING;
            case INFO -> java.util.logging.Level.INFO;
            case DEBUG -> java.util.logging.Level.FINE;
            case TRACE -> java.util.logging.Level.ALL;
        };
    }

    /** Looks at what was logged for errors after which the process must end. */
    private static final class Watch extends Handler {

        @Override
        public void publish(LogRecord entry) {
            FatalErrors.look(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /** A record in a line, and the stack trace below. */
    static final class Lines extends Formatter {

        @Override
        public String format(LogRecord entry) {
            StringWriter text = new StringWriter();
            text.append(Instant.ofEpochMilli(entry.getMillis())
                            .truncatedTo(ChronoUnit.MILLIS)
                            .toString())
                    .append(' ')
                    .append(entry.getLevel().getName())
                    .append(' ')
                    .append(String.valueOf(entry.getLoggerName()))
                    .append(": ")
                    .append(formatMessage(entry))
                    .append(System.lineSeparator());
            if (entry.getThrown() != null) {
                entry.getThrown().printStackTrace(new PrintWriter(text, true));
            }
            return Redaction.of(text.toString());
        }
    }
}
