package dev.latchkey.token;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenEventTest {

    private final TokenEvent event = TokenEvent.refused(
            NOW,
            Optional.of(ALICE),
            Optional.of(new TokenId(5)),
            newValue().fingerprint(),
            "aZ09",
            "192.0.2.7",
            "environment.control.StopEnv: EXPIRED");

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void times_whenNotPositive_isRefused(int times) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> event.times(times))
                .withMessageContaining("times");
    }

    @Test
    void together_isTheLater_asOftenAsBoth() {
        TokenEvent later = TokenEvent.refused(
                        NOW.plusSeconds(1),
                        event.account(),
                        event.token(),
                        event.fingerprint(),
                        event.hint(),
                        "2001:db8::1",
                        event.detail())
                .times(4);

        assertThat(event.together(later)).isEqualTo(later.times(5));
        assertThat(later.together(event)).isEqualTo(later.times(5));
    }

    @Test
    void together_moreOftenThanCanBeTold_isAsOftenAsCanBeTold() {
        assertThat(event.times(Integer.MAX_VALUE - 1).together(event.times(2)).times())
                .isEqualTo(Integer.MAX_VALUE);
    }
}
