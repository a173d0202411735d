package dev.latchkey.persistence;

import static dev.latchkey.token.testing.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.token.testing.ExpectedLog;
import dev.latchkey.token.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DatabaseClockTest {

    private final SettableClock own = new SettableClock(NOW);
    private final DatabaseClock clock = new DatabaseClock(own, System::nanoTime);

    /** An answer for which the database read its clock in the middle. */
    private void answered(Duration ahead, Duration within) {
        answered(ahead, within, within.dividedBy(2));
    }

    private void answered(Duration ahead, Duration within, Duration read) {
        Instant before = own.instant();
        clock.answered(before, before.plus(read).plus(ahead), within);
    }

    @Test
    void itIsOnesOwn_untilTheDatabaseAnswers() {
        assertThat(clock.instant()).isEqualTo(NOW);
        assertThat(clock.millis()).isEqualTo(NOW.toEpochMilli());
        assertThat(clock.offset()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"PT0.3S", "PT-0.3S", "PT0S", "PT4.9S", "PT-4.9S"})
    void itShowsTheDatabasesTime_toTheMillisecondsThatTheAnswerTook(Duration ahead) {
        answered(ahead, Duration.ofMillis(4));

        assertThat(Duration.between(NOW.plus(ahead), clock.instant()).abs()).isLessThan(Duration.ofMillis(3));
        assertThat(clock.instant().toEpochMilli()).isEqualTo(clock.millis());
        assertThat(clock.offset().minus(ahead).abs()).isLessThan(Duration.ofMillis(3));
    }

    /** As one whose commit waits for a standby, or behind a pause of this process. */
    @ParameterizedTest
    @CsvSource({"PT0S", "PT0.4S", "PT0.8S"})
    void aSlowAnswer_spoilsNothing(Duration read) {
        answered(Duration.ofSeconds(1), Duration.ofMillis(2));
        Duration before = clock.offset();

        answered(Duration.ofSeconds(1), Duration.ofMillis(800), read);

        assertThat(clock.offset()).isEqualTo(before);
    }

    @Test
    void aQuickAnswer_betters_whatASlowOneTold() {
        answered(Duration.ofSeconds(1), Duration.ofMillis(800), Duration.ZERO);
        assertThat(clock.offset()).isLessThan(Duration.ofMillis(700));

        answered(Duration.ofSeconds(1), Duration.ofMillis(2));

        assertThat(clock.offset()).isBetween(Duration.ofMillis(998), Duration.ofMillis(1_002));
    }

    @Test
    void aClockThatIsSet_isNoticedAtOnce_alsoByASlowAnswer() {
        answered(Duration.ZERO, Duration.ofMillis(1));
        own.advance(Duration.ofSeconds(-4));

        answered(Duration.ofSeconds(4), Duration.ofMillis(100));

        assertThat(clock.offset()).isBetween(Duration.ofMillis(3_900), Duration.ofMillis(4_100));
    }

    @Test
    void aDatabaseThatIsSlowlyLeftBehind_isFollowed() {
        for (int drift = 0; drift < 1_000; drift++) {
            answered(Duration.ofMillis(drift), Duration.ofMillis(4 + drift % 3));
            assertThat(clock.offset().minusMillis(drift).abs()).isLessThan(Duration.ofMillis(8));
        }
    }

    @ExpectedLog("Run NTP on both")
    @Test
    void clocksThatAreFarApart_areToldOf_onceUntilTheyAreFineAgain() {
        List<String> told = new ArrayList<>();
        Handler handler = handler(told);
        Logger logger = Logger.getLogger(DatabaseClock.class.getName());
        logger.addHandler(handler);
        try {
            answered(DatabaseClock.FAR.minusMillis(10), Duration.ofMillis(2));
            assertThat(told).isEmpty();
            for (int i = 0; i < 3; i++) {
                answered(Duration.ofHours(-1), Duration.ofMillis(2));
            }
            assertThat(told)
                    .containsExactly("the clock of this machine shows " + NOW + ", and that of the database "
                            + NOW.minusSeconds(3_600).plusMillis(1)
                            + ": tokens and sessions expire by the database's. Run NTP on both");
            answered(Duration.ZERO, Duration.ofMillis(2));
            answered(Duration.ofHours(1), Duration.ofMillis(2));
            assertThat(told).hasSize(2);
        } finally {
            logger.removeHandler(handler);
        }
    }

    private static Handler handler(List<String> told) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                told.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
