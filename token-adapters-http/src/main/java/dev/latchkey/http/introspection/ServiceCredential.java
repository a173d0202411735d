package dev.latchkey.http.introspection;

import com.google.common.base.CharMatcher;
import dev.latchkey.http.CredentialText;
import dev.latchkey.http.RequestHead;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What a service authenticates with: the value of its token, as {@code Bearer} (RFC 6750, 2.1) or as the password of {@code Basic} (RFC 7617). Both
 * halves of the latter are percent-encoded, as OAuth has it (RFC 6749, 2.3.1). The name in front of the password may be any but an empty
 * one: the password alone says who it is.
 */
final class ServiceCredential {

    private static final String BASIC = "Basic ";

    /** What a header comes to that has no token's value where one belongs. */
    private static final String NO_VALUE = "?";

    private ServiceCredential() {}

    /**
     * The text that a request brings as a token's value; empty if it brings none, and a text that is no token's if the header is of another scheme
     * or broken.
     *
     * @throws OauthException if it has two headers
     */
    static Optional<String> in(RequestHead head) {
        List<String> headers = head.headers("Authorization");
        if (headers.size() > 1) {
            throw OauthException.invalidRequest("there are several Authorization headers: send one");
        }
        return headers.stream().findFirst().map(ServiceCredential::of).filter(text -> !text.isEmpty());
    }

    private static String of(String header) {
        return CredentialText.bearerIn(header).orElseGet(() -> password(CredentialText.strip(header)));
    }

    private static String password(String header) {
        if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return NO_VALUE;
        }
        try {
            String pair = new String(
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 1 || decoded(pair.substring(0, colon)).isBlank()
                    ? NO_VALUE
                    : CredentialText.strip(decoded(pair.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return NO_VALUE; // neither Base64 nor percent-encoding
        }
    }

    private static String decoded(String text) {
        return CharMatcher.anyOf("%+").matchesNoneOf(text) ? text : URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
