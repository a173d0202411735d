package dev.latchkey.app;

import dev.latchkey.LatchkeyBuilder;
import dev.latchkey.account.SignIn;
import picocli.CommandLine.Option;

/** How much an account may have: options of {@code serve}. */
final class AccountLimits {

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

    /** @throws UserErrorException if one of them is not positive */
    void check() {
        Values.requireAtLeast(1, "--max-tokens-per-account", tokens);
        Values.requireAtLeast(1, "--max-sessions-per-account", sessions);
    }

    int tokens() {
        return tokens;
    }

    int sessions() {
        return sessions;
    }
}
