package dev.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PublicUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://tokens.example.com, https://tokens.example.com",
        "https://tokens.example.com/, https://tokens.example.com",
        "HTTPS://Tokens.Example.COM, https://tokens.example.com",
        "https://tokens.example.com:443, https://tokens.example.com",
        "https://tokens.example.com:80, https://tokens.example.com:80",
        "http://tokens.example.com:80, http://tokens.example.com",
        "http://192.0.2.7:8080, http://192.0.2.7:8080",
        "http://[2001:DB8::1]:8080, http://[2001:db8::1]:8080",
    })
    void origin_isAsBrowsersCallIt(String url, String origin) {
        assertThat(PublicUrl.parse(url).origin()).isEqualTo(origin);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                | begin it with http:// or https://",
                "tokens.example.com                | begin it with http:// or https://",
                "//tokens.example.com              | begin it with http:// or https://",
                "ftp://tokens.example.com          | begin it with http:// or https://",
                "https:tokens.example.com          | give a host",
                "https:///                         | give a host",
                "https://:443                      | give a host",
                "https://tokens.example.com:0      | give a host, and perhaps a port",
                "https://tokens.example.com:65536  | give a host, and perhaps a port",
                "https://tokens.example.com:https  | give a host, and perhaps a port",
                "https://ann@tokens.example.com    | leave the user out",
                "https://tokens.example.com/portal | leave out what comes behind host and port",
                "https://tokens.example.com//      | leave out what comes behind host and port",
                "https://tokens.example.com?a=b    | leave out what comes behind host and port",
                "https://tokens.example.com/?      | leave out what comes behind host and port",
                "https://tokens.example.com#top    | leave out what comes behind host and port",
                "https://tokens example.com        | give one like https://tokens.example.com",
                "https://                          | give one like https://tokens.example.com",
            })
    void parse_ofWhatIsNone_saysWhy(String url, String why) {
        assertThatThrownBy(() -> PublicUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why)
                .hasMessageEndingWith(": " + url);
    }

    @ParameterizedTest
    @CsvSource({
        "https://tokens.example.com, tokens.example.com, -1, true",
        "https://tokens.example.com, TOKENS.example.com, 443, true",
        "https://tokens.example.com, tokens.example.com, 80, false",
        "https://tokens.example.com, example.com, -1, false",
        "http://127.0.0.1:8080, 127.0.0.1, 8080, true",
        "http://127.0.0.1:8080, 127.0.0.1, -1, false",
        "http://127.0.0.1, 127.0.0.1, 80, true",
    })
    void isAt_looksAtHostAndPort(String url, String host, int port, boolean expected) {
        assertThat(PublicUrl.parse(url).isAt(host, port)).isEqualTo(expected);
    }
}
