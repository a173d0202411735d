package dev.latchkey.http;

import java.util.List;
import java.util.Optional;

/**
 * Finds the credential of a call in its parameters and headers. White space around one does not count: a file that an editor or
 * {@code echo} wrote ends with a line end, and so does many a CI system's secret. It is space, tab, carriage return, line
 * feed, and the mark U+FEFF with which some programs begin a text in UTF-8. Nothing within a credential is changed. Passwords
 * are no credentials in this sense: white space is theirs.
 */
public final class CredentialText {

    private static final String BEARER = "Bearer";

    private CredentialText() {}

    /** Returns {@code text} without white space around it. */
    public static String strip(String text) {
        return strip(text, 0);
    }

    private static String strip(String text, int from) {
        int start = from;
        int end = text.length();
        while (start < end && isWhiteSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isWhiteSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /**
     * The credential that a call comes with; nothing where there is none but white space. Two count once if they differ in
     * white space alone.
     *
     * @param parameters the values of the parameter {@code session}
     * @param authorizations the values of the header Authorization, of the scheme Bearer (RFC 6750, 2.1)
     * @throws InvalidParameterException if there are two that differ, or a header is of another scheme
     */
    static Optional<String> of(List<String> parameters, List<String> authorizations) {
        String parameter = "";
        for (String text : parameters) {
            parameter = same(parameter, strip(text), "session", "it is given more than once, with different values");
        }
        String header = "";
        for (String text : authorizations) {
            header = same(header, bearer(text), "Authorization", "there are two that differ: give one of them");
        }
        String credential =
                same(parameter, header, "session", "the Authorization header has another one: give one of them");
        return credential.isEmpty() ? Optional.empty() : Optional.of(credential);
    }

    private static String same(String one, String other, String parameter, String whenTheyDiffer) {
        if (one.isEmpty() || other.isEmpty() || one.equals(other)) {
            return one.isEmpty() ? other : one;
        }
        throw new InvalidParameterException(parameter, whenTheyDiffer);
    }

    /** What stands behind the scheme: nothing, where a script's variable was not set. */
    private static String bearer(String authorization) {
        return bearerIn(authorization)
                .orElseThrow(() ->
                        new InvalidParameterException("Authorization", "of the schemes, only Bearer is known here"));
    }

    /**
     * What stands behind the scheme Bearer in a header Authorization (RFC 6750, 2.1), which is matched in any case.
     *
     * @return empty if the header is of another scheme
     */
    public static Optional<String> bearerIn(String authorization) {
        String text = strip(authorization);
        boolean bearer = text.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && (text.length() == BEARER.length() || text.charAt(BEARER.length()) == ' ');
        return bearer ? Optional.of(strip(text, BEARER.length())) : Optional.empty();
    }

    private static boolean isWhiteSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\uFEFF';
    }
}
