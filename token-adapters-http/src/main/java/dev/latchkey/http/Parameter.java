package dev.latchkey.http;

/**
 * A parameter that a method declares. Its name is matched in any case; an empty value is one that was not given.
 *
 * @param summary what it is, for the documentation
 */
public record Parameter(String name, Type type, boolean required, String summary) {

    /** What a parameter's text must be. A text that is not is refused before the method sees the call. */
    public enum Type {
        TEXT,
        /** A decimal integer of 32 bits. */
        INTEGER,
        /** {@code true}, {@code false}, {@code 1} or {@code 0}. */
        BOOLEAN,
        /** A JSON object or array (RFC 8259). */
        JSON,
        /** A text that may be given several times. */
        LIST,
        /** A file, in a multipart body and behind the session; a method takes one at most, and requires it. */
        FILE
    }

    public static Parameter required(String name, Type type, String summary) {
        return new Parameter(name, type, true, summary);
    }

    public static Parameter optional(String name, Type type, String summary) {
        return new Parameter(name, type, false, summary);
    }
}
