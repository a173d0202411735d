package dev.latchkey.persistence;

import dev.latchkey.account.AccountStore;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.Guesses;
import dev.latchkey.account.KnownBrowsers;
import dev.latchkey.account.Passwords;
import dev.latchkey.account.SecondFactors;
import dev.latchkey.account.Sessions;

/** Latchkey's own accounts in a {@link Database}, with all that goes with them. */
final class AccountStores implements AccountStore, AutoCloseable {

    private final HashingPlaces places = new HashingPlaces();
    private final JdbiAccounts accounts;
    private final Sessions sessions;
    private final SecondFactors secondFactors;
    private final Passwords passwords;
    private final Guesses guesses;
    private final KnownBrowsers knownBrowsers;

    private AccountStores(Transactions transactions) {
        Argon2Hashing hashing = new Argon2Hashing();
        accounts = new JdbiAccounts(transactions, password -> places.await(() -> hashing.hash(password)));
        sessions = new JdbiSessions(transactions, IdKeys.SESSIONS.permutation(transactions));
        secondFactors = new JdbiSecondFactors(transactions);
        passwords = new Argon2Passwords(accounts, hashing, places);
        guesses = new JdbiGuesses(transactions);
        knownBrowsers = new JdbiKnownBrowsers(transactions);
    }

    /** Throws an exception that names the artifact if what hashes passwords is not there. */
    static void requireHashing() {
        Artifact.ARGON2.require("accounts with passwords");
    }

    /** On a database that has the tables of accounts. */
    static AccountStores on(Transactions transactions) {
        return new AccountStores(transactions);
    }

    @Override
    public Accounts accounts() {
        return accounts;
    }

    @Override
    public Sessions sessions() {
        return sessions;
    }

    @Override
    public SecondFactors secondFactors() {
        return secondFactors;
    }

    @Override
    public Passwords passwords() {
        return passwords;
    }

    @Override
    public Guesses guesses() {
        return guesses;
    }

    @Override
    public KnownBrowsers knownBrowsers() {
        return knownBrowsers;
    }

    @Override
    public void close() {
        places.close();
    }
}
