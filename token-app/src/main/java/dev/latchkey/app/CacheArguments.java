package dev.latchkey.app;

import dev.latchkey.LatchkeyBuilder;
import picocli.CommandLine.Option;

/** How much memory the server takes to keep what the database has: an option of {@code serve}. */
final class CacheArguments {

    private static final String TOKEN_CACHE_BYTES = "--token-cache-bytes";
    private static final String OFF = "off";

    @Option(
            names = TOKEN_CACHE_BYTES,
            paramLabel = "BYTES",
            defaultValue = "" + LatchkeyBuilder.DEFAULT_CACHE_BYTES,
            description =
                    "About how many bytes of memory the cache of tokens may take; off asks the database at each call"
                            + " (default: " + LatchkeyBuilder.DEFAULT_CACHE_BYTES + ").")
    private String tokenBytes = "" + LatchkeyBuilder.DEFAULT_CACHE_BYTES;

    /** @throws UserErrorException if it is neither a positive number nor off; the message names it */
    void check() {
        long unused = tokenBytes();
    }

    /** As {@link LatchkeyBuilder#cacheBytes} takes it: 0 turns the cache off. */
    long tokenBytes() {
        return tokenBytes.equals(OFF) ? 0 : Values.valid(TOKEN_CACHE_BYTES, () -> positive(tokenBytes));
    }

    /** Zero is none of them: it could be meant as no bound, too. */
    private static long positive(String text) {
        try {
            long number = Long.parseLong(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(told(text), e);
        }
        throw new IllegalArgumentException(told(text));
    }

    private static String told(String text) {
        return "give a number of bytes, 1 or more, or off to ask the database at each call: " + text;
    }
}
