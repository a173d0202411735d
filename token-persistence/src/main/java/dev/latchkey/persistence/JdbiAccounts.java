package dev.latchkey.persistence;

import com.google.common.collect.ImmutableList;
import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.SessionId;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Password;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Accounts in the table {@code accounts}. */
final class JdbiAccounts implements Accounts, PasswordHashes {

    private static final int MAX_NAME = 1000;
    private static final String SELECT =
            "SELECT id, email, name, created_at, credential_version, administrator, disabled_at FROM latchkey.accounts ";

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
        return transactions.read(handle -> handle.createQuery(SELECT + "WHERE id = :id")
                .bind("id", Sql.number(id))
                .map(JdbiAccounts::account)
                .findOne());
    }

    @Override
    public Optional<Account> find(EmailAddress email) {
        return transactions.read(handle -> handle.createQuery(SELECT + "WHERE email = :email")
                .bind("email", email.text())
                .map(JdbiAccounts::account)
                .findOne());
    }

    @Override
    public ImmutableList<Account> list() {
        return transactions.read(handle -> handle.createQuery(SELECT + "ORDER BY id")
                .map(JdbiAccounts::account)
                .collect(ImmutableList.toImmutableList()));
    }

    @Override
    public boolean changePassword(AccountId id, Password password, Optional<SessionId> kept) {
        String hash = hashing.apply(password);
        return transactions.shrink(handle -> lock(handle, id) // who adds a session locks it too
                && otherSessions.end(handle, id, kept)
                && handle.createUpdate("UPDATE latchkey.accounts SET password_hash = :hash,"
                                        + " credential_version = credential_version + 1 WHERE id = :id")
                                .bind("hash", hash)
                                .bind("id", Sql.number(id))
                                .execute()
                        == 1);
    }

    @Override
    public boolean setAdministrator(AccountId id, boolean administrator) {
        return transactions.shrink(handle ->
                handle.createUpdate("UPDATE latchkey.accounts SET administrator = :administrator WHERE id = :id")
                                .bind("administrator", administrator)
                                .bind("id", Sql.number(id))
                                .execute()
                        == 1);
    }

    @Override
    public boolean disable(AccountId id, Instant at) {
        return transactions.shrink(handle -> {
            int changed = handle.createUpdate("UPDATE latchkey.accounts SET disabled_at = COALESCE(disabled_at, :at),"
                            + " credential_version = credential_version + 1 WHERE id = :id")
                    .bind("at", Sql.utc(at))
                    .bind("id", Sql.number(id))
                    .execute();
            return otherSessions.end(handle, id, Optional.empty()) && changed == 1;
        });
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
        return transactions.shrink(handle -> {
            boolean wasThere = lock(handle, id); // those who add to what goes with it lock it too
            for (String table : GO_WITH_ACCOUNT) {
                handle.createUpdate("DELETE FROM latchkey." + table + " WHERE account = :id")
                        .bind("id", Sql.number(id))
                        .execute();
            }
            handle.createUpdate("DELETE FROM latchkey.accounts WHERE id = :id")
                    .bind("id", Sql.number(id))
                    .execute();
            return wasThere;
        });
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
