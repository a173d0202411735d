package dev.latchkey.account;

import static dev.latchkey.token.testing.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GuessTallyTest {

    private static final GuessLimit LIMIT =
            new GuessLimit(3, Duration.ofMinutes(15), Duration.ofSeconds(15), Duration.ofSeconds(50));

    @Test
    void pause_beforeTheLimit_isNone() {
        assertThat(failed(GuessTally.NONE, 2, NOW).pause(LIMIT, NOW)).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource({"3, 15", "4, 30", "5, 50", "6, 50", "200, 50"})
    void pause_fromTheLimitOn_doublesUpToTheLongest(int failures, long seconds) {
        assertThat(failed(GuessTally.NONE, failures, NOW).pause(LIMIT, NOW)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "0, 0", "1, 0"})
    void pause_endsToTheNanosecond(long nanosecondsAfter, long left) {
        Instant end = NOW.plusSeconds(15);

        assertThat(failed(GuessTally.NONE, 3, NOW).pause(LIMIT, end.plusNanos(nanosecondsAfter)))
                .isEqualTo(Duration.ofNanos(left));
    }

    @ParameterizedTest
    @CsvSource({"-1, true", "0, false"})
    void failures_thatAreTooFarApart_areNotCountedTogether(long nanoseconds, boolean together) {
        GuessTally two = failed(GuessTally.NONE, 2, NOW);
        Instant later = NOW.plus(LIMIT.window()).plusNanos(nanoseconds);

        GuessTally third = failed(two, 1, later);

        assertThat(third.pause(LIMIT, later)).isEqualTo(together ? Duration.ofSeconds(15) : Duration.ZERO);
        assertThat(third.inRow()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"-1, 30", "0, 0"})
    void afterAPause_theCountBeginsAnew_ifNobodyFailsForAWhile(long nanoseconds, long seconds) {
        GuessTally three = failed(GuessTally.NONE, 3, NOW);
        Instant later = NOW.plusSeconds(15).plus(LIMIT.window()).plusNanos(nanoseconds);

        assertThat(failed(three, 1, later).pause(LIMIT, later)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"-1, 30", "0, 0"})
    void aFailureBeside_afterAPause_countsAnewToo(long nanoseconds, long seconds) {
        GuessTally three = failed(GuessTally.NONE, 3, NOW);
        Instant later = NOW.plusSeconds(15).plus(LIMIT.window()).plusNanos(nanoseconds);

        assertThat(three.alsoFailed(LIMIT, later).pause(LIMIT, later)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void isCrowded_whenAsManyArePendingAsMayStillBeWrong() {
        GuessTally one = failed(GuessTally.NONE, 1, NOW);

        assertThat(one.begun(LIMIT, NOW).isCrowded(LIMIT, NOW)).isFalse();
        assertThat(one.begun(LIMIT, NOW).begun(LIMIT, NOW).isCrowded(LIMIT, NOW))
                .isTrue();
    }

    @Test
    void isCrowded_afterAPause_byOne() {
        Instant later = NOW.plusSeconds(15);
        GuessTally three = failed(GuessTally.NONE, 3, NOW);

        assertThat(three.isCrowded(LIMIT, later)).isFalse();
        assertThat(three.begun(LIMIT, later).isCrowded(LIMIT, later)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-1, 2, 0", "0, 0, 2"})
    void whatIsPendingForTooLong_countsAsWrong(long nanoseconds, int pending, int failures) {
        GuessTally two = GuessTally.NONE.begun(LIMIT, NOW).begun(LIMIT, NOW);
        Instant later = NOW.plus(GuessTally.LOST_AFTER).plusNanos(nanoseconds);

        GuessTally third = two.begun(LIMIT, later);

        assertThat(third.pending()).isEqualTo(pending + 1);
        assertThat(third.failures()).isEqualTo(failures);
        assertThat(third.inRow()).isEqualTo(failures);
    }

    @Test
    void forgiven_countsAnew_andKeepsWhatIsPending() {
        GuessTally forgiven =
                failed(GuessTally.NONE, 120, NOW).begun(LIMIT, NOW).forgiven();

        assertThat(forgiven.isLocked()).isFalse();
        assertThat(forgiven.pending()).isEqualTo(1);
        assertThat(forgiven.pause(LIMIT, NOW)).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource({"99, false", "100, true", "101, true"})
    void isLocked_fromAHundredInARow(int inRow, boolean locked) {
        assertThat(failed(GuessTally.NONE, inRow, NOW).isLocked()).isEqualTo(locked);
    }

    private static GuessTally failed(GuessTally tally, int times, Instant at) {
        GuessTally failed = tally;
        for (int i = 0; i < times; i++) {
            failed = failed.begun(LIMIT, at).failed(LIMIT, at);
        }
        return failed;
    }
}
