package dev.latchkey.token;

import static dev.latchkey.token.testing.Fixtures.done;
import static dev.latchkey.token.testing.Fixtures.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenDescriptionTest {

    @ParameterizedTest
    @ValueSource(strings = {"x", "Nightly stop", "🔑 for CI", "<img src=x onerror=alert(1)>", "العربية"})
    void parse_takesWhatPeopleWrite(String text) {
        assertThat(done(TokenDescription.parse("  " + text + " ")).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "a\0b", "a\nb", "a\u007fb", "a\u0085b", "broken \ud83d"})
    void parse_whenItIsBlankOrHasControlCharacters_refuses(String text) {
        assertThat(TokenDescription.parse(text))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.INVALID_VALUE));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0xa0, 0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x1680, 0x17b4, 0x180b, 0x180e, 0x180f, 0x2003, 0x200b,
                        0x200c,
                0x200d, 0x200f, 0x2028, 0x202f, 0x205f, 0x2060, 0x2064, 0x2065, 0x206a, 0x206f, 0x2800, 0x3000, 0x3164,
                        0xfe00,
                0xfe0f, 0xfeff, 0xffa0, 0xfff0, 0xfff9, 0x1bca0, 0x1d159, 0x1d173, 0xe0001, 0xe0041, 0xe007f, 0xe0100,
                        0xe0fff
            })
    void parse_ofInvisibleCharactersAlone_refuses(int codePoint) {
        String invisible = Character.toString(codePoint);

        assertThat(problem(invisible)).contains("seen");
        assertThat(problem(invisible + "\u200b" + invisible.repeat(3))).contains("seen");
        assertThat(done(TokenDescription.parse("a" + invisible + "b")).text()).isEqualTo("a" + invisible + "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "e\u0301", // a letter with a combining mark
                "\u0301", // a mark alone, which is drawn
                "\ud83d\udc69\u200d\ud83d\udcbb", // two emoji with a joiner
                "\u2764\ufe0f", // with a variation selector
                "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc7f", // with tags
                "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", // with a non-joiner, as Persian needs it
                "\u05d0 \u200e1-2", // with a mark of direction, which reverses nothing
                ".",
                "\ue000"
            })
    void parse_withInvisibleCharactersAmongVisibleOnes_takesThem(String text) {
        assertThat(done(TokenDescription.parse(text)).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069})
    void parse_withACharacterThatReversesText_refusesAndNamesIt(int codePoint) {
        String reversing = Character.toString(codePoint);

        for (String text : new String[] {reversing + "abc", "ab" + reversing + "c", "abc" + reversing}) {
            assertThat(problem(text)).contains(String.format("U+%04X", codePoint));
        }
        assertThat(problem(reversing)).contains("seen");
    }

    private static String problem(String text) {
        Outcome.Refused<?> refused = refusal(TokenDescription.parse(text));
        assertThat(refused.reason()).isEqualTo(RefusalReason.INVALID_VALUE);
        return refused.detail();
    }

    @Test
    void parse_takesFiveHundredCharactersAndNoMore() {
        assertThat(done(TokenDescription.parse("x".repeat(500))).text()).hasSize(500);
        assertThat(TokenDescription.parse("x".repeat(10_000)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.detail()).contains("10000", "500"));
    }

    @Test
    void constructor_whenTheTextIsNotFit_namesIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenDescription(""))
                .withMessageContaining("text");
    }
}
