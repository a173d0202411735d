package dev.latchkey.http.multipart;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text in UTF-8 in which bytes are written as {@code %C3} (RFC 8187, 3.2.1), and bytes that are UTF-8. */
final class Percents {

    private static final String HEX = "0123456789abcdef0123456789ABCDEF";

    private Percents() {}

    /** @throws BrokenMultipartException if an escape is broken, or it is not UTF-8 */
    static String decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] escaped = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < escaped.length; i++) {
            if (escaped[i] == '%') {
                bytes.write(hex(escaped, i + 1) << 4 | hex(escaped, i + 2));
                i += 2;
            } else {
                bytes.write(escaped[i]);
            }
        }
        return utf8(bytes.toByteArray());
    }

    /** @throws BrokenMultipartException if {@code bytes} are not UTF-8 */
    static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BrokenMultipartException("a part has a header that is not UTF-8");
        }
    }

    private static int hex(byte[] text, int at) {
        int digit = at < text.length ? HEX.indexOf(text[at]) : -1;
        if (digit < 0) {
            throw new BrokenMultipartException("a part has a filename* whose percent-encoding is broken");
        }
        return digit % 16;
    }
}
