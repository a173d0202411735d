package dev.latchkey.http.multipart;

/** A body is not of the form of {@code multipart/form-data}, or is of one that is not taken. Its message is for the caller. */
public final class BrokenMultipartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenMultipartException(String message) {
        super(message, null, false, false);
    }
}
