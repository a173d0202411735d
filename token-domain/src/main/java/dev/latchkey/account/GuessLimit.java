package dev.latchkey.account;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How many wrong guesses go without a pause, and how long the pauses are from there on.
 *
 * @param free so many failures go without a pause; positive
 * @param window failures count together that are not further apart than this from the first of them; after a pause, the count begins
 *     anew if so long nobody fails
 * @param firstPause after failure number {@code free}; positive. Each failure after it doubles the pause
 * @param longestPause no pause is longer; not shorter than {@code firstPause}
 */
record GuessLimit(int free, Duration window, Duration firstPause, Duration longestPause) {

    /** Wrong passwords of an account, of a session, or of a known browser. */
    static final GuessLimit PASSWORDS =
            new GuessLimit(5, Duration.ofMinutes(15), Duration.ofSeconds(15), Duration.ofMinutes(15));

    /** Wrong passwords from an address. */
    static final GuessLimit ADDRESS =
            new GuessLimit(30, Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofMinutes(1));

    /** Wrong codes of an account: those in a row, however far apart. */
    static final GuessLimit CODES =
            new GuessLimit(10, Duration.ofDays(3650), Duration.ofMinutes(15), Duration.ofMinutes(15));

    /** After so many failures in a row a password is never right: not for strangers, nor for a session or browser that gave them. */
    static final int MOST_IN_A_ROW = 100;

    GuessLimit {
        requireNonNull(window, "window");
        checkArgument(free > 0, "free must be positive: %s", free);
        checkArgument(!firstPause.isNegative() && !firstPause.isZero(), "firstPause must be positive: %s", firstPause);
        checkArgument(longestPause.compareTo(firstPause) >= 0, "longestPause is shorter than firstPause");
    }

    /** How long the pause is after so many failures; zero if there is none. */
    Duration pauseAfter(int failures) {
        if (failures < free) {
            return Duration.ZERO;
        }
        int doublings = Math.min(failures - free, 30);
        Duration pause = firstPause.multipliedBy(1L << doublings);
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }
}
