package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

/**
 * The store has no room for what was to be added; nothing was changed. What takes rights or rows away may still be done. The message is
 * for the caller, and holds nothing secret.
 */
public final class StorageFullException extends StorageException {

    private static final long serialVersionUID = 1L;

    public StorageFullException(String message) {
        super(requireNonNull(message, "message"));
    }
}
