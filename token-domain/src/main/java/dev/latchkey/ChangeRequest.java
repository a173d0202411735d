package dev.latchkey;

import static java.util.Objects.requireNonNull;

import dev.latchkey.token.AccountId;

/**
 * A change to an account's tokens that somebody asks for.
 *
 * @param account whose tokens are to be changed
 * @param confirmation proof that it may be done, which also says by whom
 * @param address the network address that the request came from; empty if there is none
 */
public record ChangeRequest(AccountId account, Confirmation confirmation, String address) {
    public ChangeRequest {
        requireNonNull(account, "account");
        requireNonNull(confirmation, "confirmation");
        requireNonNull(address, "address");
    }
}
