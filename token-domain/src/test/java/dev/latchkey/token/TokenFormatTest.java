package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenFormatTest {

    /** A value whose checksum was computed with zlib's CRC-32 outside this project; it is nobody's token. */
    private static final String KNOWN = "lkp_0123456789ABCDEFGHIJKLMNOPQRST" + "1pLPNa";

    private final SecureRandom random = new SecureRandom();

    @Test
    void generate_givesFortyCharactersThatScannersFind() {
        assertThat(TokenFormat.TOKEN.generate(random).reveal()).matches("lkp_[0-9A-Za-z]{36}");
        assertThat(TokenFormat.of("acme_").generate(random).reveal()).matches("acme_[0-9A-Za-z]{36}");
    }

    @Test
    void generate_neverGivesTheSameTwice() {
        Set<String> values = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            values.add(TokenFormat.TOKEN.generate(random).reveal());
        }
        assertThat(values).hasSize(1_000);
    }

    @Test
    void parse_ofWhatWasGenerated_givesTheSameValue() {
        TokenValue value = TokenFormat.TOKEN.generate(random);

        TokenValue parsed = TokenFormat.TOKEN.parse(value.reveal()).orElseThrow();

        assertThat(parsed.reveal()).isEqualTo(value.reveal());
        assertThat(parsed.fingerprint()).isEqualTo(value.fingerprint());
    }

    @Test
    void parse_knowsTheChecksumOfOthers() {
        assertThat(TokenFormat.TOKEN.parse(KNOWN)).isPresent();
    }

    @Test
    void parse_whenOneCharacterIsAnother_findsNoValue() {
        String value = TokenFormat.TOKEN.generate(random).reveal();
        for (int i = 0; i < value.length(); i++) {
            char other = value.charAt(i) == 'x' ? 'y' : 'x';
            String mistyped = value.substring(0, i) + other + value.substring(i + 1);
            assertThat(TokenFormat.TOKEN.parse(mistyped)).as(mistyped).isEmpty();
        }
    }

    @Test
    void parse_whenTwoNeighboursAreSwapped_findsNoValue() {
        for (int i = 4; i < KNOWN.length() - 1; i++) {
            String swapped = KNOWN.substring(0, i) + KNOWN.charAt(i + 1) + KNOWN.charAt(i) + KNOWN.substring(i + 2);
            assertThat(TokenFormat.TOKEN.parse(swapped).isPresent()).as(swapped).isEqualTo(swapped.equals(KNOWN));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lkp_", "lks_", "\0", "password", "lkp_ünïcødé", "🔑"})
    void parse_whenItIsSomethingElse_findsNoValue(String text) {
        assertThat(TokenFormat.TOKEN.parse(text)).isEmpty();
        assertThat(TokenFormat.TOKEN.parse(KNOWN + text).isPresent()).isEqualTo(text.isEmpty());
        assertThat(TokenFormat.TOKEN.parse(text + KNOWN).isPresent()).isEqualTo(text.isEmpty());
    }

    @Test
    void parse_ofRandomTexts_findsNoValueAndNeverFails() {
        Random texts = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            String text = "lkp_"
                    + texts.ints(texts.nextInt(45), 0, 0x250)
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
            assertThat(TokenFormat.TOKEN.parse(text)).isEmpty();
        }
    }

    @Test
    void parse_whenThePrefixIsAnotherPlatforms_findsNoValue() {
        assertThat(TokenFormat.SESSION.parse(KNOWN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lkp-", "läk_", "twenty_one_characters"})
    void of_whenThePrefixIsNotFit_names_it(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenFormat.of(prefix))
                .withMessageContaining("prefix");
    }

    @Test
    void toString_tellsNothing() {
        TokenValue value = TokenFormat.TOKEN.generate(random);

        assertThat(value.toString()).isEqualTo("TokenValue[redacted]");
        assertThat(new IssuedTokenText(value).toString()).doesNotContain(value.reveal());
        assertThat(value.hint()).hasSize(4);
        assertThat(value.reveal()).endsWith(value.hint());
    }

    private record IssuedTokenText(TokenValue value) {}

    @Test
    void parseAny_takesAValueOfAnyPrefix_andNothingElse() {
        for (String prefix : new String[] {"lkp_", "shop_", "a", "x".repeat(20)}) {
            TokenFormat format = TokenFormat.of(prefix);
            String value = format.generate(new SecureRandom()).reveal();

            assertThat(TokenFormat.parseAny(value).map(TokenValue::fingerprint))
                    .isEqualTo(format.parse(value).map(TokenValue::fingerprint));
            assertThat(TokenFormat.parseAny(value.substring(1))).isEmpty();
            assertThat(TokenFormat.parseAny("-" + value)).isEmpty();
        }
        assertThat(TokenFormat.parseAny("")).isEmpty();
        assertThat(TokenFormat.parseAny("é".repeat(40))).isEmpty();
    }
}
