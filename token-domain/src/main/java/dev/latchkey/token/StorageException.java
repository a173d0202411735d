package dev.latchkey.token;

/**
 * The store could not do what was asked: it is broken, full or out of reach. A change that ended in this exception was
 * not acknowledged; it may or may not have happened. It never means "not found".
 */
public class StorageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }

    public StorageException(String message) {
        super(message);
    }
}
