package dev.latchkey.persistence;

import dev.latchkey.account.AccountStore;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.Guesses;
import dev.latchkey.account.KnownBrowsers;
import dev.latchkey.account.Passwords;
import dev.latchkey.account.SecondFactors;
import dev.latchkey.account.Sessions;
import dev.latchkey.token.Events;
import java.util.function.IntSupplier;

/** Latchkey's own accounts in a {@link Database}, with all that goes with them. */
final class AccountStores implements AccountStore, AutoCloseable {

    private final HashingPlaces places = new HashingPlaces();
    private final JdbiAccounts accounts;
    private final Sessions sessions;
    private final SecondFactors secondFactors;
    private final Passwords passwords;
    private final Guesses guesses;
    private final KnownBrowsers knownBrowsers;
    private final Events events;
    private final IntSupplier nodes;

    private AccountStores(Transactions transactions, Events events, IntSupplier nodes) {
        this.events = events;
        this.nodes = nodes;
        Argon2Hashing hashing = new Argon2Hashing();
        IdPermutation sessionIds = IdKeys.SESSIONS.permutation(transactions);
        OtherSessions others = new OtherSessions(sessionIds);
        accounts = new JdbiAccounts(transactions, others, password -> places.await(() -> hashing.hash(password)));
        sessions = new JdbiSessions(transactions, sessionIds);
        secondFactors = new JdbiSecondFactors(transactions, others);
        passwords = new Argon2Passwords(accounts, hashing, places);
        guesses = new JdbiGuesses(transactions);
        knownBrowsers = new JdbiKnownBrowsers(transactions);
    }

    /** Throws an exception that names the artifact if what hashes passwords is not there. */
    static void requireHashing() {
        Artifact.ARGON2.require("accounts with passwords");
    }

    /**
     * On a database that has the tables of accounts.
     *
     * @param events the history of the same database
     * @param nodes how many there are on it
     */
    static AccountStores on(Transactions transactions, Events events, IntSupplier nodes) {
        return new AccountStores(transactions, events, nodes);
    }

    /** How many passwords wait to be hashed. */
    int waitingPasswords() {
        return places.waiting();
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
    public Events events() {
        return events;
    }

    @Override
    public int nodes() {
        return nodes.getAsInt();
    }

    @Override
    public void close() {
        places.close();
    }
}
