package dev.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.token.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdsTest {

    @ParameterizedTest
    @ValueSource(strings = {"1,2,3", "1;2;3", " 1, 2 ;3 ", "1,2,3,1"})
    void parse_takesCommasAndSemicolons(String text) {
        assertThat(Ids.parse(text).orThrow().numbers()).containsExactly(1, 2, 3);
    }

    @Test
    void parse_takesTheStarForAll() {
        assertThat(Ids.parse(" * ").orThrow().all()).isTrue();
        assertThat(Ids.parse("1").orThrow().all()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "1;;x", "1,", "x", "1 2", "2147483648", "1.5", "*,1", "[1]"})
    void parse_whenAnItemIsNoNumber_refusesThemAll(String text) {
        assertThat(Ids.parse(text)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void parse_takesAThousandNumbersAndNoMore() {
        assertThat(Ids.parse("1,".repeat(999) + "2").orThrow().numbers()).containsExactly(1, 2);
        assertThat(Ids.parse("1,".repeat(1_000) + "2")).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void parse_namesTheItemThatIsNone_shortened() {
        assertThat(Ids.parse("1," + "x".repeat(1_000)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.detail()).contains("xxx").hasSizeLessThan(150));
    }
}
