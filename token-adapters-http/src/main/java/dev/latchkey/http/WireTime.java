package dev.latchkey.http;

import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** Instants as the protocol writes them: {@code yyyy-MM-dd HH:mm:ss} in UTC, fractions of a second cut off. */
public final class WireTime {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private static final int DAY_LENGTH = 10;
    private static final DateTimeFormatter DAY = strict("uuuu-MM-dd");
    private static final DateTimeFormatter TO_READ = strict("uuuu-MM-dd HH:mm:ss");

    private static DateTimeFormatter strict(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    private WireTime() {}

    public static String format(Instant instant) {
        return FORMAT.format(instant);
    }

    /** The instant that {@code text} is, written like that; or the first of the day if it is {@code yyyy-MM-dd}. */
    public static Outcome<Instant> parse(String text) {
        String stripped = text.strip();
        try {
            return Outcome.done(
                    stripped.length() == DAY_LENGTH
                            ? LocalDate.parse(stripped, DAY)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant()
                            : LocalDateTime.parse(stripped, TO_READ).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Outcome.refused(
                    RefusalReason.INVALID_VALUE,
                    "give yyyy-mm-dd or yyyy-mm-dd hh:mm:ss, in UTC, of a year of four digits");
        }
    }
}
