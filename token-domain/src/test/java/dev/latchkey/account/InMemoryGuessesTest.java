package dev.latchkey.account;

import dev.latchkey.token.testing.GuessesContract;
import dev.latchkey.token.testing.InMemoryAccountStore;

final class InMemoryGuessesTest extends GuessesContract {

    private final AccountStore store = InMemoryAccountStore.empty();

    @Override
    protected AccountStore store() {
        return store;
    }
}
