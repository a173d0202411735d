package dev.latchkey.account;

import static dev.latchkey.token.testing.Fixtures.done;
import static dev.latchkey.token.testing.Fixtures.refusal;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.token.RefusalReason;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TotpSecretTest {

    /** Of RFC 4226, appendix D, and RFC 6238, appendix B. */
    private static final TotpSecret OF_THE_RFCS = TotpSecret.ofBytes("12345678901234567890".getBytes(US_ASCII));

    private static final long STEP = 59_666_667;
    private static final Instant START_OF_STEP = Instant.ofEpochSecond(STEP * 30);

    @ParameterizedTest
    @CsvSource({
        "0, 755224",
        "1, 287082",
        "2, 359152",
        "3, 969429",
        "4, 338314",
        "5, 254676",
        "6, 287922",
        "7, 162583",
        "8, 399871",
        "9, 520489"
    })
    void code_isThatOfRfc4226AppendixD(long counter, String code) {
        assertThat(OF_THE_RFCS.code(counter)).isEqualTo(code);
    }

    /** Of its eight digits the last six, as the number of digits is that of the modulus. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void codeAt_isThatOfRfc6238AppendixB(long second, String eightDigits) {
        assertThat(OF_THE_RFCS.codeAt(Instant.ofEpochSecond(second))).isEqualTo(eightDigits.substring(2));
    }

    @ParameterizedTest
    @CsvSource({"-1, -1", "0, 0", "1, 0", "29999999999, 0", "30000000000, 1"})
    void step_changesAtItsBoundary(long nanosecondsAfter, long stepsAfter) {
        assertThat(TotpSecret.step(START_OF_STEP.plusNanos(nanosecondsAfter))).isEqualTo(STEP + stepsAfter);
    }

    @ParameterizedTest
    @CsvSource({
        "-30000000001, false",
        "-30000000000, true",
        "-1, true",
        "0, true",
        "29999999999, true",
        "30000000000, true",
        "59999999999, true",
        "60000000000, false"
    })
    void stepOf_findsACodeFromOneStepBeforeToOneAfter(long nanosecondsAfter, boolean found) {
        TotpCode code = code(OF_THE_RFCS.code(STEP));

        assertThat(OF_THE_RFCS.stepOf(code, START_OF_STEP.plusNanos(nanosecondsAfter)))
                .isEqualTo(found ? OptionalLong.of(STEP) : OptionalLong.empty());
    }

    @Test
    void stepOf_theCodeOfAnotherSecret_findsNone() {
        TotpSecret another = TotpSecret.ofBytes("12345678901234567891".getBytes(US_ASCII));

        assertThat(OF_THE_RFCS.stepOf(code(another.codeAt(START_OF_STEP)), START_OF_STEP))
                .isEmpty();
    }

    @Test
    void generate_givesEachTimeAnother() {
        SecureRandom random = new SecureRandom();

        assertThat(TotpSecret.generate(random).reveal())
                .matches("[A-Z2-7]{32}")
                .isNotEqualTo(TotpSecret.generate(random).reveal());
    }

    @Test
    void ofBytes_givesBackWhatToBytesGave_andKeepsItsOwnCopy() {
        byte[] bytes = OF_THE_RFCS.toBytes();
        TotpSecret secret = TotpSecret.ofBytes(bytes);
        bytes[0] = 0;
        secret.toBytes()[1] = 0;

        assertThat(secret.reveal()).isEqualTo(OF_THE_RFCS.reveal()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 19, 21})
    void ofBytes_ofAnotherLength_isRefused(int length) {
        assertThatIllegalArgumentException().isThrownBy(() -> TotpSecret.ofBytes(new byte[length]));
    }

    @Test
    void revealUri_isWhatAppsTake() {
        assertThat(OF_THE_RFCS.revealUri("My Platform", new EmailAddress("ann+x&y=z@example.com")))
                .isEqualTo("otpauth://totp/My%20Platform:ann%2Bx%26y%3Dz%40example.com"
                        + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=My%20Platform"
                        + "&algorithm=SHA1&digits=6&period=30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"755224", " 755224\n", "755 224", "7 5 5 2 2 4"})
    void parse_takesSixDigits(String text) {
        assertThat(code(text).matches("755224")).isTrue();
        assertThat(code(text).matches("755225")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "75522", "7552244", "75522a", "+75522", "-75522", "７５５２２４", "٧٥٥٢٢٤", "755\0224"})
    void parse_ofAnythingElse_isRefused(String text) {
        assertThat(refusal(TotpCode.parse(text)).reason()).isEqualTo(RefusalReason.INVALID_VALUE);
        assertThat(refusal(TotpCode.parse(text)).detail()).isEqualTo("give the 6 digits that the app shows");
    }

    @Test
    void toString_tellsNothing() {
        assertThat(OF_THE_RFCS).hasToString("TotpSecret[redacted]");
        assertThat(code("755224")).hasToString("TotpCode[redacted]");
    }

    private static TotpCode code(String digits) {
        return done(TotpCode.parse(digits));
    }
}
