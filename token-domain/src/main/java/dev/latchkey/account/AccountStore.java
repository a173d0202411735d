package dev.latchkey.account;

import dev.latchkey.token.Events;

/** The stores of accounts and of all that goes with them, which share one set of accounts. Safe for use by many threads. */
public interface AccountStore {

    Accounts accounts();

    Sessions sessions();

    SecondFactors secondFactors();

    Passwords passwords();

    Guesses guesses();

    KnownBrowsers knownBrowsers();

    /** The history, which has the events of tokens too if they are kept in the same place. */
    Events events();

    /**
     * How many processes take sign-ins on this store now, each of which sees a part of them. What is bounded for all of them together is
     * divided by it. It may be some seconds old. Never blocks.
     *
     * @return 1 or more
     */
    int nodes();
}
