package dev.latchkey.account;

import static java.util.Objects.requireNonNull;

import dev.latchkey.token.AccountId;
import java.time.Instant;
import java.util.Optional;

/**
 * A person's login on the platform.
 *
 * @param name what the person is called
 * @param credentialVersion how often its password or second factor was changed: what was confirmed before a change does not count
 *     after it
 * @param administrator whether it may administer the accounts and tokens of all
 * @param disabledAt since when nobody can sign in to it, and its sessions and tokens are dead; empty if it is not disabled
 */
public record Account(
        AccountId id,
        EmailAddress email,
        String name,
        Instant createdAt,
        int credentialVersion,
        boolean administrator,
        Optional<Instant> disabledAt) {

    public Account {
        requireNonNull(id, "id");
        requireNonNull(email, "email");
        requireNonNull(name, "name");
        requireNonNull(createdAt, "createdAt");
        requireNonNull(disabledAt, "disabledAt");
    }

    /** Whether it is an administrator's, and not disabled. */
    public boolean mayAdminister() {
        return administrator && disabledAt.isEmpty();
    }
}
