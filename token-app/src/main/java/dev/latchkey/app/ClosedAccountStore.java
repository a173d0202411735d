package dev.latchkey.app;

import dev.latchkey.account.AccountStore;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.Guesses;
import dev.latchkey.account.KnownBrowsers;
import dev.latchkey.account.Passwords;
import dev.latchkey.account.SecondFactors;
import dev.latchkey.account.Sessions;
import dev.latchkey.token.Events;

/** A store of accounts in which no password is that of a {@link ClosedAccount}, and no value is a session of it. */
final class ClosedAccountStore implements AccountStore {

    private final AccountStore store;
    private final Sessions sessions;
    private final Passwords passwords;

    ClosedAccountStore(ClosedAccount closed, AccountStore store) {
        this.store = store;
        this.sessions = new ClosedSessions(closed, store.sessions());
        this.passwords = new ClosedPasswords(closed, store.passwords());
    }

    @Override
    public Accounts accounts() {
        return store.accounts();
    }

    @Override
    public Sessions sessions() {
        return sessions;
    }

    @Override
    public SecondFactors secondFactors() {
        return store.secondFactors();
    }

    @Override
    public Passwords passwords() {
        return passwords;
    }

    @Override
    public Guesses guesses() {
        return store.guesses();
    }

    @Override
    public KnownBrowsers knownBrowsers() {
        return store.knownBrowsers();
    }

    @Override
    public Events events() {
        return store.events();
    }

    @Override
    public int nodes() {
        return store.nodes();
    }
}
