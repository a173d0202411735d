package dev.latchkey.http.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CidrTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0, 10.255.255.255, 9.255.255.255, 11.0.0.0",
        "192.0.2.4/30, 192.0.2.4, 192.0.2.7, 192.0.2.3, 192.0.2.8",
        "192.0.2.7/32, 192.0.2.7, 192.0.2.7, 192.0.2.6, 192.0.2.8",
        "192.0.2.7, 192.0.2.7, 192.0.2.7, 192.0.2.6, ::c000:207",
        "0.0.0.0/0, 0.0.0.0, 255.255.255.255, ::, ::1",
        "2001:db8::/32, 2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, 2001:db7:ffff::, 2001:db9::",
        "2001:db8:0:0:8000::/65, 2001:db8::8000:0:0:0, 2001:db8::ffff:0:0:1, 2001:db8::7fff:0:0:1, 2001:db8:0:1::",
        "::1, ::1, ::1, ::, 0.0.0.1",
        "::/0, ::, ffff::, 0.0.0.0, 192.0.2.7",
        "::ffff:10.0.0.0/104, 10.0.0.0, ::ffff:10.1.2.3, 9.0.0.0, 11.0.0.0"
    })
    void contains_fromItsFirstToItsLast(String block, String first, String last, String before, String behind) {
        Cidr cidr = Cidr.parse(block);

        assertThat(cidr.contains(address(first))).isTrue();
        assertThat(cidr.contains(address(last))).isTrue();
        assertThat(cidr.contains(address(before))).isFalse();
        assertThat(cidr.contains(address(behind))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0.0/８",
                "10.0.0.0/8/8",
                "10.0.0.0/255.0.0.0",
                "10.0.0/8",
                "2001:db8::/129",
                "2001:db8::/1000",
                "::ffff:10.0.0.0/95",
                "fe80::%eth0/64",
                "localhost",
                "[::1]"
            })
    void parse_ofWhatIsNoBlock_namesIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cidr.parse(text))
                .withMessageContaining("\"" + text + "\"");
    }

    @ParameterizedTest
    @CsvSource({"10.1.2.3/8, 10.0.0.0/8", "2001:db8::1/64, 2001:db8::/64", "192.0.2.7/31, 192.0.2.6/31"})
    void parse_ofAnAddressWithBitsBehindThePrefix_saysWhatToWrite(String text, String meant) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cidr.parse(text))
                .withMessageContaining(text)
                .withMessageEndingWith("write " + meant);
    }

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }
}
