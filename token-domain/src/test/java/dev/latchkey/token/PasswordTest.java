package dev.latchkey.token;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.done;
import static dev.latchkey.token.testing.Fixtures.password;
import static dev.latchkey.token.testing.Fixtures.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.ChangeRequest;
import dev.latchkey.Confirmation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordTest {

    @ParameterizedTest
    @ValueSource(strings = {"x", " ", " correct horse ", "пароль", "nul\0inside", "🔑"})
    void parse_keepsEveryCharacter(String text) {
        assertThat(done(Password.parse(text)).reveal()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "1000, true", "1001, false", "1000000, false"})
    void parse_takesOneToAThousandCharacters(int length, boolean taken) {
        Outcome<Password> outcome = Password.parse("x".repeat(length));

        assertThat(outcome instanceof Outcome.Done).isEqualTo(taken);
        if (!taken) {
            assertThat(refusal(outcome).reason()).isEqualTo(RefusalReason.INVALID_VALUE);
            assertThat(refusal(outcome).detail()).contains("1000");
        }
    }

    @ParameterizedTest
    @CsvSource({"🔑, 1000, true", "🔑, 1001, false", "e\u0301, 500, true", "e\u0301, 501, false"})
    void parse_countsCodePoints_asTheyAreTyped(String characters, int times, boolean taken) {
        assertThat(Password.parse(characters.repeat(times)) instanceof Outcome.Done)
                .isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({"e\u0301té, été", "ﬁne, fine", "ｐａｓｓ, pass", "Å, Å", "①, 1"})
    void parse_takesEqualCharactersForTheSame(String typed, String other) {
        assertThat(done(Password.parse(typed)).reveal())
                .isEqualTo(done(Password.parse(other)).reveal());
    }

    @Test
    void parse_whenItIsTooLong_saysTheLimitAndNotThePassword() {
        assertThat(refusal(Password.parse("x".repeat(1001))).detail())
                .contains("1000")
                .doesNotContain("xx");
    }

    @Test
    void toString_isRedacted_alsoInWhatHoldsIt() {
        assertThat(password("correct horse")).hasToString("Password[redacted]");
        assertThat(new ChangeRequest(ALICE, Confirmation.by(password("correct horse")), new Client("192.0.2.7", ""))
                        .toString())
                .contains("192.0.2.7")
                .doesNotContain("correct", "horse");
    }

    @Test
    void equals_isThatOfObject_soThatNobodyComparesSecretsByIt() {
        assertThat(password("correct horse")).isNotEqualTo(password("correct horse"));
    }
}
