package dev.latchkey.token;

import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.done;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpiryTest {

    private static final Instant MIDNIGHT = Instant.parse("2027-03-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({"-1, false", "0, true", "1, true"})
    void hasPassed_fromItsVeryInstantOn(long nanosecondsAfter, boolean passed) {
        assertThat(Expiry.at(MIDNIGHT).hasPassed(MIDNIGHT.plusNanos(nanosecondsAfter)))
                .isEqualTo(passed);
    }

    @Test
    void hasPassed_whenNever_isFalse() {
        assertThat(Expiry.never().hasPassed(Instant.MAX)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "31-12-2026, 2026-12-31T23:59:59Z",
        "29-02-2028, 2028-02-29T23:59:59Z",
        "2026-12-31, 2026-12-31T23:59:59Z",
        "2026-12-31 00:00:00, 2026-12-31T00:00:00Z",
        "2026-12-31 23:59:59, 2026-12-31T23:59:59Z",
        "' 31-12-2026 ', 2026-12-31T23:59:59Z",
        "31-12-9999, 9999-12-31T23:59:59Z",
    })
    void parse_takesADayToItsEnd_andATimeAsItIs(String text, Instant instant) {
        assertThat(done(Expiry.parse(text, NOW))).isEqualTo(Expiry.at(instant));
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "Never"})
    void parse_takesNever(String text) {
        assertThat(done(Expiry.parse(text, NOW))).isEqualTo(Expiry.never());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "31-02-2027",
                "29-02-2027",
                "1-1-27",
                "01-01-27",
                "３1-12-2099",
                "٣١-١٢-٢٠٩٩",
                "00-01-2027",
                "01-13-2027",
                "2027-13-01",
                "2027-02-30 00:00:00",
                "2027-01-01 24:00:00",
                "2027-01-01 23:59:60",
                "2027-01-01T00:00:00",
                "2027/01/01",
                "+2027-01-1",
                "-027-01-01",
                "٣١-١٢-٢٠٢٧",
                "tomorrow",
                "\0\0\0\0\0\0\0\0\0\0",
                "31-12-2027; DROP",
                "1798675200"
            })
    void parse_whenItIsNoDate_saysWhatToGive(String text) {
        assertThat(Expiry.parse(text, NOW)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(RefusalReason.INVALID_VALUE);
            assertThat(refused.detail()).contains("dd-mm-yyyy");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"23-11-2026", "2026-11-23", "2026-11-24 10:15:30", "01-01-1970"})
    void parse_whenItHasPassed_saysSo(String text) {
        assertThat(Expiry.parse(text, NOW))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.detail()).contains(text, "has passed"));
    }

    @Test
    void parse_takesToday_asTheDayHasNotEnded() {
        assertThat(done(Expiry.parse("24-11-2026", NOW)).hasPassed(NOW)).isFalse();
    }

    @Test
    void at_keepsMicroseconds() {
        assertThat(Expiry.at(MIDNIGHT.plusNanos(1_999)).instant()).contains(MIDNIGHT.plusNanos(1_000));
        assertThat(Expiry.at(MIDNIGHT)).isNotEqualTo(Expiry.at(MIDNIGHT.plus(Duration.ofSeconds(1))));
        assertThat(Expiry.at(MIDNIGHT)).hasToString("2027-03-01T00:00:00Z");
        assertThat(Expiry.never()).hasToString("never").isNotEqualTo(Expiry.at(MIDNIGHT));
    }
}
