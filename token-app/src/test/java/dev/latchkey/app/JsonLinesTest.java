package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.http.TraceScope;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines for programs, by the Elastic Common Schema, and what is cut out of lines of both kinds. */
final class JsonLinesTest {

    private static final String VALUE = "0123456789abcdefghijABCDEFGHIJ";

    private static LogRecord entry(Level level, String message) {
        LogRecord entry = new LogRecord(level, message);
        entry.setInstant(Instant.parse("2026-01-02T03:04:05Z"));
        entry.setLoggerName("dev.latchkey.Test");
        return entry;
    }

    private static String line(LogRecord entry) {
        return new JsonLines("1.2.3").format(entry);
    }

    @Test
    void aRecord_isAnObjectInALine() {
        assertThat(line(entry(Level.INFO, "it \"works\"")))
                .isEqualTo("{\"@timestamp\":\"2026-01-02T03:04:05.000Z\",\"log.level\":\"INFO\","
                        + "\"message\":\"it \\\"works\\\"\",\"ecs.version\":\"8.11.0\",\"service.name\":\"latchkey\","
                        + "\"service.version\":\"1.2.3\",\"log.logger\":\"dev.latchkey.Test\"}\n");
    }

    @Test
    void aFailure_hasItsTrace_inTheSameLine() {
        LogRecord entry = entry(Level.SEVERE, "{0} failed");
        entry.setParameters(new Object[] {"it"});
        entry.setThrown(new IllegalStateException("why\nso", new RuntimeException()));

        JsonObject line = new JsonObject(line(entry));

        assertThat(line(entry).lines()).hasSize(1);
        assertThat(line.getString("message")).isEqualTo("it failed");
        assertThat(line.getString("error.type")).isEqualTo("java.lang.IllegalStateException");
        assertThat(line.getString("error.message")).isEqualTo("why\nso");
        assertThat(line.getString("error.stack_trace")).contains("Caused by: java.lang.RuntimeException");
    }

    @Test
    void aFailureWithoutWords_hasNone() {
        LogRecord entry = entry(Level.SEVERE, "x");
        entry.setThrown(new IllegalStateException());

        assertThat(new JsonObject(line(entry)).getString("error.message")).isEmpty();
        assertThat(new JsonObject(line(entry(Level.SEVERE, null))).getString("message"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\n", "\r", "\0", "\u0007", "\u001b[31m", "\u007f", "\u0085", "\u009b2J", "\u2028", "\u2029"})
    void aControlCharacter_isEscaped(String text) {
        String line = line(entry(Level.INFO, "a" + text + "b"));

        assertThat(line).endsWith("}\n");
        assertThat(line.substring(0, line.length() - 1)).doesNotContainPattern("[\\p{Cntrl}\\x80-\\x9f\\u2028\\u2029]");
        assertThat(new JsonObject(line).getString("message")).isEqualTo("a" + text + "b");
    }

    @ParameterizedTest
    @CsvSource({
        "SEVERE, ERROR",
        "WARNING, WARN",
        "INFO, INFO",
        "CONFIG, DEBUG",
        "FINE, DEBUG",
        "FINER, TRACE",
        "FINEST, TRACE"
    })
    void aLevel_hasTheNameOfTheOption(String level, String told) {
        assertThat(new JsonObject(line(entry(Level.parse(level), "x"))).getString("log.level"))
                .isEqualTo(told);
    }

    @Test
    void aTrace_isTold_whileItsRequestIsWorkedOn() {
        assertThat(line(entry(Level.INFO, "x"))).doesNotContain("trace.id");
        try (TraceScope trace = TraceScope.of("0af7651916cd43dd8448eb211c80319c")) {
            assertThat(TraceScope.current()).isPresent();
            assertThat(new JsonObject(line(entry(Level.INFO, "x"))).getString("trace.id"))
                    .isEqualTo("0af7651916cd43dd8448eb211c80319c");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lkp_", "lks_", "shop.live_"})
    void aValue_isCut_inLinesOfBothKinds(String prefix) {
        Redaction.alsoOf("shop.live_");
        LogRecord entry = entry(Level.INFO, "token " + prefix + VALUE + ".");
        entry.setThrown(new IllegalStateException(prefix + VALUE));

        for (String line : new String[] {line(entry), new Logging.Lines().format(entry)}) {
            assertThat(line).doesNotContain(VALUE).contains("token " + prefix + "[redacted].");
        }
        assertThat(Redaction.of("shopXlive_" + VALUE)).contains(VALUE);
    }

    @Test
    void anEmptyPrefix_isRefused() {
        assertThatThrownBy(() -> Redaction.alsoOf("")).isInstanceOf(IllegalArgumentException.class);
    }
}
