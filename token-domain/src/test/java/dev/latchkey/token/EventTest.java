package dev.latchkey.token;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventTest {

    private final Event event = Event.refused(
            NOW,
            Optional.of(ALICE),
            Optional.of(new TokenId(5)),
            newValue().fingerprint(),
            "aZ09",
            new Client("192.0.2.7", "curl"),
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
        Event later = Event.refused(
                        NOW.plusSeconds(1),
                        event.account(),
                        event.token(),
                        event.fingerprint().orElseThrow(),
                        event.hint(),
                        new Client("2001:db8::1", "wget"),
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

    @Test
    void ofAccount_tellsWhatHappenedToIt_andOfNoToken() {
        Event made = Event.ofAccount(
                Event.Kind.ACCOUNT_DISABLED, new Origin(ALICE, Actor.administrator(BOB), NOW, event.client()), "left");

        assertThat(made)
                .isEqualTo(new Event(
                        Event.Kind.ACCOUNT_DISABLED,
                        NOW,
                        Actor.administrator(BOB),
                        Optional.of(ALICE),
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        event.client(),
                        "left",
                        1));
    }

    @Test
    void tried_isAStrangers() {
        assertThat(Event.tried(Event.Kind.SIGN_IN_FAILED, NOW, Optional.empty(), event.client(), "")
                        .actor())
                .isEqualTo(Actor.stranger());
    }
}
