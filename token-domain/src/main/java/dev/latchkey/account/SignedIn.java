package dev.latchkey.account;

import static java.util.Objects.requireNonNull;

import dev.latchkey.token.TokenValue;
import java.util.OptionalInt;

/**
 * An account that has just signed in, and the value of its session.
 *
 * @param codeAttempts where the session still waits for a code of the account's second factor: how many may be tried;
 *     absent where it is a full one
 */
public record SignedIn(Account account, TokenValue session, OptionalInt codeAttempts) {
    public SignedIn {
        requireNonNull(account, "account");
        requireNonNull(session, "session");
        requireNonNull(codeAttempts, "codeAttempts");
    }
}
