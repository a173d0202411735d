package dev.latchkey.account;

import com.google.common.collect.ImmutableList;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.TokenFormat;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Sessions by their values, and which of them are dead. */
final class LiveSessions {

    private final Sessions sessions;
    private final TokenFormat format;
    private final SessionLimits limits;
    private final InstantSource clock;

    LiveSessions(Sessions sessions, TokenFormat format, SessionLimits limits, InstantSource clock) {
        this.sessions = sessions;
        this.format = format;
        this.limits = limits;
        this.clock = clock;
    }

    /** Returns the live session with this value, full or restricted, or empty if there is none. */
    Optional<Session> find(String value) {
        Instant now = clock.instant();
        return format.parse(value)
                .flatMap(parsed -> sessions.find(parsed.fingerprint()))
                .filter(session -> !isDead(session, now));
    }

    /** Returns the live full session with this value. */
    Outcome<Session> full(String value) {
        return find(value)
                .filter(session -> !session.isRestricted())
                .map(Outcome::done)
                .orElseGet(CodeCheck::ended);
    }

    /** Returns the account's live full sessions, the oldest first. */
    ImmutableList<Session> ofAccount(AccountId account) {
        Instant now = clock.instant();
        return sessions.ofAccount(account).stream()
                .filter(session -> !session.isRestricted() && !isDead(session, now))
                .collect(ImmutableList.toImmutableList());
    }

    boolean isDead(Session session, Instant now) {
        return !now.isBefore(session.lastAccess().plus(limits.idle(session)))
                || !now.isBefore(session.createdAt().plus(limits.lifetime()))
                || (session.isRestricted() && !now.isBefore(session.createdAt().plus(SignIn.CODE_LIMIT)));
    }

    void removeDead() {
        Instant now = clock.instant();
        int unused = sessions.removeDead(
                now.minus(limits.idle()), now.minus(limits.dashboardIdle()), now.minus(limits.lifetime()));
    }
}
