package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Who changes an account's tokens, when and from where: what an audit asks.
 *
 * @param account whose tokens are changed
 * @param actor who changes them
 * @param address the network address that the request came from, as text; empty if there is none
 */
public record Origin(AccountId account, Actor actor, Instant at, String address) {
    public Origin {
        requireNonNull(account, "account");
        requireNonNull(actor, "actor");
        requireNonNull(at, "at");
        requireNonNull(address, "address");
    }
}
