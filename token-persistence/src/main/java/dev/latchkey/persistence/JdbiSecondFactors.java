package dev.latchkey.persistence;

import dev.latchkey.account.SecondFactors;
import dev.latchkey.account.TotpSecret;
import dev.latchkey.token.AccountId;
import java.time.Instant;
import java.util.Optional;

/** Second factors in the table {@code accounts}. */
final class JdbiSecondFactors implements SecondFactors {

    private final Transactions transactions;

    JdbiSecondFactors(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public boolean turnOn(AccountId account, TotpSecret secret) {
        return transactions.write(handle -> {
            int changed = handle.createUpdate(
                            "UPDATE latchkey.accounts SET totp_secret = :secret,"
                                    + " credential_version = credential_version + 1, totp_step = 0, totp_attempts = 0, totp_attempted_at = NULL WHERE id = :id")
                    .bind("secret", secret.toBytes())
                    .bind("id", Sql.number(account))
                    .execute();
            // Who adds a session locks the account too: it is either there by now, or waits and then finds another
            // version.
            handle.createUpdate("DELETE FROM latchkey.sessions WHERE account = :id")
                    .bind("id", Sql.number(account))
                    .execute();
            return changed == 1;
        });
    }

    @Override
    public boolean turnOff(AccountId account) {
        return transactions.shrink(handle -> {
            int changed = handle.createUpdate("UPDATE latchkey.accounts SET totp_secret = NULL,"
                            + " credential_version = credential_version + 1"
                            + " WHERE id = :id AND totp_secret IS NOT NULL")
                    .bind("id", Sql.number(account))
                    .execute();
            handle.createUpdate("DELETE FROM latchkey.sessions WHERE account = :id AND code_attempts IS NOT NULL")
                    .bind("id", Sql.number(account))
                    .execute();
            return changed == 1;
        });
    }

    @Override
    public Optional<TotpSecret> secretOf(AccountId account) {
        return transactions.read(handle -> handle.createQuery(
                        "SELECT totp_secret FROM latchkey.accounts WHERE id = :id AND totp_secret IS NOT NULL")
                .bind("id", Sql.number(account))
                .map((row, context) -> TotpSecret.ofBytes(row.getBytes("totp_secret")))
                .findOne());
    }

    @Override
    public boolean countAttempt(AccountId account, int limit, Instant deadline, Instant at) {
        return transactions.write(handle -> handle.createUpdate(
                                "UPDATE latchkey.accounts SET totp_attempts = totp_attempts + 1, totp_attempted_at = :at"
                                        + " WHERE id = :id AND totp_secret IS NOT NULL"
                                        + " AND (totp_attempts < :limit OR totp_attempted_at <= :deadline)")
                        .bind("at", Sql.utc(at))
                        .bind("id", Sql.number(account))
                        .bind("limit", limit)
                        .bind("deadline", Sql.utc(deadline))
                        .execute()
                == 1);
    }

    @Override
    public boolean accept(AccountId account, long step) {
        return transactions.write(
                handle -> handle.createUpdate("UPDATE latchkey.accounts SET totp_step = :step, totp_attempts = 0"
                                        + " WHERE id = :id AND totp_secret IS NOT NULL AND totp_step < :step")
                                .bind("step", step)
                                .bind("id", Sql.number(account))
                                .execute()
                        == 1);
    }
}
