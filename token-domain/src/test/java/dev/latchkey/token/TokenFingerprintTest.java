package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class TokenFingerprintTest {

    @Test
    void ofValue_isSha256() {
        // FIPS 180-4, example of "abc"
        assertThat(Digests.fingerprint("abc".getBytes(StandardCharsets.US_ASCII)))
                .hasToString("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void ofBytes_givesAnEqualFingerprint_thatTheCallersArrayCannotChange() {
        TokenFingerprint fingerprint = Digests.fingerprint("abc".getBytes(StandardCharsets.US_ASCII));
        byte[] bytes = fingerprint.toBytes();

        TokenFingerprint same = TokenFingerprint.ofBytes(bytes);
        bytes[0]++;

        assertThat(same).isEqualTo(fingerprint).hasSameHashCodeAs(fingerprint);
        assertThat(same).isNotEqualTo(TokenFingerprint.ofBytes(bytes));
    }

    @Test
    void ofBytes_whenTheLengthIsWrong_namesIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenFingerprint.ofBytes(new byte[31]))
                .withMessageContaining("31");
    }
}
