package dev.latchkey.persistence;

import dev.latchkey.account.HashingPlace;
import dev.latchkey.account.Passwords;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Password;
import dev.latchkey.token.StorageException;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks passwords against the hashes of their accounts, a few at once, and hashes anew what was hashed by other parameters than those of
 * today.
 */
final class Argon2Passwords implements Passwords {

    private static final Logger LOGGER = LoggerFactory.getLogger(Argon2Passwords.class);

    private final PasswordHashes hashes;
    private final Argon2Hashing hashing;
    private final HashingPlaces places;

    Argon2Passwords(PasswordHashes hashes, Argon2Hashing hashing, HashingPlaces places) {
        this.hashes = hashes;
        this.hashing = hashing;
        this.places = places;
    }

    @Override
    public <T> Optional<T> at(HashingPlace place, Supplier<T> work) {
        return places.attempt(place, work);
    }

    @Override
    public boolean matches(AccountId account, Password password) {
        Optional<String> hash = hashes.of(account);
        boolean matches =
                places.hash(() -> hashing.matches(hash.orElse(Argon2Hashing.NOBODYS), password)) && hash.isPresent();
        if (matches && hashing.isOutdated(hash.orElseThrow())) {
            renew(account, hash.get(), password);
        }
        return matches;
    }

    /** Hashes the password by the parameters of today; if that cannot be written, the next time tries again. */
    private void renew(AccountId account, String present, Password password) {
        try {
            hashes.replace(account, present, places.hash(() -> hashing.hash(password)));
        } catch (StorageException e) {
            LOGGER.debug("the password of account {} was not hashed anew", account, e);
        }
    }
}
