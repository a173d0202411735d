package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Who changes an account or its tokens, when and from where: what an audit asks.
 *
 * @param account which account, or whose tokens, are changed
 * @param actor who changes them
 * @param client where the request came from; {@link Client#UNKNOWN} if that is not known
 */
public record Origin(AccountId account, Actor actor, Instant at, Client client) {
    public Origin {
        requireNonNull(account, "account");
        requireNonNull(actor, "actor");
        requireNonNull(at, "at");
        requireNonNull(client, "client");
    }
}
