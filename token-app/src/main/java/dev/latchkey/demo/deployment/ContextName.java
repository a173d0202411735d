package dev.latchkey.demo.deployment;

import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import java.util.regex.Pattern;

/** What a deployed archive is reached under: {@code ROOT}, or a path without its first slash. */
final class ContextName {

    static final String ROOT = "ROOT";

    private static final int MAX_LENGTH = 100;
    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9_~-][A-Za-z0-9._~-]*(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*");

    private ContextName() {}

    static Outcome<String> parse(String text) {
        String path = text.strip().replaceFirst("^/+", "");
        if (path.isEmpty() || path.equalsIgnoreCase(ROOT)) {
            return Outcome.done(ROOT);
        }
        return path.length() <= MAX_LENGTH && FORM.matcher(path).matches()
                ? Outcome.done(path)
                : Outcome.refused(
                        RefusalReason.INVALID_VALUE,
                        "a context is ROOT, or a path of at most " + MAX_LENGTH
                                + " letters, digits, dots, hyphens, underscores, tildes and single slashes");
    }
}
