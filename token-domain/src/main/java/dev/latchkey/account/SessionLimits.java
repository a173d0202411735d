package dev.latchkey.account;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How long sessions live, and how many an account may have. Immutable.
 *
 * @param idle a session that was not used for so long is dead; positive
 * @param dashboardIdle the same for a session of the dashboard; positive
 * @param lifetime so long after signing in a session is dead, however much it is used; positive
 * @param perAccount how many sessions an account may have, restricted ones among them: signing in once more ends its oldest; positive
 */
public record SessionLimits(Duration idle, Duration dashboardIdle, Duration lifetime, int perAccount) {

    /** 7 days, 12 hours, 30 days, and 100 sessions. */
    public static final SessionLimits DEFAULT =
            new SessionLimits(SignIn.IDLE_LIMIT, SignIn.DASHBOARD_IDLE_LIMIT, SignIn.LIFETIME, SignIn.MAX_SESSIONS);

    /** @throws IllegalArgumentException if one of them is not positive; the message names it */
    public SessionLimits {
        requireNonNull(idle, "idle");
        requireNonNull(dashboardIdle, "dashboardIdle");
        requireNonNull(lifetime, "lifetime");
        checkArgument(!idle.isNegative() && !idle.isZero(), "idle must be positive: %s", idle);
        checkArgument(
                !dashboardIdle.isNegative() && !dashboardIdle.isZero(),
                "dashboardIdle must be positive: %s",
                dashboardIdle);
        checkArgument(!lifetime.isNegative() && !lifetime.isZero(), "lifetime must be positive: %s", lifetime);
        checkArgument(perAccount > 0, "perAccount must be positive: %s", perAccount);
    }

    /** So long a session may go unused. */
    Duration idle(Session session) {
        return session.dashboard() ? dashboardIdle : idle;
    }
}
