package dev.latchkey.demo.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.token.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EnvironmentNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "7",
                "my-env",
                "my--env",
                "env-123",
                "abcdefghijklmnopqrstuvwxyz0123456",
                "0123456789abcdef0123456789abcde",
                "0123456789abcdef0123456789abcdef0",
                "0123456789abcdef-123456789abcdef"
            })
    void parse_ofLabelsOfDomains_isTheName(String text) {
        assertThat(EnvironmentName.parse(text)).isEqualTo(Outcome.done(new EnvironmentName(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "-env",
                "env-",
                "My-env",
                "my_env",
                "my.env",
                "my env",
                "my-env ",
                "my-env\n",
                "ümlaut",
                "१२३",
                "abcdefghijklmnopqrstuvwxyz01234567",
                "0123456789abcdef0123456789abcdef"
            })
    void parse_ofAnythingElse_isRefused(String text) {
        assertThat(EnvironmentName.parse(text)).isInstanceOf(Outcome.Refused.class);
        assertThatThrownBy(() -> new EnvironmentName(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isAppid_of32HexadecimalDigits_isTrueForThemAlone() {
        assertThat(EnvironmentName.isAppid("0123456789abcdef0123456789abcdef")).isTrue();
        assertThat(EnvironmentName.isAppid("0123456789abcdef0123456789abcde")).isFalse();
        assertThat(EnvironmentName.isAppid("0123456789abcdef0123456789abcdeg")).isFalse();
    }
}
