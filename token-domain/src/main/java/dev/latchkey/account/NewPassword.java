package dev.latchkey.account;

import static java.util.Objects.requireNonNull;

import dev.latchkey.token.Password;
import java.util.Optional;

/**
 * That an account has a new password.
 *
 * @param generated the password, which is a secret to be shown once; empty if it was given with the request
 */
public record NewPassword(Account account, Optional<Password> generated) {
    public NewPassword {
        requireNonNull(account, "account");
        requireNonNull(generated, "generated");
    }
}
