package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How many calls a token may make in a minute, and how many are left of them. Calls come back one by one, evenly over the minute.
 *
 * <p>Of several nodes on one database each tells its own share of the platform's limit, and what is left of that. So the numbers
 * agree with each other, and who makes no more calls than a node told is not refused by that node.
 *
 * @param limit how many at most; positive
 * @param remaining how many it may make at once now; not negative
 * @param untilMore how long until it may make one more than that; zero if {@code remaining} is {@code limit}
 */
public record Quota(int limit, int remaining, Duration untilMore) {

    /** The time in which {@link #limit} calls may be made. */
    public static final Duration WINDOW = Duration.ofMinutes(1);

    public Quota {
        requireNonNull(untilMore, "untilMore");
        if (limit <= 0 || remaining < 0 || remaining > limit || untilMore.isNegative()) {
            throw new IllegalArgumentException("limit must be positive, and remaining from 0 to limit: " + limit + ", "
                    + remaining + ", " + untilMore);
        }
    }
}
