package dev.latchkey.persistence;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.latchkey.account.NewSession;
import dev.latchkey.account.Session;
import dev.latchkey.account.SessionId;
import dev.latchkey.account.Sessions;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.TokenFingerprint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/** Sessions in the table {@code sessions}. */
final class JdbiSessions implements Sessions {

    private static final String ALL_OWNED = "WHERE account = :account AND id IN (<ids>)";

    private final Transactions transactions;
    private final IdPermutation ids;

    JdbiSessions(Transactions transactions, IdPermutation ids) {
        this.transactions = transactions;
        this.ids = ids;
    }

    @Override
    public Optional<Session> add(NewSession session, int limit) {
        String address = Sql.address(session.address());
        String userAgent = Sql.userAgent(session.userAgent());
        Optional<Integer> row = transactions.write((handle, revoked) -> {
            if (!lockAccount(handle, session)) {
                return Optional.empty();
            }
            int added = insert(handle, session, address, userAgent);
            revoked.sessions(removeOverLimit(handle, session.account(), added, limit));
            return Optional.of(added);
        });
        Instant createdAt = Sql.stored(session.createdAt());
        return row.map(number -> new Session(
                id(number),
                session.account(),
                session.fingerprint(),
                address,
                userAgent,
                createdAt,
                createdAt,
                createdAt,
                session.dashboard(),
                session.codeAttempts()));
    }

    /**
     * Keeps the account's credentials as they are until the commit, if they are still those that were confirmed. An update locks the row, on
     * both databases: those that add sessions of an account and those that change its credentials come one by one.
     */
    private static boolean lockAccount(Handle handle, NewSession session) {
        return handle.createUpdate("UPDATE latchkey.accounts SET name = name"
                                + " WHERE id = :account AND credential_version = :version")
                        .bind("account", Sql.number(session.account()))
                        .bind("version", session.credentialVersion())
                        .execute()
                == 1;
    }

    private static int insert(Handle handle, NewSession session, String address, String userAgent) {
        return handle.createUpdate("INSERT INTO latchkey.sessions"
                        + " (account, fingerprint, address, user_agent, created_at, last_access, confirmed_at, dashboard, code_attempts) VALUES"
                        + " (:account, :fingerprint, :address, :userAgent, :at, :at, :at, :dashboard, :codeAttempts)")
                .bind("account", Sql.number(session.account()))
                .bind("fingerprint", session.fingerprint().toBytes())
                .bind("address", address)
                .bind("userAgent", userAgent)
                .bind("at", Sql.utc(session.createdAt()))
                .bind("dashboard", session.dashboard())
                .bind("codeAttempts", Sql.nullable(session.codeAttempts()))
                .executeAndReturnGeneratedKeys()
                .map(Sql::generatedId)
                .one();
    }

    /** Keeps the one that was added, then full ones, then restricted ones, and of both the newest. */
    private static int removeOverLimit(Handle handle, AccountId account, int added, int limit) {
        return handle.createUpdate(
                        "DELETE FROM latchkey.sessions WHERE account = :account AND id NOT IN"
                                + " (SELECT id FROM latchkey.sessions WHERE account = :account ORDER BY"
                                + " CASE WHEN id = :added THEN 0 WHEN code_attempts IS NULL THEN 1 ELSE 2 END, id DESC LIMIT :limit)")
                .bind("account", Sql.number(account))
                .bind("added", added)
                .bind("limit", limit)
                .execute();
    }

    @Override
    public Optional<Session> find(TokenFingerprint fingerprint) {
        return transactions.decide(new Decision<>(
                "SELECT * FROM latchkey.sessions WHERE fingerprint = ?",
                query -> query.setBytes(1, fingerprint.toBytes()),
                rows -> rows.next() ? Optional.of(read(rows)) : Optional.empty()));
    }

    @Override
    public ImmutableList<Session> ofAccount(AccountId account) {
        return transactions.read(
                handle -> handle.createQuery("SELECT * FROM latchkey.sessions WHERE account = :account ORDER BY id")
                        .bind("account", Sql.number(account))
                        .map(this::session)
                        .collect(ImmutableList.toImmutableList()));
    }

    @Override
    public void touch(SessionId id, Instant at) {
        transactions.write(handle -> handle.createUpdate(
                        "UPDATE latchkey.sessions SET last_access = :at WHERE id = :id AND last_access < :at")
                .bind("id", row(id))
                .bind("at", Sql.utc(at))
                .execute());
    }

