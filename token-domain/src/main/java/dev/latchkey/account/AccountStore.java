package dev.latchkey.account;

/** The stores of accounts and of all that goes with them, which share one set of accounts. Safe for use by many threads. */
public interface AccountStore {

    Accounts accounts();

    Sessions sessions();

    SecondFactors secondFactors();

    Passwords passwords();

    Guesses guesses();

    KnownBrowsers knownBrowsers();
}
