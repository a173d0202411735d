package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ListTextTest {

    static Stream<List<String>> oneAndTwoInEveryForm() {
        return Stream.of(
                List.of("1,2"),
                List.of("1;2"),
                List.of(" 1 , 2 "),
                List.of("1,2,"),
                List.of(",1,,2"),
                List.of("1\n2"),
                List.of("1\r\n2\r\n"),
                List.of("1,\n2"),
                List.of("[1,2]"),
                List.of("[1, 2,]"),
                List.of("[\n  1,\n  2\n]\n"),
                List.of("[\"1\",\"2\"]"),
                List.of("['1', '2']"),
                List.of("'1','2'"),
                List.of("1", "2"),
                List.of("[1]", "", "2,"));
    }

    @ParameterizedTest
    @MethodSource("oneAndTwoInEveryForm")
    void items_areTheSameInEveryForm(List<String> texts) {
        assertThat(ListText.items(texts)).containsExactly("1", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", ";,; ,", "\n", "[]", " [ ] ", "['']", "[\"\", '']"})
    void items_ofNothing_areNone(String text) {
        assertThat(ListText.items(List.of(text))).isEmpty();
        assertThat(ListText.items(List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1", "1]", "'1", "1\"", "[", "'", "1 2", "{1}", "(1)"})
    void items_ofABrokenForm_areTakenAsTheyAre_soThatTheyAreNotKnown(String text) {
        assertThat(ListText.items(List.of(text))).containsExactly(text);
    }

    @Test
    void quote_cutsLongItems_betweenCharacters() {
        assertThat(ListText.quote(List.of("a", "x".repeat(99) + "🔑"))).isEqualTo("\"a\", \"" + "x".repeat(99) + "…\"");
    }
}
