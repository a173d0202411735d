package dev.latchkey.account;

import static java.util.Objects.requireNonNull;

import dev.latchkey.token.TokenValue;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An account that has just signed in, and the value of its session.
 *
 * @param codeAttempts how many codes may be tried, if the session still waits for one of the account's second factor; absent if it is a
 *     full one
 * @param browser the value by which the browser is to be recognised next time; empty if it keeps the one that it has, or has none
 */
public record SignedIn(Account account, TokenValue session, OptionalInt codeAttempts, Optional<TokenValue> browser) {
    public SignedIn {
        requireNonNull(account, "account");
        requireNonNull(session, "session");
        requireNonNull(codeAttempts, "codeAttempts");
        requireNonNull(browser, "browser");
    }
}
