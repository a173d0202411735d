package dev.latchkey.http.methods;

import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

/** Instants as callers give them for searching: the UTC time that {@code WireTime} writes, or a day, which is its beginning in UTC. */
final class WireInstant {

    /** What a parameter's summary says of its form. */
    static final String FORM = "dd-mm-yyyy, yyyy-mm-dd or yyyy-mm-dd hh:mm:ss (UTC)";

    private static final DateTimeFormatter DAY_FIRST = strict("dd-MM-uuuu");
    private static final DateTimeFormatter YEAR_FIRST = strict("uuuu-MM-dd");
    private static final DateTimeFormatter DATE_AND_TIME = strict("uuuu-MM-dd HH:mm:ss");

    private WireInstant() {}

    /** The instant, or a refusal if the text is of no such form, is no day of the calendar, or lies before 1970. */
    static Outcome<Instant> parse(String text) {
        String stripped = text.strip();
        try {
            Instant instant = switch (stripped.length()) {
                case 10 ->
                    LocalDate.parse(stripped, stripped.charAt(2) == '-' ? DAY_FIRST : YEAR_FIRST)
                            .atStartOfDay()
                            .toInstant(ZoneOffset.UTC);
                case 19 -> LocalDateTime.parse(stripped, DATE_AND_TIME).toInstant(ZoneOffset.UTC);
                default -> throw new DateTimeException("of no such form");
            };
            return instant.isBefore(Instant.EPOCH) ? refused() : Outcome.done(instant);
        } catch (DateTimeException e) {
            return refused();
        }
    }

    private static Outcome<Instant> refused() {
        return Outcome.refused(RefusalReason.INVALID_VALUE, "give a date since 1970 as " + FORM);
    }

    private static DateTimeFormatter strict(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT);
    }
}