    @Override
    public OptionalInt takeCodeAttempt(SessionId id) {
        return transactions.write(handle -> {
            int taken = handle.createUpdate(
                            "UPDATE latchkey.sessions SET code_attempts = code_attempts - 1 WHERE id = :id AND code_attempts > 0")
                    .bind("id", row(id))
                    .execute();
            // The update keeps the row locked until the commit, on both databases.
            return taken == 0 ? OptionalInt.empty() : OptionalInt.of(codeAttempts(handle, id));
        });
    }

    private int codeAttempts(Handle handle, SessionId id) {
        return handle.createQuery("SELECT code_attempts FROM latchkey.sessions WHERE id = :id")
                .bind("id", row(id))
                .mapTo(int.class)
                .one();
    }

    @Override
    public boolean makeFull(SessionId id, TokenFingerprint fingerprint) {
        return transactions.write((handle, revoked) -> {
            int made = handle.createUpdate("UPDATE latchkey.sessions SET code_attempts = NULL,"
                            + " fingerprint = :fingerprint WHERE id = :id AND code_attempts IS NOT NULL")
                    .bind("fingerprint", fingerprint.toBytes())
                    .bind("id", row(id))
                    .execute();
            revoked.sessions(made); // its value before is dead
            return made == 1;
        });
    }

    /** It comes before what takes rights away, which is done on a disk that has no room for others. */
    @Override
    public void noteConfirmation(SessionId id, Instant at) {
        transactions.shrink(
                handle -> handle.createUpdate("UPDATE latchkey.sessions SET confirmed_at = :at WHERE id = :id")
                        .bind("at", Sql.utc(at))
                        .bind("id", row(id))
                        .execute());
    }

    @Override
    public ImmutableSet<SessionId> remove(AccountId account, ImmutableSet<SessionId> removed) {
        return removed.isEmpty()
                ? removed
                : transactions.shrink((handle, revoked) -> remove(handle, account, removed, revoked));
    }

    private ImmutableSet<SessionId> remove(
            Handle handle, AccountId account, ImmutableSet<SessionId> removed, Revoked revoked) {
        // An update locks the rows until the commit, on both databases, so that those found are those removed.
        bindAll(handle.createUpdate("UPDATE latchkey.sessions SET address = address " + ALL_OWNED), account, removed)
                .execute();
        ImmutableSet<SessionId> found = bindAll(
                        handle.createQuery("SELECT id FROM latchkey.sessions " + ALL_OWNED), account, removed)
                .map((row, context) -> id(row.getInt("id")))
                .collect(ImmutableSet.toImmutableSet());
        if (found.size() < removed.size()) {
            handle.rollback();
            revoked.gone();
            return Sets.difference(removed, found).immutableCopy();
        }
        revoked.sessions(bindAll(handle.createUpdate("DELETE FROM latchkey.sessions " + ALL_OWNED), account, removed)
                .execute());
        return ImmutableSet.of();
    }

    private <S extends SqlStatement<S>> S bindAll(S statement, AccountId account, ImmutableSet<SessionId> bound) {
        return statement
                .bind("account", Sql.number(account))
                .bindList("ids", bound.stream().map(this::row).toList());
    }

    /** The number of the row of a session. */
    private int row(SessionId id) {
        return Math.toIntExact(ids.row(id.value()));
    }

    /** The id of the session whose row has this number. */
    private SessionId id(int row) {
        return new SessionId(Math.toIntExact(ids.told(row)));
    }

    @Override
    public int removeDead(Instant unusedSince, Instant dashboardUnusedSince, Instant openedBefore) {
        return transactions.shrink(handle -> handle.createUpdate(
                        "DELETE FROM latchkey.sessions WHERE last_access < :unusedSince OR created_at < :openedBefore"
                                + " OR (dashboard AND last_access < :dashboardUnusedSince)")
                .bind("dashboardUnusedSince", Sql.utc(dashboardUnusedSince))
                .bind("unusedSince", Sql.utc(unusedSince))
                .bind("openedBefore", Sql.utc(openedBefore))
                .execute());
    }

    private Session session(ResultSet row, StatementContext context) throws SQLException {
        return read(row);
    }

    private Session read(ResultSet row) throws SQLException {
        return new Session(
                id(row.getInt("id")),
                Sql.account(row, "account"),
                Sql.fingerprint(row),
                row.getString("address"),
                row.getString("user_agent"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "last_access"),
                Sql.optionalInstant(row, row.findColumn("confirmed_at")).orElse(Instant.EPOCH),
                row.getBoolean("dashboard"),
                Sql.optionalInt(row, "code_attempts").map(OptionalInt::of).orElseGet(OptionalInt::empty));
    }
}
