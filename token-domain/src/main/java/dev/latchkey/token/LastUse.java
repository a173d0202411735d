package dev.latchkey.token;

import java.time.Instant;

/**
 * The latest call that a token was granted.
 *
 * @param at when; what {@link LastUses} notes is exact to the second
 */
public record LastUse(Instant at, Client client) {

    /** The later of two; the first where both are of one instant. */
    public static LastUse later(LastUse first, LastUse second) {
        return second.at.isAfter(first.at) ? second : first;
    }
}
