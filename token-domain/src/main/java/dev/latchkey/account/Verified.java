package dev.latchkey.account;

import static java.util.Objects.requireNonNull;

import dev.latchkey.token.TokenValue;
import java.util.Optional;

/**
 * A session that a code of the second factor has just made a full one.
 *
 * @param session its new value; empty if it keeps the one that it has
 * @param browser the value by which the browser is to be recognised next time; empty if it keeps the one that it has, or has none
 */
public record Verified(SessionId id, Optional<TokenValue> session, Optional<TokenValue> browser) {
    public Verified {
        requireNonNull(id, "id");
        requireNonNull(session, "session");
        requireNonNull(browser, "browser");
    }
}
