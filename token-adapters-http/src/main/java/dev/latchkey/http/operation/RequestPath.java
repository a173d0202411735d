package dev.latchkey.http.operation;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The path of a request as it came over the wire (RFC 3986, 3.3), read as all servers read it. What servers read in different ways is not
 * taken: empty segments but the last; {@code .} and {@code ..}; a semicolon, behind which some see parameters; a backslash; what decodes to
 * a slash, a backslash, a question mark, a semicolon, a control character or to something that is percent-encoded still; spaces around a segment; and what is no
 * UTF-8. A path is decoded once.
 */
final class RequestPath {

    private static final int LONGEST = 8 * 1024;

    private RequestPath() {}

    /**
     * The segments of a path, decoded; the last one is empty if a slash ends it. Empty if servers may read it in different ways.
     *
     * @param path without the query
     */
    static Optional<List<String>> segments(String path) {
        if (path.isEmpty() || path.charAt(0) != '/' || path.length() > LONGEST) {
            return Optional.empty();
        }
        List<String> segments = new ArrayList<>();
        int start = 1;
        boolean encoded = false;
        for (int i = 1; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '/') {
                if (i == start || !add(segments, path.substring(start, i), encoded)) {
                    return Optional.empty();
                }
                start = i + 1;
                encoded = false;
            } else if (c == '%') {
                encoded = true;
            } else if (!isPlain(c)) {
                return Optional.empty();
            }
        }
        return add(segments, path.substring(start), encoded) ? Optional.of(segments) : Optional.empty();
    }

    private static boolean add(List<String> segments, String raw, boolean encoded) {
        String segment = raw;
        if (encoded) {
            Optional<String> decoded = decoded(raw);
            if (decoded.isEmpty()) {
                return false;
            }
            segment = decoded.get();
        }
        return !isDots(segment) && segments.add(segment);
    }

    private static boolean isDots(String segment) {
        return segment.equals(".") || segment.equals("..");
    }

    /** Visible ASCII without what some servers take for something else. */
    private static boolean isPlain(char c) {
        return c > ' ' && c < 0x7f && c != ';' && c != '\\' && c != '?' && c != '#';
    }

    private static Optional<String> decoded(String segment) {
        byte[] bytes = new byte[segment.length()];
        int length = 0;
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c == '%') {
                int value = hexadecimal(segment, i + 1);
                if (value < 0) {
                    return Optional.empty();
                }
                bytes[length++] = (byte) value;
                i += 2;
            } else {
                bytes[length++] = (byte) c;
            }
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
            return isUnambiguous(text) ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static int hexadecimal(String text, int at) {
        if (at + 2 > text.length()) {
            return -1;
        }
        int high = hexadecimal(text.charAt(at));
        int low = hexadecimal(text.charAt(at + 1));
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    /** The value of a digit of ASCII; -1 if it is none. */
    private static int hexadecimal(char digit) {
        return digit < 0x80 ? Character.digit(digit, 16) : -1;
    }

    /** Whether a decoded segment is one, also to a server that decodes twice or takes characters that look alike for each other. */
    private static boolean isUnambiguous(String text) {
        String folded = text.chars().allMatch(c -> c < 0x80) ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            boolean means = c == '/' || c == '\\' || c == ';' || c == '?' || Character.isISOControl(c);
            if (means || (c == '%' && hexadecimal(folded, i + 1) >= 0)) {
                return false;
            }
        }
        return !isDots(folded) && folded.equals(folded.strip());
    }
}
