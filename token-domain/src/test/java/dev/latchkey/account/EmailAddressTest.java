package dev.latchkey.account;

import static dev.latchkey.token.testing.Fixtures.done;
import static dev.latchkey.token.testing.Fixtures.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EmailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "alice@example.com, alice@example.com",
        "Alice@EXAMPLE.com, alice@example.com",
        "'  alice@example.com\t', alice@example.com",
        "a@b, a@b",
        "alice+ci@example.com, alice+ci@example.com",
        "o'neill@example.com, o'neill@example.com",
        "ЮЛИЯ@пример.рф, юлия@пример.рф"
    })
    void parse_takesItInLowerCase(String text, String address) {
        assertThat(done(EmailAddress.parse(text)).text()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "@",
                "alice",
                "alice@",
                "@example.com",
                "alice@@example.com",
                "alice@example@com",
                "ali ce@example.com",
                "alice@exam\tple.com",
                "alice@example.com\nbcc:bob@example.com",
                "alice@example\0.com",
                "ali\u00a0ce@example.com",
                "ali\u2003ce@example.com",
                "ali\u2028ce@example.com",
                "ali\u200bce@example.com",
                "\u202ealice@example.com",
                "ali\ud83dce@example.com"
            })
    void parse_whenItIsNoAddress_saysWhatToGive(String text) {
        assertThat(refusal(EmailAddress.parse(text)).reason()).isEqualTo(RefusalReason.INVALID_VALUE);
        assertThat(refusal(EmailAddress.parse(text)).detail()).contains("e-mail");
    }

    @ParameterizedTest
    @CsvSource({"254, true", "255, false", "1000000, false"})
    void parse_takes254CharactersAndNoMore(int length, boolean taken) {
        String text = "x".repeat(length - "@example.com".length()) + "@example.com";

        assertThat(EmailAddress.parse(text) instanceof Outcome.Done).isEqualTo(taken);
    }

    @Test
    void parse_ofRandomTexts_neverFails_andGivesWhatItParsesAgain() {
        Random random = new Random(42);
        int taken = 0;
        for (int i = 0; i < 50_000; i++) {
            String text = randomText(random) + "@" + randomText(random);
            if (EmailAddress.parse(text) instanceof Outcome.Done<EmailAddress> parsed) {
                EmailAddress address = parsed.value();
                assertThat(done(EmailAddress.parse(address.text()))).isEqualTo(address);
                assertThat(address.text().codePoints())
                        .as(text)
                        .noneMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))
                        .noneMatch(Character::isISOControl);
                taken++;
            }
        }
        assertThat(taken).isBetween(1_000, 49_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "alice", "Alice@example.com", " alice@example.com"})
    void constructor_whenParseWouldNotGiveTheText_namesIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmailAddress(text))
                .withMessageContaining("text");
    }

    @Test
    void toString_isTheAddress() {
        assertThat(new EmailAddress("alice@example.com")).hasToString("alice@example.com");
    }

    /** One to four characters, most of them Latin, some anything at all. */
    private static String randomText(Random random) {
        int length = 1 + random.nextInt(4);
        return random.ints(length, 0, 20)
                .map(kind -> kind < 18 ? '!' + random.nextInt(90) : random.nextInt(kind == 18 ? 0x3000 : 0x110000))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
