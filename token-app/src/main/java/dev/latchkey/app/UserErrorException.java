package dev.latchkey.app;

import dev.latchkey.token.Outcome;

/** What was asked for on the command line cannot be done; the message tells its user why. */
final class UserErrorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What was done, or the refusal as an error of the user's. */
    static <T> T unlessDone(Outcome<T> outcome) {
        if (outcome instanceof Outcome.Done<T> done) {
            return done.value();
        }
        throw new UserErrorException(((Outcome.Refused<T>) outcome).detail());
    }

    UserErrorException(String message) {
        super(message);
    }

    UserErrorException(String message, Throwable cause) {
        super(message, cause);
    }
}
