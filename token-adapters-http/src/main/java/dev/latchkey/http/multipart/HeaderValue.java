package dev.latchkey.http.multipart;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The value of a header that has parameters: {@code form-data; name="file"; filename="app.war"} (RFC 9110, 5.6.6). A parameter
 * without quotes goes on to the next semicolon, whatever stands in it, since clients forget quotes where they are needed. In
 * quotes a backslash escapes a quote or a backslash alone: browsers send the path {@code C:\dir\app.war} as it is.
 *
 * @param value what stands before the parameters, in lower case
 * @param parameters by their names in lower case
 */
record HeaderValue(String value, Map<String, String> parameters) {

    /** @throws BrokenMultipartException if {@code text} is not of that form, or has a parameter twice */
    static HeaderValue parse(String text) {
        return new Reader(text).read();
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    private static final class Reader {

        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        HeaderValue read() {
            String value = upTo(';').strip().toLowerCase(Locale.ROOT);
            Map<String, String> parameters = new HashMap<>();
            while (at < text.length()) {
                at++; // the semicolon
                readParameter(parameters);
            }
            return new HeaderValue(value, parameters);
        }

        private void readParameter(Map<String, String> parameters) {
            skipSpace();
            if (at == text.length() || text.charAt(at) == ';') {
                return; // nothing between two semicolons, or after the last
            }
            String name = upTo('=').strip().toLowerCase(Locale.ROOT);
            if (at == text.length() || name.isEmpty()) {
                throw broken();
            }
            at++; // the equals sign
            skipSpace();
            boolean quoted = at < text.length() && text.charAt(at) == '"';
            String value = quoted ? quoted() : upTo(';').strip();
            if (parameters.put(name, value) != null) {
                throw broken();
            }
        }

        private String quoted() {
            StringBuilder value = new StringBuilder();
            for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
                boolean escape = text.charAt(at) == '\\'
                        && at + 1 < text.length()
                        && (text.charAt(at + 1) == '"' || text.charAt(at + 1) == '\\');
                value.append(text.charAt(escape ? ++at : at));
            }
            boolean closed = at < text.length();
            at++; // the quote
            if (!closed || !upTo(';').isBlank()) {
                throw broken();
            }
            return value.toString();
        }

        private void skipSpace() {
            while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
                at++;
            }
        }

        /** What stands before the next {@code end}, or all the rest. */
        private String upTo(char end) {
            int found = text.indexOf(end, at);
            String before = text.substring(Math.min(at, text.length()), found < 0 ? text.length() : found);
            at = found < 0 ? text.length() : found;
            return before;
        }

        private static BrokenMultipartException broken() {
            return new BrokenMultipartException("a header's parameters are not of the form name=\"value\", each once");
        }
    }
}
