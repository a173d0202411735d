package dev.latchkey.account;

import static java.util.Objects.requireNonNull;

import dev.latchkey.token.AccountId;
import java.time.Instant;

/**
 * A person's login on the platform.
 *
 * @param name what the person is called
 * @param credentialVersion how often its password or second factor was changed: what was confirmed before a change does not count
 *     after it
 */
public record Account(AccountId id, EmailAddress email, String name, Instant createdAt, int credentialVersion) {
    public Account {
        requireNonNull(id, "id");
        requireNonNull(email, "email");
        requireNonNull(name, "name");
        requireNonNull(createdAt, "createdAt");
    }
}
