package dev.latchkey.app.administration;

/** A server's answer with another result than 0. */
final class WireRefusalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int INVALID_PARAMETER = 3;

    private final int result;
    private final String error;

    WireRefusalException(int result, String error) {
        super(error);
        this.result = result;
        this.error = error.replaceAll("\\p{Cntrl}", " ").strip();
    }

    /** Whether the call has to come with the password. */
    boolean isForPassword() {
        return result == INVALID_PARAMETER && error.contains("[password]");
    }

    /** The refusal in the server's words. */
    AdministrationException told() {
        return new AdministrationException(
                error.isEmpty() ? "the server refused it with result " + result : error, this);
    }
}
