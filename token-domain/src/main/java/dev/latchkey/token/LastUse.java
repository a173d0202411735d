package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * The latest call that a token was granted.
 *
 * @param at when; exact to the second
 */
public record LastUse(Instant at, Client client) {

    public LastUse {
        requireNonNull(at, "at");
        requireNonNull(client, "client");
    }

    /** The later of two; the first if both are of one instant. */
    public static LastUse later(LastUse first, LastUse second) {
        return second.at.isAfter(first.at) ? second : first;
    }
}
