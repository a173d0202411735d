package dev.latchkey.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Decodes a query string or a body of {@code application/x-www-form-urlencoded} (URL Standard, 5.1), strictly: broken
 * percent-encoding and bytes that are no UTF-8 are errors.
 */
public final class FormDecoder {

    private static final int MAX_PAIRS = 1_000;

    private FormDecoder() {}

    /**
     * The pairs of names and values in {@code text}.
     *
     * @param where what is decoded, for the error
     * @throws InvalidParameterException if it is broken or has more than {@value #MAX_PAIRS} pairs
     */
    public static List<Map.Entry<String, String>> decode(String text, String where) {
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        boolean plain = text.indexOf('%') < 0 && text.indexOf('+') < 0;
        int start = 0;
        while (start < text.length()) {
            int ampersand = text.indexOf('&', start);
            int end = ampersand < 0 ? text.length() : ampersand;
            if (end > start) {
                pairs.add(pair(text, start, end, plain, where));
            }
            if (pairs.size() > MAX_PAIRS) {
                throw new InvalidParameterException(where, "it has more than " + MAX_PAIRS + " parameters");
            }
            start = end + 1;
        }
        return pairs;
    }

    private static Map.Entry<String, String> pair(String text, int start, int end, boolean plain, String where) {
        int equals = text.indexOf('=', start);
        int nameEnd = equals < 0 || equals > end ? end : equals;
        int valueStart = Math.min(nameEnd + 1, end);
        return plain
                ? Map.entry(text.substring(start, nameEnd), text.substring(valueStart, end))
                : Map.entry(unescape(text, start, nameEnd, where), unescape(text, valueStart, end, where));
    }

    private static String unescape(String text, int start, int end, String where) {
        ByteBuffer bytes = ByteBuffer.allocate((end - start) * 3);
        int i = start;
        while (i < end) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.put(hexByte(text, i, end, where));
                i += 3;
            } else {
                int codePoint = c == '+' ? ' ' : text.codePointAt(i);
                bytes.put(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(codePoint);
            }
        }
        return utf8(bytes.flip(), where);
    }

    private static byte hexByte(String text, int percent, int end, String where) {
        int high = percent + 2 < end ? hexDigit(text.charAt(percent + 1)) : -1;
        int low = percent + 2 < end ? hexDigit(text.charAt(percent + 2)) : -1;
        if (high < 0 || low < 0) {
            throw new InvalidParameterException(where, "its percent-encoding is broken: write % as %25");
        }
        return (byte) (high << 4 | low);
    }

    /** In ASCII alone (RFC 3986, 2.1): {@link Character#digit} takes the digits of other scripts too, and full-width letters. */
    private static int hexDigit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static String utf8(ByteBuffer bytes, String where) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidParameterException(where, "it is not UTF-8");
        }
    }
}
