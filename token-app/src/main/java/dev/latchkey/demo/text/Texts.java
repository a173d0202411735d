package dev.latchkey.demo.text;

import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import java.util.function.IntPredicate;

/** The forms of text that rows can hold. Lengths are in UTF-16 code units. */
public final class Texts {

    private static final int MAX_QUOTED = 100;
    private static final int REPLACEMENT = 0xfffd;
    private static final IntPredicate BROKEN = c -> c == 0 || Character.getType(c) == Character.SURROGATE;

    private Texts() {}

    /** A text of one line, stripped: not empty, no control characters, no halves of surrogate pairs. */
    public static Outcome<String> line(String text, int maxLength) {
        return checked(text.strip(), maxLength, BROKEN.or(Character::isISOControl));
    }

    /** Any text without NUL and halves of surrogate pairs; it may be empty. */
    public static Outcome<String> any(String text, int maxLength) {
        return text.isEmpty() ? Outcome.done(text) : checked(text, maxLength, BROKEN);
    }

    private static Outcome<String> checked(String text, int maxLength, IntPredicate forbidden) {
        if (text.isEmpty()) {
            return Outcome.refused(RefusalReason.INVALID_VALUE, "it is empty");
        }
        if (text.length() > maxLength) {
            return Outcome.refused(
                    RefusalReason.INVALID_VALUE,
                    "it has " + text.length() + " characters; " + maxLength + " are allowed");
        }
        return text.codePoints().anyMatch(forbidden)
                ? Outcome.refused(RefusalReason.INVALID_VALUE, "it has a control character or a broken one")
                : Outcome.done(text);
    }

    /** At most {@code maxLength} UTF-16 code units of a text, without half a surrogate pair at the end. */
    public static String cut(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(maxLength - 1)) ? maxLength - 1 : maxLength);
    }

    /** The beginning of somebody's text, for an error: with U+FFFD for what can't be shown. */
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        text.codePoints()
                .limit(MAX_QUOTED)
                .map(c -> BROKEN.test(c) || Character.isISOControl(c) ? REPLACEMENT : c)
                .forEach(quoted::appendCodePoint);
        return text.codePointCount(0, text.length()) > MAX_QUOTED
                ? quoted.append('…').toString()
                : quoted.toString();
    }
}
