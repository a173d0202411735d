package dev.latchkey.account;

import static java.util.Objects.requireNonNull;

import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An e-mail address as a login: in lower case, so that case does not matter. Whether mail reaches it is not looked at.
 *
 * @param text something, an {@code @} and something, of at most {@value #MAX_LENGTH} characters (RFC 5321, 4.5.3.1.3),
 *     without white space, control characters or broken ones
 */
public record EmailAddress(String text) {

    static final int MAX_LENGTH = 254;
    private static final Pattern FORM = Pattern.compile("[^@\\s\\p{Z}\\p{C}]+@[^@\\s\\p{Z}\\p{C}]+");

    /** @throws IllegalArgumentException if {@link #parse} would not give this text */
    public EmailAddress {
        requireNonNull(text, "text");
        if (!isValid(text) || !text.equals(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("text is no e-mail address in lower case: " + text);
        }
    }

    /** The address that {@code text} is in any case, white space around it taken away. */
    public static Outcome<EmailAddress> parse(String text) {
        String lowered = text.strip().toLowerCase(Locale.ROOT);
        return isValid(lowered)
                ? Outcome.done(new EmailAddress(lowered))
                : Outcome.refused(RefusalReason.INVALID_VALUE, "give an e-mail address");
    }

    private static boolean isValid(String text) {
        return text.length() <= MAX_LENGTH && FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return text;
    }
}
