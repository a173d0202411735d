package dev.latchkey.token;

import static dev.latchkey.token.testing.Fixtures.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenDescriptionTest {

    @ParameterizedTest
    @ValueSource(strings = {"x", "Nightly stop", "🔑 for CI", "<img src=x onerror=alert(1)>", "العربية"})
    void parse_takesWhatPeopleWrite(String text) {
        assertThat(done(TokenDescription.parse("  " + text + " ")).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "a\0b", "a\nb", "a\u007fb", "a\u0085b", "broken \ud83d"})
    void parse_whenItIsBlankOrHasControlCharacters_refuses(String text) {
        assertThat(TokenDescription.parse(text))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.INVALID_VALUE));
    }

    @Test
    void parse_takesFiveHundredCharactersAndNoMore() {
        assertThat(done(TokenDescription.parse("x".repeat(500))).text()).hasSize(500);
        assertThat(TokenDescription.parse("x".repeat(10_000)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.detail()).contains("10000", "500"));
    }

    @Test
    void constructor_whenTheTextIsNotFit_namesIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenDescription(""))
                .withMessageContaining("text");
    }
}
