package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

/**
 * It is not known whether a change was made: the store did not answer when it was to be kept. Asking for the change again tells, and is safe for
 * what takes rights away. The message holds nothing secret.
 */
public final class OutcomeUnknownException extends StorageException {

    private static final long serialVersionUID = 1L;

    public OutcomeUnknownException(String message, Throwable cause) {
        super(requireNonNull(message, "message"), requireNonNull(cause, "cause"));
    }
}
