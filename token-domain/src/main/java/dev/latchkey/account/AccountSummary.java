package dev.latchkey.account;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

/**
 * What a list of accounts tells of each.
 *
 * @param secondFactor whether two-factor authentication is on
 * @param recoveryCodes how many recovery codes are left; not negative
 */
public record AccountSummary(Account account, boolean secondFactor, int recoveryCodes) {
    public AccountSummary {
        requireNonNull(account, "account");
        checkArgument(recoveryCodes >= 0, "recoveryCodes is negative: %s", recoveryCodes);
    }
}
