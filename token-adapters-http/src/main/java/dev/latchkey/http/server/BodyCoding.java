package dev.latchkey.http.server;

import dev.latchkey.http.Answer;
import dev.latchkey.http.EarlyAnswerException;
import java.util.List;
import java.util.Locale;

/**
 * The codings of a request's body: none is taken. A compressed body would be read as parameters that nobody sent, and could be
 * much larger than its length tells.
 */
final class BodyCoding {

    private static final String CONTENT = "Content-Encoding";

    private BodyCoding() {}

    /**
     * Refuses a body that is encoded, other than by {@code identity}, by 415 (RFC 9110, 15.5.16).
     *
     * @param contentEncodings the lines of the header Content-Encoding
     * @throws EarlyAnswerException if one of them names another coding
     */
    static void check(List<String> contentEncodings) {
        for (String line : contentEncodings) {
            for (String coding : line.split(",", -1)) {
                String name = coding.strip().toLowerCase(Locale.ROOT);
                if (!name.isEmpty() && !name.equals("identity")) {
                    throw new EarlyAnswerException(
                            415, Answer.invalidParameter(CONTENT, "send the body as it is, without this header"));
                }
            }
        }
    }
}
