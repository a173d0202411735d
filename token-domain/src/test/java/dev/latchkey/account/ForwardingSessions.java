package dev.latchkey.account;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.TokenFingerprint;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Sessions that pass everything on; a test overrides what it wants to be otherwise. */
class ForwardingSessions implements Sessions {

    private final Sessions sessions;

    ForwardingSessions(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Optional<Session> add(NewSession session, int limit) {
        return sessions.add(session, limit);
    }

    @Override
    public Optional<Session> find(TokenFingerprint fingerprint) {
        return sessions.find(fingerprint);
    }

    @Override
    public ImmutableList<Session> ofAccount(AccountId account) {
        return sessions.ofAccount(account);
    }

    @Override
    public void touch(SessionId id, Instant at) {
        sessions.touch(id, at);
    }

    @Override
    public OptionalInt takeCodeAttempt(SessionId id) {
        return sessions.takeCodeAttempt(id);
    }

    @Override
    public boolean makeFull(SessionId id, TokenFingerprint fingerprint) {
        return sessions.makeFull(id, fingerprint);
    }

    @Override
    public void noteConfirmation(SessionId id, Instant at) {
        sessions.noteConfirmation(id, at);
    }

    @Override
    public ImmutableSet<SessionId> remove(AccountId account, ImmutableSet<SessionId> ids) {
        return sessions.remove(account, ids);
    }

    @Override
    public int removeDead(Instant unusedSince, Instant dashboardUnusedSince, Instant openedBefore) {
        return sessions.removeDead(unusedSince, dashboardUnusedSince, openedBefore);
    }
}
