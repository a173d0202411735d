package dev.latchkey.account;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** Checks codes of second factors. Attempts are bounded for a restricted session, and for the account over time. */
final class CodeCheck {

    /** So many wrong codes end a restricted session. */
    static final int ATTEMPTS_OF_SESSION = 5;

    private final SecondFactors factors;
    private final Sessions sessions;
    private final Guesses guesses;
    private final AccountEvents events;
    private final InstantSource clock;

    CodeCheck(AccountStore store, AccountEvents events, InstantSource clock) {
        this.factors = store.secondFactors();
        this.sessions = store.sessions();
        this.guesses = store.guesses();
        this.events = events;
        this.clock = clock;
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
    Outcome<Session> verify(Session session, SecondFactorCode code, Client client) {
        if (!session.isRestricted()) {
            return Outcome.refused(RefusalReason.CODE_NOT_NEEDED, "it is signed in already and needs no code");
        }
        if (factors.secretOf(session.account()).isEmpty()) {
            return end(session);
        }
        return begin(session.account(), client, ", then sign in again").then(begun -> {
            OptionalInt left = sessions.takeCodeAttempt(session.id());
            if (left.isEmpty()) {
                GuessTally unused = change(session.account(), GuessTally::abandoned);
                return ended();
            }
            return looked(session.account(), client, () -> isRight(session.account(), code, client))
                    ? Outcome.done(session)
                    : wrong(session, left.getAsInt());
        });
    }

    /** Done if the code is one of the account's second factor, which counts as used then. */
    Outcome<AccountId> check(AccountId account, SecondFactorCode code, Client client) {
        return begin(account, client, "")
                .then(begun -> looked(account, client, () -> isRight(account, code, client))
                        ? Outcome.done(account)
                        : wrong());
    }

    /** Done with the time step of which {@code code} is the code, if it is one of a secret that does not count for the account yet. */
    Outcome<Long> prove(AccountId account, TotpSecret secret, TotpCode code, Client client) {
        return begin(account, client, "").then(begun -> {
            OptionalLong step = secret.stepOf(code, clock.instant());
            return looked(account, client, step::isPresent) ? Outcome.done(step.getAsLong()) : wrong();
        });
    }

    /** Counts a code before it is looked at, unless too many were wrong. */
    private Outcome<AccountId> begin(AccountId account, Client client, String andThen) {
        Instant now = clock.instant();
        GuessTally before = change(account, tally -> mayTry(tally, now) ? tally.begun(GuessLimit.CODES, now) : tally);
        if (mayTry(before, now)) {
            return Outcome.done(account);
        }
        events.tried(Optional.of(account), client, Event.Kind.MADE_TO_WAIT, "code");
        Duration pause = before.pause(GuessLimit.CODES, now);
        return Outcome.refused(
                RefusalReason.TOO_MANY_CODES,
                "too many wrong codes: wait " + minutes(pause) + " minutes" + andThen,
                pause);
    }

    /** Looks at a code that was begun, and notes how it turned out; if that can't be told, it counts no more. */
    private boolean looked(AccountId account, Client client, BooleanSupplier look) {
        boolean right;
        try {
            right = look.getAsBoolean();
        } catch (RuntimeException e) {
            GuessTally unused = change(account, GuessTally::abandoned);
            throw e;
        }
        Instant now = clock.instant();
        GuessTally unused =
                change(account, tally -> right ? tally.abandoned().forgiven() : tally.failed(GuessLimit.CODES, now));
        if (!right) {
            events.tried(Optional.of(account), client, Event.Kind.WRONG_CODE, "");
        }
        return right;
    }

    private static boolean mayTry(GuessTally tally, Instant now) {
        return tally.pause(GuessLimit.CODES, now).isZero() && !tally.isCrowded(GuessLimit.CODES, now);
    }

    /** Rounded up, and 1 at least: others may be trying codes just now. */
    private static long minutes(Duration pause) {
        return Math.max(1, pause.plusMinutes(1).minusNanos(1).toMinutes());
    }

    private GuessTally change(AccountId account, UnaryOperator<GuessTally> change) {
        GuessSubject subject = GuessSubject.codes(account);
        ImmutableMap<GuessSubject, GuessTally> before = guesses.change(
                ImmutableSet.of(subject),
                tallies -> ImmutableMap.of(subject, change.apply(tallies.getOrDefault(subject, GuessTally.NONE))));
        return before.getOrDefault(subject, GuessTally.NONE);
    }

    /** Whether the code is the account's, and was not used before. */
    private boolean isRight(AccountId account, SecondFactorCode code, Client client) {
        if (code instanceof RecoveryCode recovery) {
            return takes(account, recovery, client);
        }
        OptionalLong step = factors.secretOf(account)
                .map(secret -> secret.stepOf((TotpCode) code, clock.instant()))
                .orElseGet(OptionalLong::empty);
        return step.isPresent() && factors.accept(account, step.getAsLong());
    }

    private boolean takes(AccountId account, RecoveryCode code, Client client) {
        boolean taken = factors.takeRecoveryCode(account, code.fingerprint());
        if (taken) {
            events.done(account, client, Event.Kind.RECOVERY_CODE_USED, "");
        }
        return taken;
    }

    private static <T> Outcome<T> wrong() {
        return Outcome.refused(RefusalReason.WRONG_CODE, "the code is wrong or was used before");
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
