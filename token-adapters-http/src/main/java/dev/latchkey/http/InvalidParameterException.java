package dev.latchkey.http;

/** A parameter of a call is missing or not of its form: ends the call with {@link ResultCode#INVALID_PARAMETER}. */
public final class InvalidParameterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String parameter;
    private final String detail;

    /** @param detail what to give in its place, in words for the caller; never a secret */
    public InvalidParameterException(String parameter, String detail) {
        super(parameter + ": " + detail, null, false, false);
        this.parameter = parameter;
        this.detail = detail;
    }

    /** What the caller is told. */
    public Answer answer() {
        return Answer.invalidParameter(parameter, detail);
    }
}
