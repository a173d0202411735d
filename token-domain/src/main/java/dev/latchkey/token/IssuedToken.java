package dev.latchkey.token;

/** A token whose value was just made, and the value: the one time that they are together. */
public record IssuedToken(Token token, TokenValue value) {}
