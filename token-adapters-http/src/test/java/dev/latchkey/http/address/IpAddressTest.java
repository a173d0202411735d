package dev.latchkey.http.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IpAddressTest {

    /** RFC 5952, 4 and 5. */
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:0db8::0001, 2001:db8::1",
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8::0:1, 2001:db8::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:DB8::A, 2001:db8::a",
        "0:0:0:0:0:0:0:1, ::1",
        "0:0:0:0:0:0:0:0, ::",
        "fe80:0:0:0:1:2:3:4%eth0, fe80::1:2:3:4",
        "fe80::1%25, fe80::1",
        "::ffff:192.0.2.7, 192.0.2.7",
        "0:0:0:0:0:FFFF:c000:207, 192.0.2.7"
    })
    void toString_isOneText_howeverItWasWritten(String written, String shown) {
        assertThat(IpAddress.parse(written).orElseThrow()).hasToString(shown);
        assertThat(IpAddress.parse(written)).isEqualTo(IpAddress.parse(shown));
        assertThat(IpAddress.shown(written)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "example.com",
                "192.0.2",
                "192.0.2.256",
                "010.0.0.1",
                "192.0.2.7:80",
                "192.0.2.7%eth0",
                "１９２.0.2.7",
                "::１",
                "[::1]",
                "::1]",
                "2001:db8::1::1",
                "1:2:3:4:5:6:7",
                "12345::",
                " ::1",
                "%",
                "%eth0",
                ":",
                "unknown"
            })
    void parse_ofWhatIsNoAddress_isNothing(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
        assertThat(IpAddress.shown(text)).isEqualTo(text);
    }

    @Test
    void parse_looksAtABoundedLength() {
        assertThat(IpAddress.parse("0000:0000:0000:0000:0000:ffff:192.168.100.200"))
                .isPresent();
        assertThat(IpAddress.parse("0".repeat(60_000) + "::1")).isEmpty();
    }
}
