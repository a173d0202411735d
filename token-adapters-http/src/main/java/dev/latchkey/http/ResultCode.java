package dev.latchkey.http;

/** What the wire protocol's field {@code result} can say. */
public enum ResultCode {
    SUCCESS(0, ""),
    /** A parameter is missing or invalid; the error names it. */
    INVALID_PARAMETER(3, "hx-core"),
    /** There is no such object, or no such method. */
    NOT_FOUND(5, ""),
    /** The account may not do this to somebody else's object. */
    PERMISSION_DENIED(8, "hx-core"),
    /** There is no such environment. */
    NO_SUCH_ENVIRONMENT(11, "JEL"),
    /** Something broke inside, or is overloaded; the error carries a reference to the log or says what to do. */
    INTERNAL_ERROR(99, "JEL"),
    /** The login or the password is wrong, be it at signing in or at a confirmation. */
    AUTHENTICATION_FAILED(701, ""),
    /** The session or token is unknown, expired, removed or signed out. */
    SESSION_DEAD(702, ""),
    /** The token is alive and may not call this method; the error names the method. */
    METHOD_NOT_GRANTED(8202, "");

    private final int number;
    private final String source;

    ResultCode(int number, String source) {
        this.number = number;
        this.source = source;
    }

    public int number() {
        return number;
    }

    /** The subsystem that the protocol names with this code; empty where it names none. */
    String source() {
        return source;
    }
}
