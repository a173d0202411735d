package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

/**
 * It can't be told now whether a call may be made, as this process has lost touch with the store, which it has logged once. Trying again
 * after a second may help. The message is for the caller, and holds nothing secret.
 */
public final class UndecidedException extends StorageException {

    private static final long serialVersionUID = 1L;

    public UndecidedException(String message) {
        super(requireNonNull(message, "message"));
    }
}
