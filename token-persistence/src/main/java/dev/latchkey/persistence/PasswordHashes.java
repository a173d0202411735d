package dev.latchkey.persistence;

import dev.latchkey.token.AccountId;
import java.util.Optional;

/** The hashes of the passwords of accounts. Safe for use by many threads. */
interface PasswordHashes {

    /** The hash of an account's password; empty if there is no such account. */
    Optional<String> of(AccountId account);

    /** Has {@code next}, a hash of the same password, in place of {@code present}; does nothing if that was changed meanwhile. */
    void replace(AccountId account, String present, String next);
}
