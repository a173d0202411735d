package dev.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ParametersTest {

    @Test
    void text_isFoundInAnyCase() {
        Parameters parameters = of("envName", "my-project");

        assertThat(parameters.text("ENVNAME")).contains("my-project");
        assertThat(parameters.text("envname")).contains("my-project");
        assertThat(parameters.requiredText("envName")).isEqualTo("my-project");
    }

    @Test
    void text_whenEmpty_wasNotGiven() {
        assertThat(of("envName", "").text("envName")).isEmpty();
    }

    @Test
    void text_whenGivenTwice_isRefused_unlessItIsTheSame() {
        assertThat(of("a", "1", "A", "1").text("a")).contains("1");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> of("a", "1", "A", "2").text("a"))
                .withMessageContaining("more than once");
    }

    @Test
    void all_givesEveryValueInItsOrder() {
        assertThat(of("apiList", "a.b.C", "x", "y", "apilist", "d.e.F").all("apiList"))
                .containsExactly("a.b.C", "d.e.F");
    }

    @Test
    void requiredText_whenMissing_namesTheParameter() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> of().requiredText("envName"))
                .withMessageContaining("envName");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-7, -7", "2147483647, 2147483647", "' 5 ', 5"})
    void integer_takes32Bits(String text, int value) {
        assertThat(of("id", text).integer("id")).contains(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "1.0", "2147483648", "99999999999999999999", "0x10", "1e3", "1;;x", "１", "-٧", "1２", "²"})
    void integer_whenItIsNone_isRefused(String text) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> of("id", text).integer("id"))
                .withMessageContaining("32 bits");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "TRUE, true", "1, true", "false, false", "0, false"})
    void bool_takesWordsAndDigits(String text, boolean value) {
        assertThat(of("lazy", text).bool("lazy")).contains(value);
    }

    @Test
    void bool_whenItIsNone_isRefused() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> of("lazy", "maybe").bool("lazy"));
    }

    @Test
    void json_isDecoded_orRefused() {
        assertThat(of("env", "{\"a\":1}").jsonObject("env").orElseThrow().getInteger("a"))
                .isEqualTo(1);
        assertThat(of("nodes", "[1,2]").jsonArray("nodes").orElseThrow()).hasSize(2);
        for (String broken : List.of("{", "[", "null", "x", "{\"a\":1}}", "{'a':1}", "[".repeat(5_000))) {
            assertThatExceptionOfType(InvalidParameterException.class)
                    .as(broken)
                    .isThrownBy(() -> of("env", broken).jsonObject("env"));
        }
    }

    @ParameterizedTest
    @CsvSource({"TEXT, a\0b", "INTEGER, x", "BOOLEAN, x", "JSON, x"})
    void check_refusesWhatADeclaredParameterIsNot(Parameter.Type type, String text) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> of("p", text).check(List.of(Parameter.optional("p", type, "something"))))
                .withMessageContaining("p: ");
    }

    @Test
    void check_whenARequiredOneIsMissing_saysWhatToGive() {
        Parameter required = Parameter.required("envName", Parameter.Type.TEXT, "the environment's name");

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> of("envName", "").check(List.of(required)))
                .withMessageContaining("the environment's name");
    }

    @Test
    void check_doesNotLookAtWhatIsNotDeclared() {
        of("other", "a\0b", "other", "c").check(List.of());
    }

    @Test
    void toString_hasNoValues() {
        assertThat(of("session", "secret").toString()).isEqualTo("Parameters[session]");
    }

    private static Parameters of(String... namesAndValues) {
        List<Map.Entry<String, String>> pairs = new java.util.ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            pairs.add(Map.entry(namesAndValues[i], namesAndValues[i + 1]));
        }
        return Parameters.of(pairs);
    }
}
