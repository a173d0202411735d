package dev.latchkey.token.testing;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multiset;
import com.google.common.collect.Sets;
import dev.latchkey.account.Account;
import dev.latchkey.account.NewSession;
import dev.latchkey.account.Session;
import dev.latchkey.account.SessionId;
import dev.latchkey.account.Sessions;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.TokenFingerprint;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** {@link Sessions} that are gone with the process, for tests. */
public final class InMemorySessions implements Sessions {

    private final Map<SessionId, Session> sessions = new LinkedHashMap<>();
    private final Multiset<AccountId> credentialChanges = HashMultiset.create();
    private int lastId;

    @Override
    public synchronized Optional<Session> add(NewSession session, int limit) {
        if (session.credentialVersion() != credentialVersion(session.account())) {
            return Optional.empty();
        }
        Session added = new Session(
                new SessionId(++lastId),
                session.account(),
                session.fingerprint(),
                session.address(),
                session.userAgent(),
                session.createdAt(),
                session.createdAt(),
                session.createdAt(),
                session.dashboard(),
                session.codeAttempts());
        sessions.put(added.id(), added);
        ImmutableList<Session> all = ofAccount(session.account());
        all.stream()
                .filter(other -> !other.equals(added))
                .sorted(Comparator.comparing(other -> !other.isRestricted()))
                .limit(Math.max(0, all.size() - limit))
                .map(Session::id)
                .forEach(sessions::remove);
        return Optional.of(added);
    }

    @Override
    public synchronized Optional<Session> find(TokenFingerprint fingerprint) {
        return sessions.values().stream()
                .filter(session -> session.fingerprint().equals(fingerprint))
                .findAny();
    }

    @Override
    public synchronized ImmutableList<Session> ofAccount(AccountId account) {
        return sessions.values().stream()
                .filter(session -> session.account().equals(account))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public synchronized void touch(SessionId id, Instant at) {
        change(
                id,
                session -> session.lastAccess().isBefore(at),
                session -> copy(session, session.fingerprint(), at, session.confirmedAt(), session.codeAttempts()));
    }

    @Override
    public synchronized OptionalInt takeCodeAttempt(SessionId id) {
        Optional<Session> taken = change(
                id,
                session -> session.codeAttempts().orElse(0) > 0,
                session -> copy(
                        session,
                        session.fingerprint(),
                        session.lastAccess(),
                        session.confirmedAt(),
                        OptionalInt.of(session.codeAttempts().getAsInt() - 1)));
        return taken.map(Session::codeAttempts).orElseGet(OptionalInt::empty);
    }

    @Override
    public synchronized boolean makeFull(SessionId id, TokenFingerprint fingerprint) {
        return change(
                        id,
                        Session::isRestricted,
                        session -> copy(
                                session, fingerprint, session.lastAccess(), session.confirmedAt(), OptionalInt.empty()))
                .isPresent();
    }

    @Override
    public synchronized void noteConfirmation(SessionId id, Instant at) {
        change(
                id,
                session -> true,
                session -> copy(session, session.fingerprint(), session.lastAccess(), at, session.codeAttempts()));
    }

    /** Changes a session that meets a condition, and returns it. */
    private Optional<Session> change(SessionId id, Predicate<Session> condition, UnaryOperator<Session> change) {
        Optional<Session> changed =
                Optional.ofNullable(sessions.get(id)).filter(condition).map(change);
        changed.ifPresent(session -> sessions.put(id, session));
        return changed;
    }

    private static Session copy(
            Session session,
            TokenFingerprint fingerprint,
            Instant lastAccess,
            Instant confirmedAt,
            OptionalInt codeAttempts) {
        return new Session(
                session.id(),
                session.account(),
                fingerprint,
                session.address(),
                session.userAgent(),
                session.createdAt(),
                lastAccess,
                confirmedAt,
                session.dashboard(),
                codeAttempts);
    }

    @Override
    public synchronized ImmutableSet<SessionId> remove(AccountId account, ImmutableSet<SessionId> ids) {
        ImmutableSet<SessionId> owned =
                ofAccount(account).stream().map(Session::id).collect(ImmutableSet.toImmutableSet());
        ImmutableSet<SessionId> missing = Sets.difference(ids, owned).immutableCopy();
        if (missing.isEmpty()) {
            sessions.keySet().removeAll(ids);
        }
        return missing;
    }

    /** The {@link Account#credentialVersion} of an account. */
    synchronized int credentialVersion(AccountId account) {
        return credentialChanges.count(account);
    }

    /**
     * Notes that the account's credentials were changed, and removes its sessions but for one, in one step; does nothing if the one is not
     * there.
     *
     * @return whether it is there; true if none is kept
     */
    synchronized boolean credentialsChanged(AccountId account, Optional<SessionId> kept) {
        if (!ofAccount(account).stream()
                .map(Session::id)
                .collect(ImmutableSet.toImmutableSet())
                .containsAll(kept.stream().toList())) {
            return false;
        }
        credentialChanges.add(account);
        sessions.values()
                .removeIf(session -> session.account().equals(account) && !kept.equals(Optional.of(session.id())));
        return true;
    }

    @Override
    public synchronized int removeDead(Instant unusedSince, Instant dashboardUnusedSince, Instant openedBefore) {
        int before = sessions.size();
        sessions.values()
                .removeIf(session ->
                        session.lastAccess().isBefore(session.dashboard() ? dashboardUnusedSince : unusedSince)
                                || session.createdAt().isBefore(openedBefore));
        return before - sessions.size();
    }
}
