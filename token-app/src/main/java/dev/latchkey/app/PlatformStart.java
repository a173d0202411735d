package dev.latchkey.app;

import dev.latchkey.http.Platform;
import dev.latchkey.persistence.Database;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How the platform of a server starts.
 *
 * @param tables the tables that it has in the server's database, which are there when it starts; empty if it has none
 */
record PlatformStart(Optional<Tables> tables, Starter starter) {

    /** There is no platform. */
    static final PlatformStart NONE =
            new PlatformStart(Optional.empty(), (database, clock, directory) -> Platform.NONE);

    /**
     * A platform's own tables.
     *
     * @param beside a class that has their scripts beside it
     */
    record Tables(String schema, Class<?> beside) {}

    /** Makes a platform, with the data that it begins with. */
    @FunctionalInterface
    interface Starter {

        /**
         * Starts it.
         *
         * @param directory the server's, in which the platform can have directories of its own
         */
        Platform start(Database database, InstantSource clock, Path directory);
    }
}
