package dev.latchkey.app;

import dev.latchkey.account.AccountStore;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.Guesses;
import dev.latchkey.account.KnownBrowsers;
import dev.latchkey.account.Passwords;
import dev.latchkey.account.SecondFactors;
import dev.latchkey.account.Sessions;
import dev.latchkey.token.Events;

/** A store of accounts whose passwords are checked, and counted, by another check of them. */
record CountedAccountStore(AccountStore store, Passwords passwords) implements AccountStore {

    @Override
    public Accounts accounts() {
        return store.accounts();
    }

    @Override
    public Sessions sessions() {
        return store.sessions();
    }

    @Override
    public SecondFactors secondFactors() {
        return store.secondFactors();
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
