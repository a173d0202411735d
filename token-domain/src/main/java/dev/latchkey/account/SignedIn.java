package dev.latchkey.account;

import dev.latchkey.token.TokenValue;

/** An account that has just signed in, and the value of its session. */
public record SignedIn(Account account, TokenValue session) {}
