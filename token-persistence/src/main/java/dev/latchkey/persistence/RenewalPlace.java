package dev.latchkey.persistence;

import java.sql.SQLException;
import java.time.Duration;

/**
 * Where a node renews its lease.
 *
 * @param serverChanged is run when the server is another one than before: connections to that must not be used any more
 */
record RenewalPlace(Opening opening, Runnable serverChanged) {

    /** Opens connections. */
    @FunctionalInterface
    interface Opening {

        /** Opens one that nobody else uses until it is given back. */
        NodeConnection open(Duration longestAnswer) throws SQLException;
    }
}
