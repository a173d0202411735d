package dev.latchkey.account;

import dev.latchkey.token.AccountId;
import dev.latchkey.token.Password;
import dev.latchkey.token.StorageException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The check of the passwords of {@link Accounts}, which takes a processor and much memory for a while: so there is a bounded number of places
 * for it. Safe for use by many threads.
 */
public interface Passwords {

    /**
     * Runs {@code work} at one of the places, which it has until it is done.
     *
     * @return its result, or empty if too many wait for the places of this kind, or have waited before it for too long
     */
    <T> Optional<T> at(HashingPlace place, Supplier<T> work);

    /**
     * Whether {@code password} is the account's. For an account that does not exist it is not, and that takes as long. To be asked by work
     * {@linkplain #at at a place}.
     *
     * @throws StorageException if the account's password cannot be looked up
     */
    boolean matches(AccountId account, Password password);
}
