package dev.latchkey.http.methods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.token.Outcome;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IdsTest {

    static Stream<List<String>> oneTwoThreeInEveryForm() {
        return Stream.of(
                List.of("1,2,3"),
                List.of("1;2;3"),
                List.of(" 1, 2 ;3 "),
                List.of("1,2,3,1"),
                List.of("1,2,3,"),
                List.of("1,,2;3"),
                List.of("1\n2\r\n3"),
                List.of("[1,2,3]"),
                List.of("[\"1\", \"2\", \"3\"]"),
                List.of("['1','2','3']"),
                List.of("1", "2", "3"),
                List.of("[1,2]", "3"));
    }

    @ParameterizedTest
    @MethodSource("oneTwoThreeInEveryForm")
    void parse_takesEveryFormThatClientsSend(List<String> texts) {
        assertThat(Ids.parse(texts).orThrow().numbers()).containsExactly(1, 2, 3);
        assertThat(Ids.parse(texts).orThrow().all()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", " * ", "[*]", "[\"*\"]", "*,"})
    void parse_takesTheStarForAll(String text) {
        assertThat(Ids.parse(List.of(text)).orThrow().all()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", ";;", "\n", "[]", "['']", "[,]", "''"})
    void parse_ofNothing_isRefused_andNeverMeansAll(String text) {
        assertThat(Ids.parse(List.of(text)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.detail()).contains("no number"));
        assertThat(Ids.parse(List.of())).isInstanceOf(Outcome.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1;;x", "x", "1 2", "2147483648", "1.5", "*,1", "1,*", "[1", "１", "١", "1,２", "²", "**"})
    void parse_whenAnItemIsNoNumber_refusesThemAll(String text) {
        assertThat(Ids.parse(List.of(text))).isInstanceOf(Outcome.Refused.class);
        assertThat(Ids.parse(List.of("1", text))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void parse_takesAThousandNumbersAndNoMore() {
        assertThat(Ids.parse(List.of("1,".repeat(999) + "2")).orThrow().numbers())
                .containsExactly(1, 2);
        assertThat(Ids.parse(List.of("1,".repeat(1_000) + "2"))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void parse_namesTheItemThatIsNone_shortened() {
        assertThat(Ids.parse(List.of("1," + "x".repeat(1_000))))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.detail()).contains("xxx").hasSizeLessThan(200));
    }
}
