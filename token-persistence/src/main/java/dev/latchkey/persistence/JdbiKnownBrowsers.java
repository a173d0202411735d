package dev.latchkey.persistence;

import dev.latchkey.account.KnownBrowsers;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.TokenFingerprint;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Browsers that accounts have signed in with, in the table {@code known_browsers}. */
final class JdbiKnownBrowsers implements KnownBrowsers {

    private final Transactions transactions;

    JdbiKnownBrowsers(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void note(AccountId account, TokenFingerprint browser, Instant at, int limit) {
        transactions.write(
                handle -> JdbiAccounts.lock(handle, account) ? note(handle, account, browser, at, limit) : 0);
    }

    private static int note(Handle handle, AccountId account, TokenFingerprint browser, Instant at, int limit) {
        handle.createUpdate("DELETE FROM latchkey.known_browsers WHERE fingerprint = :browser")
                .bind("browser", browser.toBytes())
                .execute();
        handle.createUpdate("INSERT INTO latchkey.known_browsers (fingerprint, account, seen_at)"
                        + " VALUES (:browser, :account, :at)")
                .bind("browser", browser.toBytes())
                .bind("account", Sql.number(account))
                .bind("at", Sql.utc(at))
                .execute();
        return handle.createUpdate("DELETE FROM latchkey.known_browsers WHERE account = :account AND fingerprint NOT IN"
                        + " (SELECT fingerprint FROM latchkey.known_browsers WHERE account = :account ORDER BY"
                        + " CASE WHEN fingerprint = :browser THEN 0 ELSE 1 END, seen_at DESC LIMIT :limit)")
                .bind("account", Sql.number(account))
                .bind("browser", browser.toBytes())
                .bind("limit", limit)
                .execute();
    }

    @Override
    public Optional<AccountId> find(TokenFingerprint browser) {
        return transactions.read(
                handle -> handle.createQuery("SELECT account FROM latchkey.known_browsers WHERE fingerprint = :browser")
                        .bind("browser", browser.toBytes())
                        .map((row, context) -> Sql.account(row, "account"))
                        .findOne());
    }
}
