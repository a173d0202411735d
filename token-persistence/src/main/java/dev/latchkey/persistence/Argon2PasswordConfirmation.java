package dev.latchkey.persistence;

import dev.latchkey.token.AccountId;
import dev.latchkey.token.Password;
import dev.latchkey.token.PasswordConfirmation;
import dev.latchkey.token.StorageException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks passwords against the hashes of their accounts, a few at once, and hashes anew what was hashed by other parameters than those of
 * today.
 */
final class Argon2PasswordConfirmation implements PasswordConfirmation {

    private static final Logger LOGGER = LoggerFactory.getLogger(Argon2PasswordConfirmation.class);

    private final PasswordHashes hashes;
    private final Argon2Hashing hashing;
    private final HashingLimit limit;

    Argon2PasswordConfirmation(PasswordHashes hashes, Argon2Hashing hashing, HashingLimit limit) {
        this.hashes = hashes;
        this.hashing = hashing;
        this.limit = limit;
    }

    @Override
    public Result confirm(AccountId account, Password password) {
        return limit.attempt(() -> check(account, password)).orElse(Result.BUSY);
    }

    private Result check(AccountId account, Password password) {
        Optional<String> hash = hashes.of(account);
        boolean matches = hashing.matches(hash.orElse(Argon2Hashing.NOBODYS), password);
        if (!matches || hash.isEmpty()) {
            return Result.WRONG;
        }
        if (hashing.isOutdated(hash.get())) {
            renew(account, hash.get(), password);
        }
        return Result.CONFIRMED;
    }

    /** Hashes the password by the parameters of today; if that cannot be written, the next time tries again. */
    private void renew(AccountId account, String present, Password password) {
        try {
            hashes.replace(account, present, hashing.hash(password));
        } catch (StorageException e) {
            LOGGER.debug("the password of account {} was not hashed anew", account, e);
        }
    }
}
