package dev.latchkey.token;

/** A password as a person gave it: never kept, never printed. */
public final class Password {

    /** Fewest characters of a new password. */
    public static final int MIN_LENGTH = 8;

    /** Most UTF-16 code units of any password: what is longer is refused before it is hashed. */
    public static final int MAX_LENGTH = 1_000;

    private final String text;

    private Password(String text) {
        this.text = text;
    }

    /** A password to be checked; {@link RefusalReason#INVALID_VALUE} where it is empty, too long or no Unicode. */
    public static Outcome<Password> parse(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return Outcome.refused(
                    RefusalReason.INVALID_VALUE, "give a password of at most " + MAX_LENGTH + " characters");
        }
        if (text.codePoints().anyMatch(codePoint -> Character.getType(codePoint) == Character.SURROGATE)) {
            return Outcome.refused(RefusalReason.INVALID_VALUE, "the password has a broken character");
        }
        return Outcome.done(new Password(text));
    }

    /** A password to be set; {@link RefusalReason#INVALID_VALUE} where it is too short or too long. */
    public static Outcome<Password> parseNew(String text) {
        return text.codePointCount(0, text.length()) < MIN_LENGTH
                ? Outcome.refused(RefusalReason.INVALID_VALUE, "a password has at least " + MIN_LENGTH + " characters")
                : parse(text);
    }

    /** Its text, to be hashed and for nothing else. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "Password[redacted]";
    }
}
