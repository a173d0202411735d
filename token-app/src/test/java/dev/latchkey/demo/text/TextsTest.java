package dev.latchkey.demo.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.token.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextsTest {

    @Test
    void line_ofWords_isStripped() {
        assertThat(Texts.line(" My projekt 🚀 é ", 20)).isEqualTo(Outcome.done("My projekt 🚀 é"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "123456", "a\nb", "a\tb", "a\u0000b", "a\ud800b", "\udc00", "a\u007f"})
    void line_ofAnythingElse_isRefused(String text) {
        assertThat(Texts.line(text, 5)).isInstanceOf(Outcome.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " a\nb\t", "12345", "🚀🚀"})
    void any_ofWhatRowsHold_isTheText(String text) {
        assertThat(Texts.any(text, 5)).isEqualTo(Outcome.done(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456", "a\u0000b", "a\ud800b"})
    void any_ofAnythingElse_isRefused(String text) {
        assertThat(Texts.any(text, 5)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void quoted_ofBrokenOnes_hasReplacements() {
        assertThat(Texts.quoted("a\ud800b\n\u0000")).isEqualTo("a\ufffdb\ufffd\ufffd");
    }

    @Test
    void quoted_ofLongOnes_isCutBetweenCharacters() {
        assertThat(Texts.quoted("🚀".repeat(100))).isEqualTo("🚀".repeat(100));
        assertThat(Texts.quoted("🚀".repeat(101))).isEqualTo("🚀".repeat(100) + "…");
    }
}
