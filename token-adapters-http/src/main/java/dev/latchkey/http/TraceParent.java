package dev.latchkey.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header {@code traceparent}, by which a request names the trace that it belongs to (W3C Trace Context, 3.2). */
public final class TraceParent {

    /** A later version may have more behind a hyphen; of version 00 there is no more. */
    private static final Pattern FORM = Pattern.compile(
            "(?<version>[0-9a-f]{2})-(?<trace>[0-9a-f]{32})-(?<parent>[0-9a-f]{16})-[0-9a-f]{2}(?<more>-.*)?");

    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_PARENT = "0".repeat(16);

    private TraceParent() {}

    /** The id of the trace, 32 digits; empty if the header is not of its form, and so says nothing. */
    public static Optional<String> traceId(String header) {
        Matcher matcher = FORM.matcher(header);
        if (!matcher.matches() || !isSound(matcher)) {
            return Optional.empty();
        }
        return Optional.of(matcher.group("trace"));
    }

    private static boolean isSound(Matcher matcher) {
        String version = matcher.group("version");
        return !version.equals("ff")
                && (!version.equals("00") || matcher.group("more") == null)
                && !matcher.group("trace").equals(NO_TRACE)
                && !matcher.group("parent").equals(NO_PARENT);
    }
}
