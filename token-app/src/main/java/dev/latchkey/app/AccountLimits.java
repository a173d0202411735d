package dev.latchkey.app;

import dev.latchkey.LatchkeyBuilder;
import dev.latchkey.account.SessionLimits;
import dev.latchkey.account.SignIn;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How much an account may have: options of {@code serve}. */
final class AccountLimits {

    private static final int DEFAULT_HISTORY_DAYS = 400;
    private static final Duration HUNDRED_YEARS = Duration.ofDays(36_500);

    @Option(
            names = "--max-tokens-per-account",
            paramLabel = "COUNT",
            defaultValue = "" + LatchkeyBuilder.DEFAULT_MOST_TOKENS,
            description = "How many tokens an account may have (default: " + LatchkeyBuilder.DEFAULT_MOST_TOKENS + ").")
    private int tokens = LatchkeyBuilder.DEFAULT_MOST_TOKENS;

    @Option(
            names = "--max-sessions-per-account",
            paramLabel = "COUNT",
            defaultValue = "" + SignIn.MAX_SESSIONS,
            description = "How many sessions an account may have; signing in once more ends one of them (default: "
                    + SignIn.MAX_SESSIONS + ").")
    private int sessions = SignIn.MAX_SESSIONS;

    @Option(
            names = "--session-idle-timeout",
            paramLabel = "SECONDS",
            description = "A session that was not used for so long is dead (default: 604800, 7 days).")
    private long idleSeconds = SignIn.IDLE_LIMIT.toSeconds();

    @Option(
            names = "--dashboard-idle-timeout",
            paramLabel = "SECONDS",
            description =
                    "A session of the dashboard that was not used for so long is dead (default: 43200, 12 hours).")
    private long dashboardIdleSeconds = SignIn.DASHBOARD_IDLE_LIMIT.toSeconds();

    @Option(
            names = "--session-lifetime",
            paramLabel = "SECONDS",
            description = "A session is dead so long after signing in, however much it is used (default: 2592000, 30"
                    + " days).")
    private long lifetimeSeconds = SignIn.LIFETIME.toSeconds();

    @Option(
            names = "--history-retention",
            paramLabel = "DAYS",
            defaultValue = "" + DEFAULT_HISTORY_DAYS,
            description = "Events of the history that are older are removed (default: " + DEFAULT_HISTORY_DAYS + ").")
    private int historyDays = DEFAULT_HISTORY_DAYS;

    /** @throws UserErrorException if one of them is not positive, or longer than a hundred years */
    void check() {
        Values.requireAtLeast(1, "--max-tokens-per-account", tokens);
        Values.requireAtLeast(1, "--max-sessions-per-account", sessions);
        requireDuration("--session-idle-timeout", idleSeconds);
        requireDuration("--dashboard-idle-timeout", dashboardIdleSeconds);
        requireDuration("--session-lifetime", lifetimeSeconds);
        Values.requireAtLeast(1, "--history-retention", historyDays);
        Values.requireAtMost(HUNDRED_YEARS.toDays(), "a hundred years", "--history-retention", historyDays);
    }

    int tokens() {
        return tokens;
    }

    /** How long events stay in the history. */
    Duration history() {
        return Duration.ofDays(historyDays);
    }

    SessionLimits sessions() {
        return new SessionLimits(
                Duration.ofSeconds(idleSeconds),
                Duration.ofSeconds(dashboardIdleSeconds),
                Duration.ofSeconds(lifetimeSeconds),
                sessions);
    }

    private static void requireDuration(String option, long seconds) {
        Values.requireAtLeast(1, option, seconds);
        Values.requireAtMost(HUNDRED_YEARS.toSeconds(), "a hundred years", option, seconds);
    }
}
