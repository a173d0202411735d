package dev.latchkey.http;

/** What the wire protocol's field {@code result} can say. */
public enum ResultCode {
    SUCCESS(0, "", "success"),
    INVALID_PARAMETER(3, "hx-core", "a parameter is missing or invalid; the error names it"),
    NOT_FOUND(5, "", "there is no such object"),
    PERMISSION_DENIED(8, "hx-core", "the account may not do this, as to somebody else's environment"),
    NO_SUCH_ENVIRONMENT(11, "JEL", "there is no such environment"),
    INTERNAL_ERROR(99, "JEL", "something broke inside, or is overloaded; the error says where to look or what to do"),
    AUTHENTICATION_FAILED(
            701, "", "the login, the password or the one-time code is wrong, or the code is still to come"),
    SESSION_DEAD(702, "", "the session or token is unknown, expired, removed or signed out"),
    METHOD_NOT_GRANTED(8202, "", "the token is alive and may not call this method; the error names the method");

    private final int number;
    private final String source;
    private final String meaning;

    ResultCode(int number, String source, String meaning) {
        this.number = number;
        this.source = source;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    /** The subsystem that the protocol names with this code; empty where it names none. */
    String source() {
        return source;
    }

    /** What it tells a caller, for the documentation. */
    String meaning() {
        return meaning;
    }
}
