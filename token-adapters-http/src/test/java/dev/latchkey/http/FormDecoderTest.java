package dev.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FormDecoderTest {

    @Test
    void decode_givesThePairsInTheirOrder() {
        assertThat(FormDecoder.decode("b=2&a=1&&b=3&empty=&bare&=nameless", "query"))
                .containsExactly(
                        Map.entry("b", "2"),
                        Map.entry("a", "1"),
                        Map.entry("b", "3"),
                        Map.entry("empty", ""),
                        Map.entry("bare", ""),
                        Map.entry("", "nameless"));
        assertThat(FormDecoder.decode("", "query")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a+b, a b",
        "a%20b, a b",
        "a%2Bb, a+b",
        "%f0%9F%94%91, 🔑",
        "100%25, 100%",
        "a=b, a=b",
        "ünï, ünï",
        "%C3%BC🔑, ü🔑"
    })
    void decode_unescapesNameAndValue(String escaped, String plain) {
        assertThat(FormDecoder.decode("x=" + escaped, "query")).containsExactly(Map.entry("x", plain));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%", "%4", "%zz", "%4g", "100%", "%u0041", "%-1", "%４１", "%4１", "%４1", "%Ａa", "%aＡ", "%٤١", "%४१"
            })
    void decode_whenThePercentEncodingIsBroken_saysSo(String broken) {
        for (String text : new String[] {"x=" + broken, broken + "=x", "a=1&x=" + broken + "&b=2"}) {
            assertThatExceptionOfType(InvalidParameterException.class)
                    .isThrownBy(() -> FormDecoder.decode(text, "query"))
                    .withMessageContaining("percent-encoding");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%ff", "%c3", "%c0%80", "%ed%a0%80", "%f0%9f%94"})
    void decode_whenItIsNotUtf8_saysSo(String broken) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> FormDecoder.decode("x=" + broken, "query"))
                .withMessageContaining("UTF-8");
    }

    @Test
    void decode_whenThereAreTooManyPairs_refuses() {
        assertThat(FormDecoder.decode("a&".repeat(1_000), "body")).hasSize(1_000);
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> FormDecoder.decode("a&".repeat(1_001), "body"));
    }

    @Test
    void decode_ofWhatWasEncoded_givesItBack() {
        Random random = new Random(42);
        for (int i = 0; i < 5_000; i++) {
            String text = random.ints(random.nextInt(10), 0, 0x11000)
                    .filter(codePoint -> Character.getType(codePoint) != Character.SURROGATE)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
            assertThat(FormDecoder.decode("x=" + encoded, "query")).containsExactly(Map.entry("x", text));
        }
    }

    @Test
    void decode_ofRandomTexts_decodesOrRefuses() {
        Random random = new Random(43);
        String alphabet = "%%%&=+0aFf.ü";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                assertThat(FormDecoder.decode(text.toString(), "query")).doesNotContainNull();
            } catch (InvalidParameterException e) {
                assertThat(text).contains("%");
            }
        }
    }
}
