package dev.latchkey.app.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://tokens.example.com, https://tokens.example.com",
        "HTTPS://tokens.example.com:8443/, https://tokens.example.com:8443",
        "http://127.0.0.1:8080, http://127.0.0.1:8080",
        "http://127.9.9.9, http://127.9.9.9",
        "http://[::1]:8080, http://[::1]:8080",
        "http://localhost:8080, http://localhost:8080"
    })
    void parse_whereNobodyReadsAlong_gives(String text, String address) {
        assertThat(ServerAddress.parse(text)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://tokens.example.com",
                "http://10.0.0.1:8080",
                "http://0.0.0.0:8080",
                "http://localhost.example.com",
                "http://127.0.0.1.example.com",
                "http://[2001:db8::1]"
            })
    void parse_whereAPasswordWouldGoUnencrypted_isRefused(String text) {
        assertThatExceptionOfType(AdministrationException.class)
                .isThrownBy(() -> ServerAddress.parse(text))
                .withMessageContaining("would send passwords unencrypted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tokens.example.com",
                "ftp://tokens.example.com",
                "https:///x",
                "https://ann:hidden-secret@tokens.example.com",
                "https://tokens.example.com/?password=hidden-secret",
                "https://tokens.example.com/#hidden-secret",
                "https://tokens.example.com/1.0",
                "https://tokens example.com"
            })
    void parse_ofAnythingElse_isRefused_withoutShowingIt(String text) {
        assertThatExceptionOfType(AdministrationException.class)
                .isThrownBy(() -> ServerAddress.parse(text))
                .withMessageStartingWith("--server: give scheme, host and port")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hidden-secret"));
    }

    @Test
    void of_givesTheAddressOfAMethod() {
        assertThat(ServerAddress.parse("http://[::1]:1").of("users.authentication.Signin"))
                .hasToString("http://[::1]:1/1.0/users/authentication/rest/Signin");
    }
}
