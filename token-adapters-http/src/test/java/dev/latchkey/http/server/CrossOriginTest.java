package dev.latchkey.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CrossOriginTest {

    private static final String APP = "https://app.example";
    private static final CrossOrigin CROSS_ORIGIN = CrossOrigin.of(List.of(APP, "http://localhost:3000"));

    @Test
    void headers_ofAnOriginThatMay_nameItAlone_withoutCredentials() {
        assertThat(CROSS_ORIGIN.headers(Optional.of(APP)))
                .containsEntry("Access-Control-Allow-Origin", APP)
                .containsEntry("Vary", "Origin")
                .doesNotContainKey("Access-Control-Allow-Credentials");
        assertThat(CROSS_ORIGIN.headers(Optional.of("http://localhost:3000")))
                .containsEntry("Access-Control-Allow-Origin", "http://localhost:3000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://other.example",
                "http://app.example",
                "https://app.example:8443",
                "https://app.example/",
                "https://sub.app.example",
                "https://app.example.evil.example",
                "https://APP.example",
                "null",
                "*",
                "",
                "https://app.example, https://other.example"
            })
    void headers_ofAnotherOrigin_haveVaryAlone(String origin) {
        assertThat(CROSS_ORIGIN.headers(Optional.of(origin))).isEqualTo(ImmutableMap.of("Vary", "Origin"));
        assertThat(CROSS_ORIGIN.preflightHeaders(Optional.of(origin))).isEqualTo(ImmutableMap.of("Vary", "Origin"));
        assertThat(CROSS_ORIGIN.headers(Optional.empty())).isEqualTo(ImmutableMap.of("Vary", "Origin"));
    }

    @Test
    void preflightHeaders_tellWhatMayBeSent() {
        assertThat(CROSS_ORIGIN.preflightHeaders(Optional.of(APP)))
                .containsEntry("Access-Control-Allow-Origin", APP)
                .containsEntry("Access-Control-Allow-Methods", "GET, POST, HEAD")
                .containsEntry("Access-Control-Allow-Headers", "Authorization, Content-Type, X-Requested-With")
                .containsEntry("Access-Control-Max-Age", "7200")
                .containsEntry("Vary", "Origin")
                .doesNotContainKey("Access-Control-Allow-Credentials");
    }

    @Test
    void isPreflight_byMethodAndBothHeaders() {
        Optional<String> post = Optional.of("POST");

        assertThat(CROSS_ORIGIN.isPreflight("OPTIONS", Optional.of("https://other.example"), post))
                .isTrue();
        assertThat(CROSS_ORIGIN.isPreflight("OPTIONS", Optional.empty(), post)).isFalse();
        assertThat(CROSS_ORIGIN.isPreflight("OPTIONS", Optional.of(APP), Optional.empty()))
                .isFalse();
        assertThat(CROSS_ORIGIN.isPreflight("POST", Optional.of(APP), post)).isFalse();
    }

    @Test
    void none_hasNoHeadersAndNoPreflight() {
        for (CrossOrigin none : List.of(CrossOrigin.NONE, CrossOrigin.of(List.of()))) {
            assertThat(none.headers(Optional.of(APP))).isEmpty();
            assertThat(none.preflightHeaders(Optional.of(APP))).isEmpty();
            assertThat(none.isPreflight("OPTIONS", Optional.of(APP), Optional.of("POST")))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS://App.Example, https://app.example",
        "https://app.example:443, https://app.example",
        "http://app.example:80, http://app.example",
        "http://app.example:443, http://app.example:443",
        "http://[::1]:3000, http://[::1]:3000",
        "capacitor://localhost, capacitor://localhost",
        "' https://app.example ', https://app.example"
    })
    void of_takesAnOriginAsBrowsersWriteIt(String given, String written) {
        assertThat(CrossOrigin.of(List.of(given)).headers(Optional.of(written)))
                .containsEntry("Access-Control-Allow-Origin", written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example/",
                "https://app.example/page",
                "https://app.example?x",
                "https://app.example#x",
                "https://user@app.example",
                "https://app.example:65536",
                "https://app.example:0",
                "https://*.example",
                "https://",
                "app.example",
                "app.example:3000",
                "null",
                "*",
                "",
                "https://a b",
                "file:///x"
            })
    void of_whatIsNoOrigin_namesIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CrossOrigin.of(List.of(APP, text)))
                .withMessageContaining("\"" + text + "\" is no origin");
    }
}
