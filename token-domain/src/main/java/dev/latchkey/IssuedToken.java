package dev.latchkey;

import static java.util.Objects.requireNonNull;

import dev.latchkey.token.Token;
import dev.latchkey.token.TokenValue;

/** A token whose value was just made, and the value: the one time that they are together. */
public record IssuedToken(Token token, TokenValue value) {
    public IssuedToken {
        requireNonNull(token, "token");
        requireNonNull(value, "value");
    }
}
