package dev.latchkey.persistence;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.account.SecondFactors;
import dev.latchkey.account.SessionId;
import dev.latchkey.account.TotpSecret;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.TokenFingerprint;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Second factors in the table {@code accounts}, and their recovery codes in {@code recovery_codes}. */
final class JdbiSecondFactors implements SecondFactors {

    private final Transactions transactions;

    JdbiSecondFactors(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public boolean prepare(AccountId account, TotpSecret secret) {
        return transactions.write(
                handle -> handle.createUpdate("UPDATE latchkey.accounts SET totp_prepared = :secret WHERE id = :id")
                                .bind("secret", secret.toBytes())
                                .bind("id", Sql.number(account))
                                .execute()
                        == 1);
    }

    @Override
    public Optional<TotpSecret> prepared(AccountId account) {
        return secret("totp_prepared", account);
    }

    @Override
    public boolean turnOn(AccountId account, TotpSecret secret, Optional<SessionId> kept) {
        return transactions.write(handle -> {
            // Who adds a session locks the account too: it is either there by now, or waits and then finds another
            // version.
            int changed = handle.createUpdate("UPDATE latchkey.accounts SET totp_secret = :secret,"
                            + " totp_prepared = NULL, credential_version = credential_version + 1, totp_step = 0"
                            + " WHERE id = :id")
                    .bind("secret", secret.toBytes())
                    .bind("id", Sql.number(account))
                    .execute();
            changeCredentials(handle, account, kept);
            return changed == 1;
        });
    }

    @Override
    public boolean turnOff(AccountId account, Optional<SessionId> kept) {
        return transactions.shrink(handle -> {
            int changed = handle.createUpdate("UPDATE latchkey.accounts SET totp_secret = NULL,"
                            + " credential_version = credential_version + 1"
                            + " WHERE id = :id AND totp_secret IS NOT NULL")
                    .bind("id", Sql.number(account))
                    .execute();
            if (changed == 1) {
                changeCredentials(handle, account, kept);
            }
            return changed == 1;
        });
    }

    private static void changeCredentials(Handle handle, AccountId account, Optional<SessionId> kept) {
        removeCodes(handle, account);
        JdbiSessions.removeOthers(handle, account, kept);
    }

    @Override
    public Optional<TotpSecret> secretOf(AccountId account) {
        return secret("totp_secret", account);
    }

    private Optional<TotpSecret> secret(String column, AccountId account) {
        return transactions.read(handle -> handle.createQuery(
                        "SELECT " + column + " FROM latchkey.accounts WHERE id = :id AND " + column + " IS NOT NULL")
                .bind("id", Sql.number(account))
                .map((row, context) -> TotpSecret.ofBytes(row.getBytes(column)))
                .findOne());
    }

    @Override
    public boolean accept(AccountId account, long step) {
        return transactions.write(handle -> handle.createUpdate("UPDATE latchkey.accounts SET totp_step = :step"
                                + " WHERE id = :id AND totp_secret IS NOT NULL AND totp_step < :step")
                        .bind("step", step)
                        .bind("id", Sql.number(account))
                        .execute()
                == 1);
    }

    @Override
    public boolean setRecoveryCodes(AccountId account, ImmutableSet<TokenFingerprint> codes) {
        return transactions.write(handle -> {
            int locked = handle.createUpdate(
                            "UPDATE latchkey.accounts SET name = name WHERE id = :id AND totp_secret IS NOT NULL")
                    .bind("id", Sql.number(account))
                    .execute();
            if (locked == 0) {
                return false;
            }
            removeCodes(handle, account);
            PreparedBatch batch = handle.prepareBatch(
                    "INSERT INTO latchkey.recovery_codes (account, fingerprint) VALUES (:account, :fingerprint)");
            codes.forEach(code -> batch.bind("account", Sql.number(account))
                    .bind("fingerprint", code.toBytes())
                    .add());
            return codes.isEmpty() || batch.execute().length == codes.size();
        });
    }

    private static void removeCodes(Handle handle, AccountId account) {
        handle.createUpdate("DELETE FROM latchkey.recovery_codes WHERE account = :account")
                .bind("account", Sql.number(account))
                .execute();
    }

    @Override
    public boolean takeRecoveryCode(AccountId account, TokenFingerprint code) {
        return transactions.write(handle -> handle.createUpdate(
                                "DELETE FROM latchkey.recovery_codes WHERE account = :account AND fingerprint = :code")
                        .bind("account", Sql.number(account))
                        .bind("code", code.toBytes())
                        .execute()
                == 1);
    }

    @Override
    public int recoveryCodesLeft(AccountId account) {
        return transactions.read(
                handle -> handle.createQuery("SELECT COUNT(*) FROM latchkey.recovery_codes WHERE account = :account")
                        .bind("account", Sql.number(account))
                        .mapTo(int.class)
                        .one());
    }
}
