package dev.latchkey.http.operation;

import static java.util.Objects.requireNonNull;

/** Two operations of a platform can't stand side by side; the message says why. */
public final class ConflictingOperationsException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final transient Operation first;
    private final transient Operation second;

    ConflictingOperationsException(Operation first, Operation second, String message) {
        super(message);
        this.first = requireNonNull(first, "first");
        this.second = requireNonNull(second, "second");
    }

    /** The one that was given first. */
    public Operation first() {
        return first;
    }

    /** The one that does not go with it. */
    public Operation second() {
        return second;
    }
}
