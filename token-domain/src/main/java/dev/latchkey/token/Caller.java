package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Who a call turned out to be from.
 *
 * @param token the token that it came with; empty for a session, which may do all that its account may
 */
public record Caller(AccountId account, Optional<TokenId> token) {

    public Caller {
        requireNonNull(account, "account");
        requireNonNull(token, "token");
    }

    public static Caller bySession(AccountId account) {
        return new Caller(account, Optional.empty());
    }

    public static Caller byToken(AccountId owner, TokenId token) {
        return new Caller(owner, Optional.of(token));
    }
}
