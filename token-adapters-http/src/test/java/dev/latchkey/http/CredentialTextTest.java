package dev.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CredentialTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"x", "x\n", "x\r\n", " x", "\tx ", "\uFEFFx", "\n \uFEFF\tx\r\n\r\n"})
    void strip_takesWhiteSpaceAway(String text) {
        assertThat(CredentialText.strip(text)).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\nb", "\0x", "\u200Bx", "x\u00A0", "\"x\""})
    void strip_leavesAllElse(String text) {
        assertThat(CredentialText.strip(text)).isEqualTo(text);
    }

    @Test
    void of_findsItInParameterOrHeader_whateverWhiteSpaceIsRoundIt() {
        assertThat(CredentialText.of(List.of(), List.of())).isEmpty();
        assertThat(CredentialText.of(List.of("x\n"), List.of())).contains("x");
        assertThat(CredentialText.of(List.of("x", "x\n", " x"), List.of())).contains("x");
        assertThat(CredentialText.of(List.of(), List.of("Bearer x"))).contains("x");
        assertThat(CredentialText.of(List.of(), List.of("bearer   x ", "BEARER x\t")))
                .contains("x");
        assertThat(CredentialText.of(List.of("x\r\n"), List.of("Bearer x"))).contains("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", " ", "\r\n\uFEFF"})
    void of_whiteSpaceAlone_isNone(String space) {
        assertThat(CredentialText.of(List.of(space), List.of())).isEmpty();
        assertThat(CredentialText.of(List.of(space), List.of("Bearer" + space))).isEmpty();
        assertThat(CredentialText.of(List.of(space), List.of("Bearer x"))).contains("x");
        assertThat(CredentialText.of(List.of(), List.of("Bearer"))).isEmpty();
    }

    @Test
    void of_twoThatDiffer_isRefused_withoutTellingThem() {
        refuses(List.of("abc", "xyz"), List.of(), "session");
        refuses(List.of("abc"), List.of("Bearer xyz"), "session");
        refuses(List.of(), List.of("Bearer abc", "Bearer xyz"), "Authorization");
        refuses(List.of(), List.of("Bearer abc", "Bearer abc", "Bearer ABC"), "Authorization");
        refuses(List.of("abc"), List.of("Bearer abc", "Bearer xyz"), "Authorization");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "abc", "Bearerabc", "", "Bear", "Bearer2 abc"})
    void of_anotherScheme_isRefused(String authorization) {
        refuses(List.of(), List.of(authorization), "Authorization");
        refuses(List.of(), List.of("Bearer abc", authorization), "Authorization");
    }

    private static void refuses(List<String> parameters, List<String> authorizations, String named) {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> CredentialText.of(parameters, authorizations))
                .withMessageContaining(named)
                .withMessageNotContainingAny("abc", "xyz", "YTpi");
    }
}
