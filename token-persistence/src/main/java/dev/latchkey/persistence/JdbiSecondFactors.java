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
    private final OtherSessions otherSessions;

    JdbiSecondFactors(Transactions transactions, OtherSessions otherSessions) {
        this.transactions = transactions;
        this.otherSessions = otherSessions;
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
        // Who adds a session locks the account too: it is either there by now, or waits and then finds another version.
        return transactions.write((handle, revoked) -> JdbiAccounts.lock(handle, account)
                && otherSessions.end(handle, account, kept, revoked)
                && give(handle, account, secret, 0));
    }

    @Override
    public boolean turnOnPrepared(
            AccountId account,
            TotpSecret secret,
            long step,
            ImmutableSet<TokenFingerprint> recoveryCodes,
            SessionId kept) {
        return transactions.write((handle, revoked) -> {
            boolean isPrepared = handle.createUpdate("UPDATE latchkey.accounts SET name = name"
                                    + " WHERE id = :id AND totp_secret IS NULL AND totp_prepared = :secret")
                            .bind("id", Sql.number(account))
                            .bind("secret", secret.toBytes())
                            .execute()
                    == 1;
            return isPrepared
                    && otherSessions.end(handle, account, Optional.of(kept), revoked)
                    && give(handle, account, secret, step)
                    && addCodes(handle, account, recoveryCodes);
        });
    }

    /** Gives a locked account this second factor, without recovery codes. */
    private static boolean give(Handle handle, AccountId account, TotpSecret secret, long step) {
        removeCodes(handle, account);
        return handle.createUpdate("UPDATE latchkey.accounts SET totp_secret = :secret, totp_prepared = NULL,"
                                + " credential_version = credential_version + 1, totp_step = :step WHERE id = :id")
                        .bind("secret", secret.toBytes())
                        .bind("step", step)
                        .bind("id", Sql.number(account))
                        .execute()
                == 1;
    }

    @Override
    public boolean turnOff(AccountId account, Optional<SessionId> kept) {
        return transactions.shrink((handle, revoked) -> {
            if (!lockWithFactor(handle, account) || !otherSessions.end(handle, account, kept, revoked)) {
                return false;
            }
            removeCodes(handle, account);
            return handle.createUpdate("UPDATE latchkey.accounts SET totp_secret = NULL,"
                                    + " credential_version = credential_version + 1 WHERE id = :id")
                            .bind("id", Sql.number(account))
                            .execute()
                    == 1;
        });
    }

    /** Locks the account if it has a second factor, and returns whether it has. */
    private static boolean lockWithFactor(Handle handle, AccountId account) {
        return handle.createUpdate(
                                "UPDATE latchkey.accounts SET name = name WHERE id = :id AND totp_secret IS NOT NULL")
                        .bind("id", Sql.number(account))
                        .execute()
                == 1;
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
    public boolean setRecoveryCodes(AccountId account, ImmutableSet<TokenFingerprint> codes, Optional<SessionId> with) {
        return transactions.write(handle -> {
            if (!lockWithFactor(handle, account) || !otherSessions.isThere(handle, account, with)) {
                return false;
            }
            removeCodes(handle, account);
            return addCodes(handle, account, codes);
        });
    }

    private static boolean addCodes(Handle handle, AccountId account, ImmutableSet<TokenFingerprint> codes) {
        PreparedBatch batch = handle.prepareBatch(
                "INSERT INTO latchkey.recovery_codes (account, fingerprint) VALUES (:account, :fingerprint)");
        codes.forEach(code -> batch.bind("account", Sql.number(account))
                .bind("fingerprint", code.toBytes())
                .add());
        return codes.isEmpty() || batch.execute().length == codes.size();
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
