package dev.latchkey.account;

import static dev.latchkey.token.testing.Fixtures.done;
import static dev.latchkey.token.testing.Fixtures.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.token.Outcome;
import dev.latchkey.token.Password;
import dev.latchkey.token.RefusalReason;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordPolicyTest {

    private static final EmailAddress LOGIN = new EmailAddress("ann-of-the-hills@example.com");

    private final PasswordPolicy policy = PasswordPolicy.of(Set.of("Latchkey", "Hill Hosting Platform"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse",
                "twelve chars",
                "            .",
                "nul\0 and more",
                "пароль-пароль-2",
                "🔑🚪🔑🚪🔑🔑🚪🚪🔑🚪🚪🔑",
                "ann-of-the-hills@example.org",
                "latchkey latchkey"
            })
    void parse_takesAnyCharacters(String text) {
        assertThat(done(policy.parse(text, LOGIN)).reveal()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "x7, 5, false",
        "x7 y, 3, true",
        "🔑🚪z, 3, false",
        "🔑🚪zy, 3, true",
        "x7 y, 250, true",
        "x7 y, 251, false"
    })
    void parse_takesTwelveToAThousandCharacters_aPairOfSurrogatesBeingOne(String text, int times, boolean taken) {
        Outcome<Password> outcome = policy.parse(text.repeat(times), LOGIN);

        assertThat(outcome instanceof Outcome.Done).isEqualTo(taken);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456789012",
                "passwordpassword",
                "PasswordPassword",
                "qwertyqwerty",
                "qwertyuiop123",
                "password1password1",
                "ｐａｓｓｗｏｒｄｐａｓｓｗｏｒｄ"
            })
    void parse_ofACommonPassword_onceOrAgainAndAgain_isRefused(String text) {
        assertThat(refusedAs(text)).contains("common");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann-of-the-hills@example.com",
                "Ann-Of-The-Hills",
                "ann-of-the-hillsANN-of-the-hills",
                "hill hosting platform",
                "LatchkeyLatchkey"
            })
    void parse_ofTheLoginOrTheProduct_isRefused(String text) {
        assertThat(refusedAs(text)).contains("login");
    }

    @Test
    void parse_whenItIsRefused_neverTellsThePassword() {
        for (String text : new String[] {"hunter2", "passwordpassword", "ann-of-the-hills"}) {
            assertThat(refusedAs(text))
                    .doesNotContain("hunter2")
                    .doesNotContain("passwordpassword")
                    .doesNotContain("hills");
        }
    }

    private String refusedAs(String text) {
        Outcome.Refused<?> refused = refusal(policy.parse(text, LOGIN));
        assertThat(refused.reason()).isEqualTo(RefusalReason.INVALID_VALUE);
        return refused.detail();
    }
}
