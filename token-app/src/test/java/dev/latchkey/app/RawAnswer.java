package dev.latchkey.app;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An answer of HTTP/1.1 (RFC 9112), as it came.
 *
 * @param head the header lines, in lower case
 */
record RawAnswer(int status, String head, String body) {

    private static final String LENGTH = "\r\ncontent-length: ";

    /** The whole answers at the start of a text, but for those of 1xx; what comes after them is left. */
    static List<RawAnswer> parse(String text) {
        List<RawAnswer> answers = new ArrayList<>();
        int start = 0;
        while (true) {
            int headEnd = text.indexOf("\r\n\r\n", start);
            if (headEnd < 0) {
                return answers;
            }
            String head = text.substring(start, headEnd).toLowerCase(Locale.ROOT);
            int bodyEnd = headEnd + 4 + length(head);
            if (bodyEnd > text.length()) {
                return answers;
            }
            int status = Integer.parseInt(head.substring(9, 12));
            if (status >= 200) {
                answers.add(new RawAnswer(status, head, text.substring(headEnd + 4, bodyEnd)));
            }
            start = bodyEnd;
        }
    }

    /** What the protocol's {@code result} says; -1 where the body is none of the protocol's. */
    int result() {
        return body.startsWith("{\"result\":") ? new JsonObject(body).getInteger("result") : -1;
    }

    private static int length(String head) {
        int start = head.indexOf(LENGTH);
        if (start < 0) {
            return 0;
        }
        int end = head.indexOf('\r', start + LENGTH.length());
        return Integer.parseInt(head.substring(start + LENGTH.length(), end < 0 ? head.length() : end)
                .strip());
    }
}
