package dev.latchkey.account;

import static java.util.Objects.requireNonNull;

import dev.latchkey.token.AccountId;
import java.time.Instant;

/**
 * A person's login on the platform.
 *
 * @param name what the person is called
 */
public record Account(AccountId id, EmailAddress email, String name, Instant createdAt) {
    public Account {
        requireNonNull(id, "id");
        requireNonNull(email, "email");
        requireNonNull(name, "name");
        requireNonNull(createdAt, "createdAt");
    }
}
