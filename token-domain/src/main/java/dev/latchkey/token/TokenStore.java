package dev.latchkey.token;

/** What tokens are kept in: their store, and the history. */
public interface TokenStore {

    /** The tokens. Every call returns a view of the same store. */
    Tokens tokens();

    /** What happened to the tokens, and to accounts. Every call returns a view of the same store. */
    Events events();
}
