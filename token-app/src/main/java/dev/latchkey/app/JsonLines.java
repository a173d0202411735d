package dev.latchkey.app;

import com.google.common.base.Throwables;
import dev.latchkey.http.TraceScope;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;

/** A record as a JSON object in a line, with the names of the Elastic Common Schema. */
final class JsonLines extends Formatter {

    /** The version of the schema whose names these are. */
    private static final String SCHEMA = "8.11.0";

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** What JSON allows as it is, and a terminal may obey or take for the end of a line. */
    private static final Pattern CONTROL = Pattern.compile("[\\x7f-\\x9f\\u2028\\u2029]");

    private final String version;

    /** @param version of the program */
    JsonLines(String version) {
        this.version = version;
    }

    @Override
    public String format(LogRecord entry) {
        JsonObject line = new JsonObject()
                .put("@timestamp", MILLIS.format(Instant.ofEpochMilli(entry.getMillis())))
                .put("log.level", level(entry.getLevel()))
                .put("message", Objects.requireNonNullElse(formatMessage(entry), ""))
                .put("ecs.version", SCHEMA)
                .put("service.name", "latchkey")
                .put("service.version", version)
                .put("log.logger", String.valueOf(entry.getLoggerName()));
        TraceScope.current().ifPresent(trace -> line.put("trace.id", trace));
        Throwable thrown = entry.getThrown();
        if (thrown != null) {
            line.put("error.type", thrown.getClass().getName())
                    .put("error.message", Objects.requireNonNullElse(thrown.getMessage(), ""))
                    .put("error.stack_trace", Throwables.getStackTraceAsString(thrown));
        }
        return Redaction.of(escaped(line.encode())) + "\n";
    }

    private static String escaped(String json) {
        return CONTROL.matcher(json)
                .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
    }

    /** By the names that {@code --log-level} has. */
    private static String level(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (value >= Level.WARNING.intValue()) {
            return "WARN";
        }
        if (value >= Level.INFO.intValue()) {
            return "INFO";
        }
        return value >= Level.FINE.intValue() ? "DEBUG" : "TRACE";
    }
}
