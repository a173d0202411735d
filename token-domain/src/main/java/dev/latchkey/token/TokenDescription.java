package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What its owner calls a token.
 *
 * @param text 1 to {@value #MAX_LENGTH} UTF-16 code units, with at least one visible character, and without control characters,
 *     halves of surrogate pairs, and characters that reverse the text around them
 */
public record TokenDescription(String text) {

    public static final int MAX_LENGTH = 500;

    /**
     * Space, format characters, what Unicode lists as Default_Ignorable_Code_Point (DerivedCoreProperties.txt; a range to a line,
     * as {@link Pattern} does not know the property), and two characters that are drawn as a blank: an empty Braille cell and a
     * null notehead.
     */
    private static final Pattern INVISIBLE = Pattern.compile("[\\s\\p{Z}\\p{Cc}\\p{Cf}"
            + "\\x{AD}"
            + "\\x{34F}"
            + "\\x{61C}"
            + "\\x{115F}-\\x{1160}"
            + "\\x{17B4}-\\x{17B5}"
            + "\\x{180B}-\\x{180F}"
            + "\\x{200B}-\\x{200F}"
            + "\\x{202A}-\\x{202E}"
            + "\\x{2060}-\\x{206F}"
            + "\\x{3164}"
            + "\\x{FE00}-\\x{FE0F}"
            + "\\x{FEFF}"
            + "\\x{FFA0}"
            + "\\x{FFF0}-\\x{FFF8}"
            + "\\x{1BCA0}-\\x{1BCA3}"
            + "\\x{1D173}-\\x{1D17A}"
            + "\\x{E0000}-\\x{E0FFF}"
            + "\\x{2800}\\x{1D159}]*");

    /** @throws IllegalArgumentException if {@link #parse} would refuse the text */
    public TokenDescription {
        requireNonNull(text, "text");
        String problem = problem(text);
        if (!problem.isEmpty()) {
            throw new IllegalArgumentException("text: " + problem);
        }
    }

    /** The description, white space around it taken away, or {@link RefusalReason#INVALID_VALUE}. */
    public static Outcome<TokenDescription> parse(String text) {
        String stripped = text.strip();
        String problem = problem(stripped);
        return problem.isEmpty()
                ? Outcome.done(new TokenDescription(stripped))
                : Outcome.refused(RefusalReason.INVALID_VALUE, problem);
    }

    private static String problem(String text) {
        if (text.length() > MAX_LENGTH) {
            return "it has " + text.length() + " characters; " + MAX_LENGTH + " are allowed";
        }
        if (INVISIBLE.matcher(text).matches()) {
            return "it has no character that can be seen: say in a few words what the token is for";
        }
        if (text.codePoints().anyMatch(TokenDescription::isForbidden)) {
            return "it has a control character or a broken one";
        }
        OptionalInt reversing =
                text.codePoints().filter(TokenDescription::isReversing).findFirst();
        return reversing.isPresent()
                ? String.format(
                        Locale.ROOT,
                        "it has a character that can reverse the text around it (U+%04X): leave it out",
                        reversing.getAsInt())
                : "";
    }

    private static boolean isForbidden(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }

    /** The embeddings, overrides and isolates of Unicode's bidirectional algorithm (UAX #9, 2), with what ends them. */
    private static boolean isReversing(int codePoint) {
        return (codePoint >= 0x202a && codePoint <= 0x202e) || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }

    @Override
    public String toString() {
        return text;
    }
}
