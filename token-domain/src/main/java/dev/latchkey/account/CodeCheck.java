package dev.latchkey.account;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** Checks codes of second factors. Attempts are bounded for a restricted session, and for the account over time. */
final class CodeCheck {

    /** So many wrong codes end a restricted session. */
    static final int ATTEMPTS_OF_SESSION = 5;

    private final SecondFactors factors;
    private final Sessions sessions;
    private final Guesses guesses;

    CodeCheck(AccountStore store) {
        this.factors = store.secondFactors();
        this.sessions = store.sessions();
        this.guesses = store.guesses();
    }

    /** How many codes a new session of the account may try; absent if it needs none. */
    OptionalInt attempts(AccountId account) {
        return factors.secretOf(account).isPresent() ? OptionalInt.of(ATTEMPTS_OF_SESSION) : OptionalInt.empty();
    }

    /**
     * Done with the session if it may be made a full one.
     *
     * @param session a live one, as it was found
     */
    Outcome<Session> verify(Session session, SecondFactorCode code, Instant now) {
        if (!session.isRestricted()) {
            return Outcome.refused(RefusalReason.CODE_NOT_NEEDED, "it is signed in already and needs no code");
        }
        if (factors.secretOf(session.account()).isEmpty()) {
            return end(session);
        }
        GuessSubject subject = GuessSubject.codes(session.account());
        GuessTally before = change(subject, tally -> mayTry(tally, now) ? tally.begun(GuessLimit.CODES, now) : tally);
        if (!mayTry(before, now)) {
            return Outcome.refused(
                    RefusalReason.TOO_MANY_CODES,
                    "too many wrong codes: wait " + minutes(before.pause(GuessLimit.CODES, now))
                            + " minutes, then sign in again",
                    before.pause(GuessLimit.CODES, now));
        }
        OptionalInt left = sessions.takeCodeAttempt(session.id());
        if (left.isEmpty()) {
            GuessTally unused = change(subject, GuessTally::abandoned);
            return ended();
        }
        boolean right = isRight(session.account(), code, now);
        GuessTally unused = change(subject, tally -> right ? tally.abandoned().forgiven() : tally.failed(now));
        return right ? Outcome.done(session) : wrong(session, left.getAsInt());
    }

    private static boolean mayTry(GuessTally tally, Instant now) {
        return tally.pause(GuessLimit.CODES, now).isZero() && !tally.isCrowded(GuessLimit.CODES, now);
    }

    /** Rounded up, and 1 at least: others may be trying codes just now. */
    private static long minutes(Duration pause) {
        return Math.max(1, pause.plusMinutes(1).minusNanos(1).toMinutes());
    }

    private GuessTally change(GuessSubject subject, UnaryOperator<GuessTally> change) {
        ImmutableMap<GuessSubject, GuessTally> before = guesses.change(
                ImmutableSet.of(subject),
                tallies -> ImmutableMap.of(subject, change.apply(tallies.getOrDefault(subject, GuessTally.NONE))));
        return before.getOrDefault(subject, GuessTally.NONE);
    }

    /** Whether the code is the account's, and was not used before. */
    private boolean isRight(AccountId account, SecondFactorCode code, Instant now) {
        if (code instanceof RecoveryCode recovery) {
            return factors.takeRecoveryCode(account, recovery.fingerprint());
        }
        OptionalLong step = factors.secretOf(account)
                .map(secret -> secret.stepOf((TotpCode) code, now))
                .orElseGet(OptionalLong::empty);
        return step.isPresent() && factors.accept(account, step.getAsLong());
    }

    private Outcome<Session> wrong(Session session, int left) {
        if (left == 0) {
            sessions.remove(session.account(), ImmutableSet.of(session.id()));
        }
        return Outcome.refused(
                RefusalReason.WRONG_CODE,
                "the code is wrong or was used before: "
                        + (left == 0 ? "sign in again" : "attempts left for this session: " + left));
    }

    private Outcome<Session> end(Session session) {
        sessions.remove(session.account(), ImmutableSet.of(session.id()));
        return ended();
    }

    static <T> Outcome<T> ended() {
        return Outcome.refused(RefusalReason.SESSION_ENDED, "the session has ended: sign in again");
    }
}
