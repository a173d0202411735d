package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a token dies: never, or at an instant. From that very instant on it is dead; the nanosecond before, it is alive.
 */
public final class Expiry {

    private static final Expiry NEVER = new Expiry(Long.MAX_VALUE, 0);
    private static final LocalTime END_OF_DAY = LocalTime.of(23, 59, 59);

    private static final DateTimeFormatter DAY_FIRST = strict("dd-MM-uuuu");
    private static final DateTimeFormatter YEAR_FIRST = strict("uuuu-MM-dd");
    private static final DateTimeFormatter DATE_AND_TIME = strict("uuuu-MM-dd HH:mm:ss");

    /** Not an {@link Instant}, which every call by a cached token would have to fetch too. */
    private final long second;

    private final int nanosecond;

    private Expiry(long second, int nanosecond) {
        this.second = second;
        this.nanosecond = nanosecond;
    }

    public static Expiry never() {
        return NEVER;
    }

    /** The expiry at {@code instant}, cut to the microsecond, which is what databases keep. */
    public static Expiry at(Instant instant) {
        Instant kept = instant.truncatedTo(ChronoUnit.MICROS);
        return new Expiry(kept.getEpochSecond(), kept.getNano());
    }

    /**
     * The expiry that {@code text} gives: {@code yyyy-MM-dd HH:mm:ss} in UTC; or a day as {@code dd-mm-yyyy} or
     * {@code yyyy-MM-dd}, which means 23:59:59 UTC of that day; or {@code never}.
     *
     * @return the expiry, or {@link RefusalReason#INVALID_VALUE} if the text is none of these, is no day of the
     *     calendar, or if the expiry would have passed at {@code now}
     */
    public static Outcome<Expiry> parse(String text, Instant now) {
        requireNonNull(now, "now");
        String stripped = text.strip();
        if (stripped.equalsIgnoreCase("never")) {
            return Outcome.done(NEVER);
        }
        Instant instant = instantOf(stripped);
        if (instant == null) {
            return Outcome.refused(
                    RefusalReason.INVALID_VALUE,
                    "give a date as dd-mm-yyyy, yyyy-mm-dd or yyyy-mm-dd hh:mm:ss (UTC), or never");
        }
        Expiry expiry = at(instant);
        return expiry.hasPassed(now)
                ? Outcome.refused(RefusalReason.INVALID_VALUE, stripped + " has passed; give a time to come, or never")
                : Outcome.done(expiry);
    }

    /** Whether a token with this expiry is dead at {@code now}. */
    public boolean hasPassed(Instant now) {
        return now.getEpochSecond() > second || (now.getEpochSecond() == second && now.getNano() >= nanosecond);
    }

    /** The instant, or empty for never. */
    public Optional<Instant> instant() {
        return second == NEVER.second ? Optional.empty() : Optional.of(Instant.ofEpochSecond(second, nanosecond));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Expiry that && second == that.second && nanosecond == that.nanosecond;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(second) * 31 + nanosecond;
    }

    /** {@code never}, or the instant as ISO 8601 writes it. */
    @Override
    public String toString() {
        return instant().map(Instant::toString).orElse("never");
    }

    private static @Nullable Instant instantOf(String text) {
        try {
            return switch (text.length()) {
                case 10 ->
                    LocalDate.parse(text, text.charAt(2) == '-' ? DAY_FIRST : YEAR_FIRST)
                            .atTime(END_OF_DAY)
                            .toInstant(ZoneOffset.UTC);
                case 19 -> LocalDateTime.parse(text, DATE_AND_TIME).toInstant(ZoneOffset.UTC);
                default -> null;
            };
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static DateTimeFormatter strict(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT);
    }
}
