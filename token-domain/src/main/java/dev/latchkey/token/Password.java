package dev.latchkey.token;

import java.text.Normalizer;

/**
 * A password as a person gave it: never kept, never printed. Its text is normalised to NFKC (Unicode Standard Annex 15), as the same
 * characters come as other code points from another keyboard.
 */
public final class Password {

    /** Most characters, which are code points, of any password: what is longer is refused before it is normalised or hashed. */
    public static final int MAX_LENGTH = 1_000;

    private final String text;

    private Password(String text) {
        this.text = text;
    }

    /** A password to be checked; {@link RefusalReason#INVALID_VALUE} if it is empty, too long or not Unicode. */
    public static Outcome<Password> parse(String text) {
        if (text.isEmpty() || text.codePointCount(0, text.length()) > MAX_LENGTH) {
            return Outcome.refused(
                    RefusalReason.INVALID_VALUE, "give a password of at most " + MAX_LENGTH + " characters");
        }
        if (text.codePoints().anyMatch(codePoint -> Character.getType(codePoint) == Character.SURROGATE)) {
            return Outcome.refused(RefusalReason.INVALID_VALUE, "the password has a broken character");
        }
        return Outcome.done(new Password(Normalizer.normalize(text, Normalizer.Form.NFKC)));
    }

    /** Its normalised text, to be hashed or looked up among common ones, and for nothing else. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "Password[redacted]";
    }
}
