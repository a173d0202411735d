package dev.latchkey.app;

import dev.latchkey.app.platform.PlatformDescription;
import dev.latchkey.http.Platform;
import dev.latchkey.persistence.Database;
import dev.latchkey.token.TokenFormat;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the platform of a server starts.
 *
 * @param tables the tables that it has in the server's database, which are there when it starts; empty if it has none
 * @param format how its tokens look
 * @param tokensPerAccount how many tokens an account may have; empty if the server's options say so
 * @param callsPerMinute how many calls a token may make; empty for any number
 */
record PlatformStart(
        Optional<Tables> tables,
        Starter starter,
        TokenFormat format,
        OptionalInt tokensPerAccount,
        OptionalInt callsPerMinute) {

    /** There is no platform. */
    static final PlatformStart NONE = of(Optional.empty(), (database, clock, directory) -> Platform.NONE);

    /** A platform without limits of its own. */
    static PlatformStart of(Optional<Tables> tables, Starter starter) {
        return new PlatformStart(tables, starter, TokenFormat.TOKEN, OptionalInt.empty(), OptionalInt.empty());
    }

    /** A platform that files describe. */
    static PlatformStart of(PlatformDescription description) {
        return new PlatformStart(
                Optional.empty(),
                (database, clock, directory) -> description.platform(),
                description.format().orElse(TokenFormat.TOKEN),
                description.tokensPerAccount(),
                description.callsPerMinute());
    }

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
