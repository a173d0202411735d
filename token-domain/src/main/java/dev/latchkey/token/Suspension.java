package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * That a token was suspended. It is dead until it is resumed.
 *
 * @param at when; cut to the microsecond
 * @param by who suspended it, and so who may resume it
 */
public record Suspension(Instant at, By by) {

    public Suspension {
        requireNonNull(by, "by");
        at = requireNonNull(at, "at").truncatedTo(ChronoUnit.MICROS);
    }

    /** Who suspends tokens. */
    public enum By {
        /** The account that owns the token. */
        OWNER,
        /** Somebody who administers the platform, or the platform itself. */
        ADMINISTRATOR;

        private static By of(Actor actor) {
            return actor instanceof Actor.Administrator || actor instanceof Actor.Platform ? ADMINISTRATOR : OWNER;
        }
    }

    /** A suspension by this origin's actor, at its time. */
    public static Suspension of(Origin origin) {
        return new Suspension(origin.at(), By.of(origin.actor()));
    }

    /** Whether it takes the place of one that is there already: only that of an administrator does, and only of an owner's. */
    boolean outweighs(Suspension present) {
        return by == By.ADMINISTRATOR && present.by == By.OWNER;
    }

    /** Whether {@code actor} may resume the token: what an administrator or the platform suspended, those alone may. */
    public boolean mayBeEndedBy(Actor actor) {
        requireNonNull(actor, "actor");
        return by == By.OWNER || By.of(actor) == By.ADMINISTRATOR;
    }
}
