package dev.latchkey.account;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.StorageException;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * The store of what was counted of wrong passwords and codes. Whoever shares it counts together. Every method is one atomic step, safe for
 * use by many threads, kept through a crash once it has returned, and throws {@link StorageException} if the store is broken.
 */
public interface Guesses {

    /** Returns the tallies of all these subjects; {@link GuessTally#NONE} for those of which nothing was counted. */
    ImmutableMap<GuessSubject, GuessTally> find(ImmutableSet<GuessSubject> subjects);

    /**
     * Changes the tallies of these subjects together. Of many that change one subject at once, each sees what those before it made.
     *
     * @param change gives each of the subjects its new tally; it may be asked several times, and has no other effect
     * @return the tallies as they were
     */
    ImmutableMap<GuessSubject, GuessTally> change(
            ImmutableSet<GuessSubject> subjects, UnaryOperator<ImmutableMap<GuessSubject, GuessTally>> change);

    /**
     * Removes tallies that were last changed before an instant, and of those of unknown logins and of addresses all but the latest.
     *
     * @param mostUnbounded how many are kept of each of {@link GuessSubject#UNBOUNDED}; not negative
     * @return how many were removed
     */
    int removeOld(Instant before, int mostUnbounded);
}
