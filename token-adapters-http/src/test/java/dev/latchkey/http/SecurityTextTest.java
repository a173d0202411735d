package dev.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9116. */
final class SecurityTextTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:34:56.789Z");

    private static String text(String contact, Optional<PublicUrl> url) throws IOException {
        SecurityText resource = SecurityText.of(contact, url, () -> NOW);
        HttpReply reply = resource.answerAtOnce(Resource.Request.of(RequestHead.NONE, SecurityText.PATH))
                .orElseThrow();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().get("Content-Type")).containsExactly("text/plain; charset=utf-8");
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        reply.writeTo(body);
        return body.toString(StandardCharsets.UTF_8);
    }

    @Test
    void itHasTheContact_andHalfAYear() throws Exception {
        assertThat(text("security@example.com", Optional.empty()))
                .isEqualTo("Contact: mailto:security@example.com\nExpires: 2026-06-30T12:34:56Z\n");
    }

    @Test
    void itTellsItsAddress_ifThatIsKnown() throws Exception {
        assertThat(text("security@example.com", Optional.of(PublicUrl.parse("https://tokens.example.com"))))
                .endsWith("\nCanonical: https://tokens.example.com/.well-known/security.txt\n");
    }

    @ParameterizedTest
    @CsvSource({
        "security@example.com, mailto:security@example.com",
        "a.b+c@mail.example.co.uk, mailto:a.b+c@mail.example.co.uk",
        "mailto:security@example.com, mailto:security@example.com",
        "MAILTO:security@example.com?subject=Hole, MAILTO:security@example.com?subject=Hole",
        "https://example.com/security?a=b, https://example.com/security?a=b"
    })
    void aContact_isAnAddressOrAUri(String given, String told) throws Exception {
        assertThat(text(given, Optional.empty())).startsWith("Contact: " + told + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "security",
                "security@example",
                "@example.com",
                "a@b.c d",
                "a@example.com\nPolicy: https://evil.example",
                "https://example.com/\nPolicy: x",
                "http://example.com/security",
                "https:",
                "https:security",
                "https:///security",
                "mailto:",
                "mailto:security",
                "tel:+1-201-555-0123",
                "https://example.com/ü",
                "javascript:alert(1)"
            })
    void anythingElse_isRefused_withWhatToWrite(String contact) {
        assertThatThrownBy(() -> SecurityText.of(contact, Optional.empty(), () -> NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give an e-mail address, or a URI that starts with mailto: or https:");
    }
}
