package dev.latchkey.account;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * How well an account is guarded.
 *
 * @param secondFactor whether signing in asks for a code
 * @param recoveryCodesLeft how many recovery codes were not used yet; 0 if there is no second factor
 * @param confirmedAt when the password was last confirmed with the session that asks
 * @param administrator whether it may administer the accounts and tokens of all
 */
public record AccountSecurity(boolean secondFactor, int recoveryCodesLeft, Instant confirmedAt, boolean administrator) {

    public AccountSecurity {
        requireNonNull(confirmedAt, "confirmedAt");
    }
}
