package dev.latchkey.account;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * What is counted of one {@link GuessSubject}. A guess is counted before it is looked at: it is pending until it turns out right or wrong.
 * Immutable; instants are kept to the microsecond.
 *
 * @param pending how many are being looked at; not negative
 * @param begunAt when the latest guess was begun
 * @param failures how many were wrong in the present series; not negative
 * @param since when the first of these was
 * @param failedAt when the latest of these was
 * @param inRow how many were wrong since one was right, whatever the series; not negative
 */
public record GuessTally(int pending, Instant begunAt, int failures, Instant since, Instant failedAt, int inRow) {

    /** Nothing was counted. */
    public static final GuessTally NONE = new GuessTally(0, Instant.EPOCH, 0, Instant.EPOCH, Instant.EPOCH, 0);

    /** What is pending for so long counts as wrong: whoever looked at it is gone. */
    static final Duration LOST_AFTER = Duration.ofSeconds(30);

    public GuessTally {
        requireNonNull(begunAt, "begunAt");
        requireNonNull(since, "since");
        requireNonNull(failedAt, "failedAt");
        checkArgument(pending >= 0 && failures >= 0 && inRow >= 0, "a count is negative");
    }

    /** When a guess was last begun or wrong; the epoch if none ever was. */
    public Instant changedAt() {
        return begunAt.isAfter(failedAt) ? begunAt : failedAt;
    }

    /** How long the next guess has to wait; zero if it need not. */
    Duration pause(GuessLimit limit, Instant at) {
        GuessTally now = upTo(limit, at);
        Instant end = now.failedAt.plus(limit.pauseAfter(now.failures));
        return now.failures >= limit.free() && at.isBefore(end) ? Duration.between(at, end) : Duration.ZERO;
    }

    /** Whether as many are being looked at as may still be wrong. */
    boolean isCrowded(GuessLimit limit, Instant at) {
        GuessTally now = upTo(limit, at);
        return now.pending >= Math.max(1, limit.free() - now.failures);
    }

    /** Whether so many were wrong in a row that none counts as right. */
    boolean isLocked() {
        return inRow >= GuessLimit.MOST_IN_A_ROW;
    }

    /** One more is being looked at. */
    GuessTally begun(GuessLimit limit, Instant at) {
        GuessTally now = upTo(limit, at);
        return new GuessTally(now.pending + 1, at, now.failures, now.since, now.failedAt, now.inRow);
    }

    /** One that was being looked at is wrong. */
    GuessTally failed(GuessLimit limit, Instant at) {
        return abandoned().alsoFailed(limit, at);
    }

    /** One is wrong that was not begun here. */
    GuessTally alsoFailed(GuessLimit limit, Instant at) {
        GuessTally now = upTo(limit, at);
        return new GuessTally(
                now.pending,
                now.begunAt,
                now.failures + 1,
                now.failures == 0 ? at : now.since,
                at,
                Math.min(now.inRow + 1, Short.MAX_VALUE));
    }

    /** One that was being looked at counts no more. */
    GuessTally abandoned() {
        return new GuessTally(Math.max(0, pending - 1), begunAt, failures, since, failedAt, inRow);
    }

    /** What was wrong up to now counts no more. */
    GuessTally forgiven() {
        return new GuessTally(pending, begunAt, 0, Instant.EPOCH, Instant.EPOCH, 0);
    }

    /** The same as it is seen at an instant: lost guesses are wrong, and a series may be over. */
    private GuessTally upTo(GuessLimit limit, Instant at) {
        boolean isLost = pending > 0 && !at.isBefore(begunAt.plus(LOST_AFTER));
        GuessTally known = isLost
                ? new GuessTally(
                        0, begunAt, failures + pending, failures == 0 ? begunAt : since, begunAt, inRow + pending)
                : this;
        return known.isOver(limit, at)
                ? new GuessTally(known.pending, known.begunAt, 0, Instant.EPOCH, Instant.EPOCH, known.inRow)
                : known;
    }

    private boolean isOver(GuessLimit limit, Instant at) {
        Instant end = failures < limit.free()
                ? since.plus(limit.window())
                : failedAt.plus(limit.pauseAfter(failures)).plus(limit.window());
        return !at.isBefore(end);
    }
}
