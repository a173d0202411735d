package dev.latchkey.app.administration;

import static java.util.Objects.requireNonNull;

import dev.latchkey.account.EmailAddress;
import dev.latchkey.token.TokenId;
import java.util.Optional;

/**
 * Which events to list.
 *
 * @param account only of this account and its tokens; empty for all
 * @param token only of this token; empty for all
 * @param limit at most so many; positive
 */
public record HistoryQuery(Optional<EmailAddress> account, Optional<TokenId> token, int limit) {
    public HistoryQuery {
        requireNonNull(account, "account");
        requireNonNull(token, "token");
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be positive: " + limit);
        }
    }
}
