package dev.latchkey.demo.environment;

import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import java.util.regex.Pattern;

/**
 * The name of an environment, unique over the platform: a label of its domain (RFC 1123, 2.1) that cannot be taken for an
 * appid.
 */
public record EnvironmentName(String text) {

    private static final int MAX_LENGTH = 33;
    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    private static final Pattern APPID = Pattern.compile("[0-9a-f]{32}");

    public EnvironmentName {
        if (!isValid(text)) {
            throw new IllegalArgumentException("text is no name of an environment: " + text);
        }
    }

    public static boolean isValid(String text) {
        return text.length() <= MAX_LENGTH && FORM.matcher(text).matches() && !isAppid(text);
    }

    /** Whether {@code text} is of the form of an environment's other key. */
    static boolean isAppid(String text) {
        return APPID.matcher(text).matches();
    }

    public static Outcome<EnvironmentName> parse(String text) {
        return isValid(text)
                ? Outcome.done(new EnvironmentName(text))
                : Outcome.refused(
                        RefusalReason.INVALID_VALUE,
                        "an environment's name has 1 to " + MAX_LENGTH + " lower-case letters, digits and hyphens,"
                                + " no hyphen at its ends, and is not of 32 hexadecimal digits");
    }

    @Override
    public String toString() {
        return text;
    }
}
