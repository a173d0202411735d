package dev.latchkey.token;

/** What tokens are kept in: their store, and the record of what happened to them. */
public interface TokenStore {

    /** The tokens. Every call returns a view of the same store. */
    Tokens tokens();

    /** What happened to the tokens. Every call returns a view of the same store. */
    TokenEvents tokenEvents();
}
