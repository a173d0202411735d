package dev.latchkey;

import static java.util.Objects.requireNonNull;

import dev.latchkey.token.AccountId;
import dev.latchkey.token.Client;

/**
 * A change to an account's tokens that somebody asks for.
 *
 * @param account whose tokens are to be changed
 * @param confirmation proof that it may be done, which also says by whom
 * @param client where the request came from; {@link Client#UNKNOWN} if that is not known
 */
public record ChangeRequest(AccountId account, Confirmation confirmation, Client client) {
    public ChangeRequest {
        requireNonNull(account, "account");
        requireNonNull(confirmation, "confirmation");
        requireNonNull(client, "client");
    }
}
