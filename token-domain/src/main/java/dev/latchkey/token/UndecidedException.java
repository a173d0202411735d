package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

/**
 * This process has lost touch with the store for the moment, which it has logged once: it can't be told now whether a call may be made, or nothing was changed. Trying
 * again after a second may help. The message is for the caller, and holds nothing secret.
 */
public final class UndecidedException extends StorageException {

    private static final long serialVersionUID = 1L;

    public UndecidedException(String message) {
        super(requireNonNull(message, "message"));
    }

    public UndecidedException(String message, Throwable cause) {
        super(requireNonNull(message, "message"), requireNonNull(cause, "cause"));
    }
}
