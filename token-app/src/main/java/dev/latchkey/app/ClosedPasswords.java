package dev.latchkey.app;

import dev.latchkey.account.HashingPlace;
import dev.latchkey.account.Passwords;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Password;
import java.util.Optional;
import java.util.function.Supplier;

/** The check of passwords by which none of a {@link ClosedAccount} is right. */
record ClosedPasswords(ClosedAccount closed, Passwords passwords) implements Passwords {

    @Override
    public <T> Optional<T> at(HashingPlace place, Supplier<T> work) {
        return passwords.at(place, work);
    }

    @Override
    public boolean matches(AccountId account, Password password) {
        return passwords.matches(account, password) && !closed.is(account);
    }
}
