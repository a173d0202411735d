package dev.latchkey.http.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrustedProxiesTest {

    private static final String PROXY = "10.0.0.1";
    private static final TrustedProxies TRUSTED = TrustedProxies.in(List.of("10.0.0.0/8", "2001:db8:a::/48"));

    @Test
    void client_withoutTrustedProxies_isWhoConnected_whateverTheHeadersSay() {
        for (TrustedProxies none : List.of(TrustedProxies.NONE, TrustedProxies.in(List.of()))) {
            assertThat(none.client(PROXY, List.of("203.0.113.9"), List.of("for=203.0.113.9")))
                    .isEqualTo(PROXY);
            assertThat(none.client("0:0:0:0:0:0:0:1", List.of(), List.of())).isEqualTo("::1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.5", "2001:db8:b::1", "::ffff:203.0.113.5", ""})
    void client_whenWhoConnectedIsNotTrusted_isThatOne(String connected) {
        assertThat(TRUSTED.client(connected, List.of("203.0.113.9"), List.of("for=203.0.113.9")))
                .isEqualTo(IpAddress.shown(connected));
    }

    /** What the client invented stands left of what its proxy saw. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9 | 203.0.113.9",
                "1.2.3.4, 203.0.113.9 | 203.0.113.9",
                "10.0.0.99, 203.0.113.9 | 203.0.113.9",
                "203.0.113.9, 10.0.0.2 | 203.0.113.9",
                "1.2.3.4,203.0.113.9,10.0.0.2 ,\t10.0.0.3 | 203.0.113.9",
                "garbage, 203.0.113.9 | 203.0.113.9",
                ", ,203.0.113.9, , | 203.0.113.9",
                "203.0.113.9:4711 | 203.0.113.9",
                "[2001:db8:b::1]:4711 | 2001:db8:b::1",
                "[2001:db8:b::1] | 2001:db8:b::1",
                "2001:DB8:B:0::1 | 2001:db8:b::1",
                "203.0.113.9, 2001:db8:a::7 | 203.0.113.9",
                "::ffff:203.0.113.9, ::ffff:10.0.0.2 | 203.0.113.9"
            })
    void client_isTheRightmostOfXForwardedForThatIsNoTrustedProxy(String header, String client) {
        assertThat(TRUSTED.client(PROXY, List.of(header), List.of())).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=203.0.113.9 | 203.0.113.9",
                "For=\"203.0.113.9:4711\" | 203.0.113.9",
                "FOR=\"[2001:db8:b::1]:4711\" | 2001:db8:b::1",
                "for=\"[2001:db8:b::1]\" | 2001:db8:b::1",
                "for=\"[2001:db8:b::1]:_port\" | 2001:db8:b::1",
                "for=[2001:db8:b::1]:4711 | 2001:db8:b::1",
                "for=\"203.0.\\113.9\" | 203.0.113.9",
                "proto=https;for=203.0.113.9;by=10.0.0.1;host=\"a, b;for=1.2.3.4\" | 203.0.113.9",
                "for=1.2.3.4, for=203.0.113.9 | 203.0.113.9",
                "for=203.0.113.9;proto=http , for=10.0.0.2 | 203.0.113.9",
                "for=_hidden, for=203.0.113.9, for=10.0.0.2 | 203.0.113.9",
                "for=203.0.113.9,, | 203.0.113.9",
                "for=203.0.113.9 ; proto=http | 203.0.113.9"
            })
    void client_isTheRightmostOfForwardedThatIsNoTrustedProxy(String header, String client) {
        assertThat(TRUSTED.client(PROXY, List.of(), List.of(header))).isEqualTo(client);
    }

    /** The last one whose word counts is then what is known. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "unknown",
                "203.0.113.9 10.0.0.2",
                "203.0.113.9:x",
                "203.0.113.9:",
                "203.0.113.9:123456",
                "2001:db8::1]",
                "[203.0.113.9]",
                "[::1",
                "１.2.3.4",
                "localhost",
                "\"203.0.113.9\"",
                "for=203.0.113.9"
            })
    void client_whereXForwardedForIsNoAddress_isTheLastTrustedProxy(String garbage) {
        assertThat(TRUSTED.client(PROXY, List.of(garbage), List.of())).isEqualTo(PROXY);
        assertThat(TRUSTED.client(PROXY, List.of("203.0.113.9, " + garbage + ", 10.0.0.2"), List.of()))
                .isEqualTo("10.0.0.2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for=unknown",
                "for=_hidden",
                "proto=https",
                "for=",
                "for",
                "for=\"203.0.113.9",
                "for=203.0.113.9;for=203.0.113.9",
                "for=\"203.0.113.9\"x",
                "for = 203.0.113.9",
                "=203.0.113.9",
                "for=203.0.113.9;",
                "for=\"\\",
                "203.0.113.9"
            })
    void client_whereForwardedDoesNotSay_isTheLastTrustedProxy(String garbage) {
        assertThat(TRUSTED.client(PROXY, List.of(), List.of(garbage))).isEqualTo(PROXY);
        assertThat(TRUSTED.client(PROXY, List.of(), List.of("for=203.0.113.9", garbage, "for=10.0.0.2")))
                .isEqualTo("10.0.0.2");
    }

    /** A client opens a quotation mark, so that what its proxy adds is within it: nothing of that line is believed. */
    @ParameterizedTest
    @ValueSource(strings = {"for=1.2.3.4;x=\"", "for=\"", "for=1.2.3.4, for=\"\\"})
    void client_cannotHideInAQuotationMark(String opened) {
        for (String seen : new String[] {"for=203.0.113.9", "for=\"[2001:db8:b::1]\"", "for=203.0.113.9;by=\"x\""}) {
            assertThat(TRUSTED.client(PROXY, List.of(), List.of(opened + ", " + seen)))
                    .isEqualTo(PROXY);
            assertThat(TRUSTED.client(PROXY, List.of(), List.of(opened, seen))).isIn("203.0.113.9", "2001:db8:b::1");
        }
    }

    @Test
    void client_whenAllAreTrusted_isTheFirst() {
        assertThat(TRUSTED.client(PROXY, List.of("10.0.0.3, 10.0.0.2"), List.of()))
                .isEqualTo("10.0.0.3");
    }

    @Test
    void client_takesSeveralLinesInTheirOrder() {
        assertThat(TRUSTED.client(PROXY, List.of("1.2.3.4", "203.0.113.9", "10.0.0.3,10.0.0.2"), List.of()))
                .isEqualTo("203.0.113.9");
        assertThat(TRUSTED.client(PROXY, List.of(), List.of("for=1.2.3.4", "for=203.0.113.9", "for=10.0.0.2")))
                .isEqualTo("203.0.113.9");
    }

    @Test
    void client_whenBothHeadersAgree_isThat_andElseWhoConnected() {
        assertThat(TRUSTED.client(PROXY, List.of("1.2.3.4, 203.0.113.9"), List.of("for=203.0.113.9")))
                .isEqualTo("203.0.113.9");
        assertThat(TRUSTED.client(PROXY, List.of("203.0.113.9"), List.of("for=198.51.100.1")))
                .isEqualTo(PROXY);
        assertThat(TRUSTED.client(PROXY, List.of("203.0.113.9, 10.0.0.2"), List.of("for=unknown")))
                .isEqualTo(PROXY);
        assertThat(TRUSTED.client(PROXY, List.of("203.0.113.9"), List.of(" "))).isEqualTo("203.0.113.9");
        assertThat(TRUSTED.client(PROXY, List.of(""), List.of("for=203.0.113.9")))
                .isEqualTo("203.0.113.9");
    }

    @Test
    void client_looksAtABoundedNumberOfAddresses_andBoundedLines() {
        String proxies = "10.0.0.2,".repeat(63);
        assertThat(TRUSTED.client(PROXY, List.of("203.0.113.9", proxies.substring(0, proxies.length() - 1)), List.of()))
                .isEqualTo("203.0.113.9");
        assertThat(TRUSTED.client(PROXY, List.of("203.0.113.9", proxies + "10.0.0.3"), List.of()))
                .isEqualTo("10.0.0.2");
        assertThat(TRUSTED.client(PROXY, List.of("203.0.113.9" + ",".repeat(60_000)), List.of()))
                .isEqualTo(PROXY);
        String line = "for=203.0.113.9;x=";
        assertThat(TRUSTED.client(
                        PROXY, List.of(), List.of(line + "x".repeat(ForwardedHeader.MAX_LENGTH - line.length()))))
                .isEqualTo("203.0.113.9");
        assertThat(TRUSTED.client(
                        PROXY, List.of(), List.of(line + "x".repeat(ForwardedHeader.MAX_LENGTH - line.length() + 1))))
                .isEqualTo(PROXY);
    }

    /** Whatever a client sends, its proxy's own word, behind it on a line of its own, is what counts. */
    @Test
    void client_ofRandomInventions_isWhatTheProxySaw() {
        Random random = new Random(42);
        String alphabet = "for=\",;: []\\123.ab_%\t１";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder invented = new StringBuilder();
            for (int length = random.nextInt(30); length > 0; length--) {
                invented.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(TRUSTED.client(PROXY, List.of(invented + ", 203.0.113.9"), List.of()))
                    .isEqualTo("203.0.113.9");
            assertThat(TRUSTED.client(PROXY, List.of(), List.of(invented.toString(), "for=203.0.113.9")))
                    .isEqualTo("203.0.113.9");
            assertThat(TRUSTED.client(PROXY, List.of(), List.of(invented + ", for=203.0.113.9")))
                    .as(invented.toString())
                    .isIn("203.0.113.9", PROXY);
        }
    }

    @Test
    void in_whatIsNoBlock_namesIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedProxies.in(List.of("10.0.0.0/8", "proxy.example")))
                .withMessageContaining("\"proxy.example\"");
    }
}
