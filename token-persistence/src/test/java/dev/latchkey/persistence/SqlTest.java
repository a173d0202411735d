package dev.latchkey.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class SqlTest {

    @ParameterizedTest
    @MethodSource("texts")
    void text_isCutAndCleaned(String given, String kept) {
        assertThat(Sql.text(given, 4)).isEqualTo(kept);
    }

    static Arguments[] texts() {
        return new Arguments[] {
            Arguments.of("", ""),
            Arguments.of("abcd", "abcd"),
            Arguments.of("abcde", "abcd"),
            Arguments.of("a\0b", "a\ufffdb"),
            Arguments.of("ab🔑c", "ab🔑"),
            Arguments.of("abc🔑", "abc"),
            Arguments.of("a\ud83d", "a\ufffd"),
            Arguments.of("\udd11a", "\ufffda"),
            Arguments.of("\n\t", "\n\t"),
        };
    }
}
