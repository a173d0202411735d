package dev.latchkey.http.introspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ServiceCredentialTest {

    @ParameterizedTest
    @CsvSource({
        "client, lkp_x",
        "12, lkp_x",
        "a%20b, lkp%5Fx",
        "a+b, lkp%5fx",
        "b%C3%BCcher, %6C%6B%70%5F%78",
        "client, ' lkp_x '",
        "client, %20lkp_x%0A"
    })
    void in_ofBasic_isThePassword_decoded(String name, String password) {
        assertThat(ServiceCredential.in(basic(name + ":" + password))).contains("lkp_x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer lkp_x", "bearer lkp_x", "BEARER   lkp_x ", "\tBearer lkp_x"})
    void in_ofBearer_isWhatStandsBehindIt(String header) {
        assertThat(ServiceCredential.in(Head.with("Authorization", header))).contains("lkp_x");
    }

    /** Each of them is told from a header that is not there, and is no token's value. */
    @ParameterizedTest
    @ValueSource(strings = {"Digest lkp_x", "Basic", "Basic !!!", "Basic bGtwX3g=", "lkp_x"})
    void in_ofAnotherScheme_orOfNone_orOfNoBase64_isNoValue(String header) {
        assertThat(ServiceCredential.in(Head.with("Authorization", header))).contains("?");
    }

    @ParameterizedTest
    @ValueSource(strings = {":lkp_x", "+:lkp_x", "%20:lkp_x", "lkp_x", "client:lkp_x%", "client:%zz", "%:lkp_x"})
    void in_ofBasicWithoutAName_orWithBrokenEncoding_isNoValue(String pair) {
        assertThat(ServiceCredential.in(basic(pair))).contains("?");
    }

    @Test
    void in_whenNothingIsGiven_isEmpty() {
        assertThat(ServiceCredential.in(Head.NONE)).isEmpty();
        assertThat(ServiceCredential.in(Head.with("Authorization", "Bearer "))).isEmpty();
        assertThat(ServiceCredential.in(basic("client:"))).isEmpty();
    }

    @Test
    void in_ofTwoHeaders_isAnInvalidRequest_evenIfTheyAreTheSame() {
        Head two = Head.with("Authorization", "Bearer lkp_x", "Bearer lkp_x");

        assertThatExceptionOfType(OauthException.class)
                .isThrownBy(() -> ServiceCredential.in(two))
                .satisfies(e ->
                        assertThat(ServicePlatform.lines(e.reply())).first().isEqualTo("400"));
    }

    static Head basic(String pair) {
        return Head.with(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
}
