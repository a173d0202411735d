package dev.latchkey.token.testing;

import dev.latchkey.account.AccountStore;
import dev.latchkey.account.Guesses;
import dev.latchkey.account.KnownBrowsers;
import dev.latchkey.account.Passwords;
import dev.latchkey.account.SecondFactors;
import dev.latchkey.account.Sessions;
import dev.latchkey.token.Events;

/**
 * An {@link AccountStore} that is gone with the process, for tests. Single stores of it can be replaced, as by one that fails.
 *
 * @param accounts with their passwords and second factors
 */
public record InMemoryAccountStore(
        InMemoryAccounts accounts,
        Sessions sessions,
        SecondFactors secondFactors,
        Passwords passwords,
        Guesses guesses,
        KnownBrowsers knownBrowsers,
        Events events)
        implements AccountStore {

    /** An empty store. */
    public static InMemoryAccountStore empty() {
        InMemorySessions sessions = new InMemorySessions();
        InMemoryKnownBrowsers browsers = new InMemoryKnownBrowsers();
        InMemoryAccounts accounts = new InMemoryAccounts(sessions, browsers);
        return new InMemoryAccountStore(
                accounts, sessions, accounts, accounts, new InMemoryGuesses(), browsers, new InMemoryEvents());
    }

    @Override
    public int nodes() {
        return 1;
    }

    /** The same accounts with other sessions. */
    public InMemoryAccountStore with(Sessions others) {
        return new InMemoryAccountStore(accounts, others, secondFactors, passwords, guesses, knownBrowsers, events);
    }

    /** The same accounts with other second factors. */
    public InMemoryAccountStore with(SecondFactors others) {
        return new InMemoryAccountStore(accounts, sessions, others, passwords, guesses, knownBrowsers, events);
    }

    /** The same accounts with another check of their passwords. */
    public InMemoryAccountStore with(Passwords others) {
        return new InMemoryAccountStore(accounts, sessions, secondFactors, others, guesses, knownBrowsers, events);
    }

    /** The same accounts with another history. */
    public InMemoryAccountStore with(Events others) {
        return new InMemoryAccountStore(accounts, sessions, secondFactors, passwords, guesses, knownBrowsers, others);
    }
}
