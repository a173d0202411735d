package dev.latchkey.persistence;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import dev.latchkey.account.Account;
import dev.latchkey.account.AccountFilter;
import dev.latchkey.account.AccountSummary;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.SessionId;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Password;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** Accounts in the table {@code accounts}. */
final class JdbiAccounts implements Accounts, PasswordHashes {

    private static final int MAX_NAME = 1000;
    private static final String SELECT =
            "SELECT id, email, name, created_at, credential_version, administrator, disabled_at FROM latchkey.accounts ";

    private static final String SUMMARIES = "SELECT id, email, name, created_at, credential_version, administrator,"
            + " disabled_at, CASE WHEN totp_secret IS NULL THEN FALSE ELSE TRUE END AS second_factor,"
            + " (SELECT COUNT(*) FROM latchkey.recovery_codes WHERE account = accounts.id) AS codes_left"
            + " FROM latchkey.accounts ";

    /** So many ids are looked up by one statement. */
    private static final int SLICE = 500;

    /** The tables whose rows go with an account. */
    private static final ImmutableList<String> GO_WITH_ACCOUNT =
            ImmutableList.of("sessions", "recovery_codes", "known_browsers");

    private final Transactions transactions;
    private final OtherSessions otherSessions;
    private final Function<Password, String> hashing;

    JdbiAccounts(Transactions transactions, OtherSessions otherSessions, Function<Password, String> hashing) {
        this.transactions = transactions;
        this.otherSessions = otherSessions;
        this.hashing = hashing;
    }

    @Override
    public Optional<Account> add(EmailAddress email, String name, Password password, Instant at) {
        String storedName = Sql.text(name, MAX_NAME);
        String hash = hashing.apply(password);
        Optional<Integer> id = transactions.write(handle -> insert(handle, email, storedName, hash, at));
        return id.map(value -> new Account(
                new AccountId(Integer.toString(value)), email, storedName, Sql.stored(at), 0, false, Optional.empty()));
    }

    private static Optional<Integer> insert(Handle handle, EmailAddress email, String name, String hash, Instant at) {
        return UniqueRows.write(
                handle,
                () -> handle.createUpdate("INSERT INTO latchkey.accounts (email, name, password_hash, created_at)"
                                + " VALUES (:email, :name, :hash, :at)")
                        .bind("email", email.text())
                        .bind("name", name)
                        .bind("hash", hash)
                        .bind("at", Sql.utc(at))
                        .executeAndReturnGeneratedKeys()
                        .map(Sql::generatedId)
                        .one());
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return transactions.decide(new Decision<>(
                SELECT + "WHERE id = ?",
                query -> query.setInt(1, Sql.number(id)),
                rows -> rows.next() ? Optional.of(read(rows)) : Optional.empty()));
    }

    @Override
    public Optional<Account> find(EmailAddress email) {
        return transactions.read(handle -> handle.createQuery(SELECT + "WHERE email = :email")
                .bind("email", email.text())
                .map(JdbiAccounts::account)
                .findOne());
    }

    @Override
    public ImmutableList<AccountSummary> search(AccountFilter filter, Optional<AccountId> after, int limit) {
        StringJoiner conditions = new StringJoiner(" AND ", "WHERE ", " ").add("id > :after");
        filter.login().ifPresent(part -> conditions.add("POSITION(:part IN email) > 0"));
        filter.administrator().ifPresent(wanted -> conditions.add("administrator = :administrator"));
        filter.disabled().ifPresent(wanted -> conditions.add("disabled_at IS " + (wanted ? "NOT NULL" : "NULL")));
        return transactions.read(handle -> {
            Query query = handle.createQuery(SUMMARIES + conditions + "ORDER BY id FETCH FIRST <limit> ROWS ONLY")
                    .define("limit", limit)
                    .bind("after", after.map(Sql::number).orElse(0));
            filter.login().ifPresent(part -> query.bind("part", part));
            filter.administrator().ifPresent(wanted -> query.bind("administrator", wanted));
            return query.map((row, context) -> new AccountSummary(
                            account(row, context), row.getBoolean("second_factor"), row.getInt("codes_left")))
                    .collect(ImmutableList.toImmutableList());
        });
    }

    @Override
    public ImmutableMap<AccountId, EmailAddress> addresses(ImmutableSet<AccountId> ids) {
        ImmutableMap.Builder<AccountId, EmailAddress> addresses = ImmutableMap.builder();
        for (List<AccountId> slice : Lists.partition(ids.asList(), SLICE)) {
            transactions
                    .read(handle -> handle.createQuery(SELECT + "WHERE id IN (<ids>)")
                            .bindList("ids", slice.stream().map(Sql::number).toList())
                            .map(JdbiAccounts::account)
                            .list())
                    .forEach(account -> addresses.put(account.id(), account.email()));
        }
        return addresses.buildOrThrow();
    }

    @Override
    public boolean changePassword(AccountId id, Password password, Optional<SessionId> kept) {
        String hash = hashing.apply(password);
        return transactions.shrink((handle, revoked) -> lock(handle, id) // who adds a session locks it too
                && otherSessions.end(handle, id, kept, revoked)
                && forgetBrowsers(handle, id)
                && handle.createUpdate("UPDATE latchkey.accounts SET password_hash = :hash,"
                                        + " credential_version = credential_version + 1 WHERE id = :id")
                                .bind("hash", hash)
                                .bind("id", Sql.number(id))
                                .execute()
                        == 1);
    }

