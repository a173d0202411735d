package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiMethodTest {

    private static final ApiMethod STOP_ENV = ApiMethod.of("environment.control.StopEnv");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "environment.control.StopEnv",
                "ENVIRONMENT.CONTROL.STOPENV",
                "env.control.StopEnv",
                "Env.control.stopenv",
                "/1.0/environment/control/rest/stopenv",
                "/1.0/Environment/Control/REST/StopEnv",
                "/environment/control/rest/stopenv",
                "/1.0/env/control/rest/stopenv"
            })
    void parse_takesNameAliasAndPath_inAnyCase(String text) {
        assertThat(ApiMethod.parse(text)).contains(STOP_ENV);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "environment.control",
                "environment.control.",
                "environment.control.StopEnv.",
                "environment..StopEnv",
                "environment.control.Stop Env",
                " environment.control.StopEnv",
                "environment.control.StopEnv\n",
                "environment.control.Stop\0Env",
                "environment.control.1Stop",
                "environment.control.*",
                "/1.0/environment/control/stopenv",
                "/1.0/environment/control/rest/stopenv/",
                "/2.0/environment/control/rest/stopenv",
                "//1.0/environment/control/rest/stopenv",
                "ſession.control.StopEnv"
            })
    void parse_whenItIsSomethingElse_findsNoMethod(String text) {
        assertThat(ApiMethod.parse(text)).isEmpty();
    }

    @Test
    void parse_whenItIsTooLong_findsNoMethod() {
        assertThat(ApiMethod.parse("a.b." + "c".repeat(196))).isPresent();
        assertThat(ApiMethod.parse("a.b." + "c".repeat(197))).isEmpty();
    }

    @Test
    void parse_ofRandomTexts_neverFails_andGivesWhatItParsesAgain() {
        Random random = new Random(42);
        String alphabet = "aZ._/0 r-ß";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            ApiMethod.parse(text.toString())
                    .ifPresent(method ->
                            assertThat(ApiMethod.parse(method.toString())).contains(method));
        }
    }

    @Test
    void path_isInLowerCase_andParsesToTheMethod() {
        assertThat(STOP_ENV.path()).isEqualTo("/1.0/environment/control/rest/stopenv");
        assertThat(ApiMethod.parse(STOP_ENV.path())).contains(STOP_ENV);
    }

    @Test
    void toString_keepsTheSpelling_andEqualsDoesNotLookAtIt() {
        ApiMethod lower = ApiMethod.of("environment.control.stopenv");

        assertThat(lower).hasToString("environment.control.stopenv");
        assertThat(lower).isEqualTo(STOP_ENV).hasSameHashCodeAs(STOP_ENV).isEqualByComparingTo(STOP_ENV);
        assertThat(lower).isNotEqualTo(ApiMethod.of("environment.control.StartEnv"));
    }

    @Test
    void of_whenItIsNoMethod_namesIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiMethod.of("stopenv"))
                .withMessageContaining("stopenv");
    }
}
