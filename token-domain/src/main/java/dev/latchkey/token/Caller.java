package dev.latchkey.token;

import java.util.Optional;

/**
 * Who a call turned out to be from.
 *
 * @param token the token that it came with; absent for a session, which may do all that its account may
 */
public record Caller(AccountId account, Optional<TokenId> token) {

    public static Caller bySession(AccountId account) {
        return new Caller(account, Optional.empty());
    }

    public static Caller byToken(TokenGrant token) {
        return new Caller(token.owner(), Optional.of(token.id()));
    }
}