    private static boolean forgetBrowsers(Handle handle, AccountId id) {
        int unused = handle.createUpdate("DELETE FROM latchkey.known_browsers WHERE account = :id")
                .bind("id", Sql.number(id))
                .execute();
        return true;
    }

    @Override
    public boolean setAdministrator(AccountId id, boolean administrator) {
        return transactions.shrink((handle, revoked) -> setAdministrator(handle, id, administrator, revoked));
    }

    @Override
    public boolean setAdministrator(AccountId id, boolean administrator, AccountId by) {
        return transactions.shrink(
                (handle, revoked) -> lockFor(handle, id, by) && setAdministrator(handle, id, administrator, revoked));
    }

    private static boolean setAdministrator(Handle handle, AccountId id, boolean administrator, Revoked revoked) {
        int changed = handle.createUpdate("UPDATE latchkey.accounts SET administrator = :administrator WHERE id = :id")
                .bind("administrator", administrator)
                .bind("id", Sql.number(id))
                .execute();
        revoked.sessions(changed); // those of the account may do less, if not more
        return changed == 1;
    }

    /**
     * Locks the account and that of the administrator who is to change it, and returns whether the latter may. Both are locked, the lower
     * number first: of two administrators who change each other one waits for the other, and finds out.
     */
    private static boolean lockFor(Handle handle, AccountId id, AccountId by) {
        if (id.equals(by)) {
            return false;
        }
        boolean byIsFirst = Sql.number(by) < Sql.number(id);
        boolean unused = lock(handle, byIsFirst ? by : id) && lock(handle, byIsFirst ? id : by);
        return handle.createQuery(SELECT + "WHERE id = :id")
                .bind("id", Sql.number(by))
                .map(JdbiAccounts::account)
                .findOne()
                .filter(Account::mayAdminister)
                .isPresent();
    }

    @Override
    public boolean disable(AccountId id, Instant at) {
        return transactions.shrink((handle, revoked) -> disable(handle, id, at, revoked));
    }

    @Override
    public boolean disable(AccountId id, Instant at, AccountId by) {
        return transactions.shrink((handle, revoked) -> lockFor(handle, id, by) && disable(handle, id, at, revoked));
    }

    private boolean disable(Handle handle, AccountId id, Instant at, Revoked revoked) {
        int changed = handle.createUpdate("UPDATE latchkey.accounts SET disabled_at = COALESCE(disabled_at, :at),"
                        + " credential_version = credential_version + 1 WHERE id = :id")
                .bind("at", Sql.utc(at))
                .bind("id", Sql.number(id))
                .execute();
        boolean unused = otherSessions.end(handle, id, Optional.empty(), revoked);
        revoked.gone(); // the sessions may be, by an earlier change
        return changed == 1;
    }

    @Override
    public boolean enable(AccountId id) {
        return transactions.write(
                handle -> handle.createUpdate("UPDATE latchkey.accounts SET disabled_at = NULL WHERE id = :id")
                                .bind("id", Sql.number(id))
                                .execute()
                        == 1);
    }

    @Override
    public boolean remove(AccountId id) {
        return transactions.shrink((handle, revoked) -> remove(handle, id, revoked));
    }

    @Override
    public boolean remove(AccountId id, AccountId by) {
        return transactions.shrink((handle, revoked) -> lockFor(handle, id, by) && remove(handle, id, revoked));
    }

    private static boolean remove(Handle handle, AccountId id, Revoked revoked) {
        boolean wasThere = lock(handle, id); // those who add to what goes with it lock it too
        revoked.gone();
        for (String table : GO_WITH_ACCOUNT) {
            revoked.sessions(handle.createUpdate("DELETE FROM latchkey." + table + " WHERE account = :id")
                    .bind("id", Sql.number(id))
                    .execute());
        }
        handle.createUpdate("DELETE FROM latchkey.accounts WHERE id = :id")
                .bind("id", Sql.number(id))
                .execute();
        return wasThere;
    }

    /** Locks the account until the end of the transaction, as an update does on both databases, and returns whether there is one. */
    static boolean lock(Handle handle, AccountId id) {
        return handle.createUpdate("UPDATE latchkey.accounts SET name = name WHERE id = :id")
                        .bind("id", Sql.number(id))
                        .execute()
                == 1;
    }

    @Override
    public void replace(AccountId id, String present, String next) {
        transactions.write(handle -> handle.createUpdate(
                        "UPDATE latchkey.accounts SET password_hash = :next WHERE id = :id AND password_hash = :present")
                .bind("next", next)
                .bind("id", Sql.number(id))
                .bind("present", present)
                .execute());
    }

    @Override
    public Optional<String> of(AccountId id) {
        return transactions.read(
                handle -> handle.createQuery("SELECT password_hash FROM latchkey.accounts WHERE id = :id")
                        .bind("id", Sql.number(id))
                        .mapTo(String.class)
                        .findOne());
    }

    private static Account account(ResultSet row, StatementContext context) throws SQLException {
        return read(row);
    }

    private static Account read(ResultSet row) throws SQLException {
        return new Account(
                Sql.account(row, "id"),
                new EmailAddress(row.getString("email")),
                row.getString("name"),
                Sql.instant(row, "created_at"),
                row.getInt("credential_version"),
                row.getBoolean("administrator"),
                Sql.optionalInstant(row, row.findColumn("disabled_at")));
    }
}
