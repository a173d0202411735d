package dev.latchkey.persistence;

import dev.latchkey.token.AccountId;
import dev.latchkey.token.Password;
import dev.latchkey.token.PasswordConfirmation;
import java.util.Optional;
import java.util.function.Function;

/** Checks passwords against the hashes of their accounts, a few at once. */
final class Argon2PasswordConfirmation implements PasswordConfirmation {

    private final Function<AccountId, Optional<String>> hashes;
    private final Argon2Hashing hashing;
    private final HashingLimit limit;

    Argon2PasswordConfirmation(
            Function<AccountId, Optional<String>> hashes, Argon2Hashing hashing, HashingLimit limit) {
        this.hashes = hashes;
        this.hashing = hashing;
        this.limit = limit;
    }

    @Override
    public Result confirm(AccountId account, Password password) {
        return limit.attempt(() -> check(account, password)).orElse(Result.BUSY);
    }

    private Result check(AccountId account, Password password) {
        Optional<String> hash = hashes.apply(account);
        boolean matches = hashing.matches(hash.orElse(Argon2Hashing.NOBODYS), password);
        return matches && hash.isPresent() ? Result.CONFIRMED : Result.WRONG;
    }
}
