package dev.latchkey.http.server;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Has browsers come by TLS alone (RFC 6797). For the server's own host: that of its parents and children is not its to decide.
 * Immutable.
 */
public final class StrictTransport {

    static final String HEADER = "Strict-Transport-Security";

    /** What browsers do is up to them. */
    public static final StrictTransport OFF = new StrictTransport(Optional.empty());

    /** For a year, as is usual. */
    public static final Duration USUAL = Duration.ofDays(365);

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Optional<String> value;

    private StrictTransport(Optional<String> value) {
        this.value = value;
    }

    /**
     * For so long after each answer; zero has browsers forget what they were told before.
     *
     * @throws IllegalArgumentException if {@code time} is negative, or longer than a hundred years
     */
    public static StrictTransport lasting(Duration time) {
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "time is not between 0 and " + LONGEST.toSeconds() + " seconds: " + time.toSeconds());
        }
        return new StrictTransport(Optional.of("max-age=" + time.toSeconds()));
    }

    /**
     * What the header {@value #HEADER} says; empty if it must not be sent, as without TLS (RFC 6797, 7.2).
     *
     * @param tls whether the browser came by TLS; asked only if that matters
     */
    Optional<String> value(BooleanSupplier tls) {
        return value.filter(unused -> tls.getAsBoolean());
    }

    @Override
    public String toString() {
        return "StrictTransport[" + value.orElse("off") + "]";
    }
}
