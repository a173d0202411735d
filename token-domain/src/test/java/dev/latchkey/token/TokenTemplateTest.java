package dev.latchkey.token;

import static dev.latchkey.token.testing.Fixtures.INSTALL;
import static dev.latchkey.token.testing.Fixtures.START_ENV;
import static dev.latchkey.token.testing.Fixtures.STOP_ENV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokenTemplateTest {

    @ParameterizedTest
    @CsvSource({
        "*, true",
        "environment.*, true",
        "ENVIRONMENT.*, true",
        "environment.control.*, true",
        "environment.control.StopEnv, true",
        "Environment.Control.stopenv, true",
        "environment.control.StopEnvs, false",
        "environment.control.Stop, false",
        "environment.control.StopEnv.*, false",
        "environment.contro.*, false",
        "environ.*, false",
        "environment*, false",
        "environment, false",
        "environment., false",
        "*.control.StopEnv, false",
        ".*, false",
        "'', false"
    })
    void covers_whatThePatternNames(String pattern, boolean covered) {
        assertThat(template(pattern).covers(STOP_ENV)).isEqualTo(covered);
    }

    @Test
    void covers_whenOneOfItsPatternsDoes() {
        TokenTemplate template = template("environment.control.StopEnv", "marketplace.*");

        assertThat(template.covers(STOP_ENV)).isTrue();
        assertThat(template.covers(INSTALL)).isTrue();
        assertThat(template.covers(START_ENV)).isFalse();
    }

    @Test
    void constructor_withoutPatterns_namesThem() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenTemplate(1, "Empty", ImmutableList.of()))
                .withMessageContaining("patterns")
                .withMessageContaining("Empty");
    }

    @Test
    void constructor_withoutAName_namesIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenTemplate(1, " ", ImmutableList.of("*")))
                .withMessageContaining("name");
    }

    private static TokenTemplate template(String... patterns) {
        return new TokenTemplate(9, "Test", ImmutableList.copyOf(patterns));
    }
}
