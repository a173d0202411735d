package dev.latchkey.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time at the database, by this process's own clock and by how much that was off when the database was asked last. So all processes on one
 * database go by one clock. Reading it asks nobody. Safe for use by many threads.
 *
 * <p>The database read its clock after it was asked and before it had answered. So how far it is ahead is known up to the time
 * that took. An estimate is kept for as long as answers agree with it. Thus a slow answer spoils nothing, a clock that is set is noticed at
 * once, and the estimate is never off by more than the time that the last answer took.
 */
final class DatabaseClock implements InstantSource {

    /** How far two clocks may be apart before somebody is told. */
    static final Duration FAR = Duration.ofSeconds(5);

    private static final Logger LOGGER = LoggerFactory.getLogger(DatabaseClock.class);

    private final InstantSource own;
    private final LongSupplier nanoTime;

    /** Whole milliseconds, so that {@link #millis} and {@link #instant} agree. */
    private volatile long ahead;

    private boolean told;

    /**
     * As this process's own, until the database was asked.
     *
     * @param nanoTime as {@link System#nanoTime}
     */
    DatabaseClock(InstantSource own, LongSupplier nanoTime) {
        this.own = own;
        this.nanoTime = nanoTime;
    }

    @Override
    public Instant instant() {
        return own.instant().plusMillis(ahead);
    }

    @Override
    public long millis() {
        return own.millis() + ahead;
    }

    /** How far it is ahead of this process's own clock; negative if it is behind. */
    Duration offset() {
        return Duration.ofMillis(ahead);
    }

    /** This process's own time, to be read before the database is asked. */
    Instant own() {
        return own.instant();
    }

    /** Asks the database. */
    void ask(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT clock_timestamp()")) {
            long start = nanoTime.getAsLong();
            Instant before = own.instant();
            try (ResultSet row = query.executeQuery()) {
                row.next();
                Instant answer = row.getObject(1, OffsetDateTime.class).toInstant();
                answered(before, answer, Duration.ofNanos(nanoTime.getAsLong() - start));
            }
        }
    }

    /**
     * Takes note of an answer.
     *
     * @param before this process's own time before the database was asked
     * @param answer what its clock showed
     * @param within how long after {@code before} the answer was there, at most
     */
    synchronized void answered(Instant before, Instant answer, Duration within) {
        long most = Duration.between(before, answer).toMillis();
        long least = most - within.toMillis() - 1;
        if (ahead < least || ahead > most) {
            ahead = Math.floorDiv(least + most, 2L);
        }
        boolean far = offset().abs().compareTo(FAR) > 0;
        if (far && !told) {
            LOGGER.warn(
                    "the clock of this machine shows {}, and that of the database {}: tokens and sessions expire by"
                            + " the database's. Run NTP on both",
                    before,
                    answer);
        }
        told = far;
    }
}
