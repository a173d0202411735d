package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiMethodTest {

    private static final ApiMethod STOP_ENV = ApiMethod.of("environment.control.StopEnv");

    @ParameterizedTest
    @ValueSource(
            strings = {"environment.control.StopEnv", "ENVIRONMENT.CONTROL.STOPENV", "environment.Control.stopenv"})
    void parse_inAnyCase_isTheSameMethod(String text) {
        assertThat(ApiMethod.parse(text)).contains(STOP_ENV);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "stop", "orders.read", "a.b.c.d.e.f.g.h", "0.-._", "__.--.09", "orders.read-all_2"})
    void parse_ofOneToEightParts_isAMethod(String text) {
        assertThat(ApiMethod.parse(text))
                .hasValueSatisfying(method -> assertThat(method).hasToString(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                ".orders",
                "orders.",
                "environment..StopEnv",
                "a.b.c.d.e.f.g.h.i",
                "environment.control.Stop Env",
                " environment.control.StopEnv",
                "environment.control.StopEnv\n",
                "environment.control.Stop\0Env",
                "environment.control.*",
                "orders/read",
                "/1.0/environment/control/rest/stopenv",
                "orders:read",
                "orders,read",
                "ſession.control.StopEnv",
                "orders.réad"
            })
    void parse_whenItIsSomethingElse_isEmpty(String text) {
        assertThat(ApiMethod.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"199, true", "200, true", "201, false"})
    void parse_takesUpTo200Characters(int length, boolean taken) {
        assertThat(ApiMethod.parse("x".repeat(length)).isPresent()).isEqualTo(taken);
        assertThat(ApiMethod.parse("a.b." + "c".repeat(length - 4)).isPresent()).isEqualTo(taken);
    }

    @Test
    void parse_takesExactlyTheseCharacters() {
        String allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
        for (char c = 0; c < Character.MAX_VALUE; c++) {
            assertThat(ApiMethod.parse("x" + c).isPresent())
                    .as("U+%04X", (int) c)
                    .isEqualTo(allowed.indexOf(c) >= 0);
        }
    }

    @Test
    void parse_ofRandomTexts_neverFails_andGivesWhatItParsesAgain() {
        Random random = new Random(42);
        String alphabet = "aZ._/0 r-ß";
        int methods = 0;
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            ApiMethod method = ApiMethod.parse(text.toString()).orElse(null);
            if (method != null) {
                assertThat(ApiMethod.parse(method.toString())).contains(method);
                methods++;
            }
        }
        assertThat(methods).isBetween(1_000, 40_000);
    }

    @Test
    void toString_keepsTheSpelling_andEqualsDoesNotLookAtIt() {
        ApiMethod lower = ApiMethod.of("environment.control.stopenv");

        assertThat(lower).hasToString("environment.control.stopenv");
        assertThat(lower).isEqualTo(STOP_ENV).hasSameHashCodeAs(STOP_ENV).isEqualByComparingTo(STOP_ENV);
        assertThat(lower)
                .isNotEqualTo(ApiMethod.of("environment.control.StartEnv"))
                .isNotEqualTo(lower.toString());
    }

    @Test
    void compareTo_ordersByName_inAnyCase() {
        assertThat(ApiMethod.of("b.C")).isGreaterThan(ApiMethod.of("A.d")).isLessThan(ApiMethod.of("B.d"));
    }

    @Test
    void of_whenItIsNoMethod_namesIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApiMethod.of("stop env"))
                .withMessageContaining("stop env");
    }
}
