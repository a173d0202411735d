package dev.latchkey.app.administration;

import static java.util.Objects.requireNonNull;

import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenState;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A token of a list.
 *
 * @param owner the login of its account, or the account's uid if that is gone
 * @param hint the last characters of its value
 * @param methods the name of its template, or how many methods it has
 * @param state live, suspended, expired or disabled
 * @param expiresAt empty for never
 * @param lastUsedAt empty if it was never used
 */
public record TokenEntry(
        TokenId id,
        String owner,
        String hint,
        String methods,
        String state,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt,
        Instant createdAt,
        String description) {

    public TokenEntry {
        requireNonNull(id, "id");
        requireNonNull(owner, "owner");
        requireNonNull(hint, "hint");
        requireNonNull(methods, "methods");
        requireNonNull(state, "state");
        requireNonNull(expiresAt, "expiresAt");
        requireNonNull(lastUsedAt, "lastUsedAt");
        requireNonNull(createdAt, "createdAt");
        requireNonNull(description, "description");
    }

    /** What people and the wire call a state. */
    static String named(TokenState state) {
        return state == TokenState.OWNER_DISABLED ? "disabled" : state.name().toLowerCase(Locale.ROOT);
    }

    /** How many methods a token has that is of no template. */
    static String custom(int methods) {
        return "Custom (" + methods + ")";
    }
}
