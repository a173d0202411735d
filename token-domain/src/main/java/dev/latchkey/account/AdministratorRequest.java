package dev.latchkey.account;

import static java.util.Objects.requireNonNull;

import dev.latchkey.token.AccountId;
import dev.latchkey.token.Client;

/**
 * Something that an administrator asks for. Whether it is one is looked up when it is done.
 *
 * @param administrator the administrator's own account
 * @param client where the request came from; {@link Client#UNKNOWN} if that is not known
 */
public record AdministratorRequest(AccountId administrator, Client client) {
    public AdministratorRequest {
        requireNonNull(administrator, "administrator");
        requireNonNull(client, "client");
    }
}
