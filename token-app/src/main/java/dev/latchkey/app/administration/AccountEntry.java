package dev.latchkey.app.administration;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * An account of a list.
 *
 * @param name what the person is called
 * @param disabledAt since when it is disabled; empty if it is not
 * @param secondFactor whether two-factor authentication is on
 */
public record AccountEntry(
        String uid,
        String email,
        String name,
        Instant createdAt,
        boolean administrator,
        Optional<Instant> disabledAt,
        boolean secondFactor) {

    public AccountEntry {
        requireNonNull(uid, "uid");
        requireNonNull(email, "email");
        requireNonNull(name, "name");
        requireNonNull(createdAt, "createdAt");
        requireNonNull(disabledAt, "disabledAt");
    }
}
