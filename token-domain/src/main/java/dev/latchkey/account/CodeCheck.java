package dev.latchkey.account;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Makes a restricted session a full one by a code. Attempts are bounded for the session, and for the account over time. */
final class CodeCheck {

    /** So many wrong codes end a restricted session. */
    static final int ATTEMPTS_OF_SESSION = 5;

    /** After so many wrong codes in a row, whatever the sessions, an account has one attempt per {@link #PAUSE}. */
    static final int ATTEMPTS_OF_ACCOUNT = 10;

    static final Duration PAUSE = Duration.ofMinutes(15);

    private final SecondFactors factors;
    private final Sessions sessions;

    CodeCheck(SecondFactors factors, Sessions sessions) {
        this.factors = factors;
        this.sessions = sessions;
    }

    /** How many codes a new session of the account may try; absent where it needs none. */
    OptionalInt attempts(AccountId account) {
        return factors.secretOf(account).isPresent() ? OptionalInt.of(ATTEMPTS_OF_SESSION) : OptionalInt.empty();
    }

    /** @param session a live one, as it was found */
    Outcome<SessionId> verify(Session session, TotpCode code, Instant now) {
        if (!session.isRestricted()) {
            return Outcome.refused(RefusalReason.CODE_NOT_NEEDED, "it is signed in already and needs no code");
        }
        Optional<TotpSecret> secret = factors.secretOf(session.account());
        if (secret.isEmpty()) {
            return end(session);
        }
        if (!factors.countAttempt(session.account(), ATTEMPTS_OF_ACCOUNT, now.minus(PAUSE), now)) {
            return Outcome.refused(
                    RefusalReason.TOO_MANY_CODES,
                    "too many wrong codes: wait " + PAUSE.toMinutes() + " minutes, then sign in again");
        }
        OptionalInt left = sessions.takeCodeAttempt(session.id());
        if (left.isEmpty()) {
            return ended();
        }
        return isRight(session, secret.get(), code, now) ? complete(session) : wrong(session, left.getAsInt());
    }

    private boolean isRight(Session session, TotpSecret secret, TotpCode code, Instant now) {
        OptionalLong step = secret.stepOf(code, now);
        return step.isPresent() && factors.accept(session.account(), step.getAsLong());
    }

    private Outcome<SessionId> complete(Session session) {
        return sessions.makeFull(session.id()) ? Outcome.done(session.id()) : ended();
    }

    private Outcome<SessionId> wrong(Session session, int left) {
        if (left == 0) {
            sessions.remove(session.account(), ImmutableSet.of(session.id()));
        }
        return Outcome.refused(
                RefusalReason.WRONG_CODE,
                "the code is wrong or was used before: "
                        + (left == 0 ? "sign in again" : "attempts left for this session: " + left));
    }

    private Outcome<SessionId> end(Session session) {
        sessions.remove(session.account(), ImmutableSet.of(session.id()));
        return ended();
    }

    static Outcome<SessionId> ended() {
        return Outcome.refused(RefusalReason.SESSION_ENDED, "the session has ended: sign in again");
    }
}
