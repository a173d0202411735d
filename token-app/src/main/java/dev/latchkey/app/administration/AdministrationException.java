package dev.latchkey.app.administration;

/** What was asked for was refused, or cannot be done; the message says why to a person, and holds no secret. */
public final class AdministrationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AdministrationException(String message) {
        super(message);
    }

    public AdministrationException(String message, Throwable cause) {
        super(message, cause);
    }
}
