package dev.latchkey.token;

/**
 * What its owner calls a token.
 *
 * @param text 1 to {@value #MAX_LENGTH} UTF-16 code units, not blank, with neither control characters nor halves of
 *     surrogate pairs
 */
public record TokenDescription(String text) {

    public static final int MAX_LENGTH = 500;

    /** @throws IllegalArgumentException if {@link #parse} would refuse the text */
    public TokenDescription {
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
        if (text.isBlank()) {
            return "say in a few words what the token is for";
        }
        if (text.length() > MAX_LENGTH) {
            return "it has " + text.length() + " characters; " + MAX_LENGTH + " are allowed";
        }
        return text.codePoints().anyMatch(TokenDescription::isForbidden)
                ? "it has a control character or a broken one"
                : "";
    }

    private static boolean isForbidden(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }

    @Override
    public String toString() {
        return text;
    }
}
