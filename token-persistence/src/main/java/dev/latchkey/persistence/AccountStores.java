package dev.latchkey.persistence;

import dev.latchkey.account.Accounts;
import dev.latchkey.account.SecondFactors;
import dev.latchkey.account.Sessions;
import dev.latchkey.token.PasswordConfirmation;

/**
 * Latchkey's own accounts in a {@link Database}, with all that goes with them, for a platform that has none. Safe for use by many
 * threads.
 */
public final class AccountStores {

    private final HashingLimit hashingLimit = new HashingLimit();
    private final JdbiAccounts accounts;
    private final Sessions sessions;
    private final SecondFactors secondFactors;
    private final PasswordConfirmation passwordConfirmation;

    private AccountStores(Transactions transactions) {
        Argon2Hashing hashing = new Argon2Hashing();
        accounts = new JdbiAccounts(transactions, password -> hashingLimit.await(() -> hashing.hash(password)));
        sessions = new JdbiSessions(transactions, IdKeys.SESSIONS.permutation(transactions));
        secondFactors = new JdbiSecondFactors(transactions);
        passwordConfirmation = new Argon2PasswordConfirmation(accounts, hashing, hashingLimit);
    }

    /** Throws an exception that names the artifact if what hashes passwords is not there. */
    static void requireHashing() {
        Artifact.ARGON2.require("accounts with passwords");
    }

    /** On a database that has the tables of accounts. */
    static AccountStores on(Transactions transactions) {
        return new AccountStores(transactions);
    }

    public Accounts accounts() {
        return accounts;
    }

    public Sessions sessions() {
        return sessions;
    }

    public SecondFactors secondFactors() {
        return secondFactors;
    }

    /** Returns the check of these accounts' passwords. */
    public PasswordConfirmation passwordConfirmation() {
        return passwordConfirmation;
    }

    void close() {
        hashingLimit.close();
    }
}
