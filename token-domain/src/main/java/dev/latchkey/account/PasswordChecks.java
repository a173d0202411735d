package dev.latchkey.account;

import com.google.common.collect.ImmutableMap;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.Password;
import dev.latchkey.token.RefusalReason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Checks passwords. Each attempt is counted before the password is looked at, and those that have to pause never get so far. */
final class PasswordChecks {

    /** How long an attempt waits for others that are being looked at and may fill its count, here or on another node. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Passwords passwords;
    private final Guesses guesses;
    private final InstantSource clock;

    PasswordChecks(AccountStore store, InstantSource clock) {
        this.passwords = store.passwords();
        this.guesses = store.guesses();
        this.clock = clock;
    }

    /** Done if the password is right, and not too many wrong ones were given before it. */
    Outcome<PasswordAttempt> check(PasswordAttempt attempt, Password password) {
        Duration pause = attempt.pause(guesses.find(attempt.gates()), clock.instant());
        return pause.isZero()
                ? passwords
                        .at(attempt.place(), () -> counted(attempt, password))
                        .orElseGet(PasswordChecks::busy)
                : paused(pause);
    }

    private Outcome<PasswordAttempt> counted(PasswordAttempt attempt, Password password) {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - giveUpAt < 0) {
            Instant now = clock.instant();
            ImmutableMap<GuessSubject, GuessTally> before =
                    guesses.change(attempt.gates(), tallies -> attempt.begun(tallies, now));
            Duration pause = attempt.pause(before, now);
            if (!pause.isZero()) {
                return paused(pause);
            }
            if (!attempt.isCrowded(before, now)) {
                return look(attempt, password, attempt.isLocked(before));
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        return busy();
    }

    private Outcome<PasswordAttempt> look(PasswordAttempt attempt, Password password, boolean locked) {
        boolean matches;
        try {
            matches = passwords.matches(attempt.account(), password); // for as long as ever, if it is locked too
        } catch (RuntimeException e) {
            guesses.change(attempt.gates(), attempt::abandoned);
            throw e;
        }
        if (matches && !locked && !attempt.account().equals(PasswordAttempt.NOBODY)) {
            guesses.change(attempt.counted(), attempt::succeeded);
            return Outcome.done(attempt);
        }
        Instant now = clock.instant();
        ImmutableMap<GuessSubject, GuessTally> before =
                guesses.change(attempt.counted(), tallies -> attempt.failed(tallies, now));
        return wrong(attempt.pause(attempt.failed(before, now), now));
    }

    private static Outcome<PasswordAttempt> wrong(Duration pause) {
        String detail = "the login or the password is wrong";
        return pause.isZero()
                ? Outcome.refused(RefusalReason.WRONG_PASSWORD, detail)
                : Outcome.refused(
                        RefusalReason.WRONG_PASSWORD,
                        detail + ": wait " + seconds(pause) + " seconds before the next try",
                        pause);
    }

    private static Outcome<PasswordAttempt> paused(Duration pause) {
        return Outcome.refused(
                RefusalReason.TOO_MANY_PASSWORDS,
                "too many wrong passwords were given: wait " + seconds(pause) + " seconds before the next try",
                pause);
    }

    private static Outcome<PasswordAttempt> busy() {
        return Outcome.refused(
                RefusalReason.TOO_BUSY, "too many passwords are being checked: try again in a few seconds");
    }

    /** Rounded up: who waits so long need not wait again. */
    private static long seconds(Duration pause) {
        return pause.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
