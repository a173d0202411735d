package dev.latchkey.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostHeaderTest {

    private static final String ONE = "a.example";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "tokens.example.com",
                "Tokens.Example.COM:8443",
                "tokens.example.com.",
                "my_host",
                "xn--bcher-kva.example",
                "b%C3%BCcher.example",
                "127.0.0.1:65535",
                "127.0.0.1:",
                "[::1]",
                "[2001:DB8::1]:8080",
                "[::ffff:192.0.2.7]:",
                "a!$&'()*+,;=~"
            })
    void isHost_takesNamesAndAddresses(String host) {
        assertThat(HostHeader.isHost(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ":80",
                "a b",
                "a, b",
                " a",
                "a\t",
                "a/b",
                "http://a",
                "user@a",
                "a?b",
                "a#b",
                "a\\b",
                "a\"b",
                "<a>",
                "a%",
                "a%4",
                "a%zz",
                "a%４１",
                "bücher.example",
                "a:b",
                "a:80:80",
                "a:-1",
                "a:65536",
                "a:080000",
                "a:８０",
                "::1",
                "[::1",
                "::1]",
                "[]",
                "[",
                "[127.0.0.1]",
                "[::1]8080",
                "[::1]:x",
                "[::1%25eth0]",
                "[::1]]",
                "[v1.x]",
                "a]",
                "a\0"
            })
    void isHost_ofWhatIsNone_isFalse(String text) {
        assertThat(HostHeader.isHost(text)).isFalse();
    }

    @Test
    void isHost_isOfABoundedLength() {
        assertThat(HostHeader.isHost("a".repeat(255) + ":80")).isTrue();
        assertThat(HostHeader.isHost("a".repeat(256))).isFalse();
    }

    @Test
    void isValid_wantsOne() {
        assertThat(HostHeader.isValid(List.of(ONE))).isTrue();
        assertThat(HostHeader.isValid(List.of())).isFalse();
        assertThat(HostHeader.isValid(List.of(ONE, ONE))).isFalse();
        assertThat(HostHeader.isValid(List.of("a b"))).isFalse();
    }

    @Test
    void isValidOrMissing_takesNone() {
        assertThat(HostHeader.isValidOrMissing(List.of())).isTrue();
        assertThat(HostHeader.isValidOrMissing(List.of(ONE))).isTrue();
        assertThat(HostHeader.isValidOrMissing(List.of(ONE, ONE))).isFalse();
        assertThat(HostHeader.isValidOrMissing(List.of(""))).isFalse();
    }

    @Test
    void isValidWithAuthority_wantsOneOfBoth_orTwoThatAreTheSame() {
        assertThat(HostHeader.isValidWithAuthority(ONE, List.of())).isTrue();
        assertThat(HostHeader.isValidWithAuthority(ONE, List.of("A.example"))).isTrue();
        assertThat(HostHeader.isValidWithAuthority("", List.of(ONE))).isTrue();
        assertThat(HostHeader.isValidWithAuthority("", List.of())).isFalse();
        assertThat(HostHeader.isValidWithAuthority("a b", List.of())).isFalse();
        assertThat(HostHeader.isValidWithAuthority(ONE, List.of("b.example"))).isFalse();
        assertThat(HostHeader.isValidWithAuthority(ONE, List.of(ONE, ONE))).isFalse();
    }
}
