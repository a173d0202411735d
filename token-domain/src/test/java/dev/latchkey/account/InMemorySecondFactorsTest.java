package dev.latchkey.account;

import dev.latchkey.token.testing.InMemoryAccountStore;
import dev.latchkey.token.testing.SecondFactorsContract;

final class InMemorySecondFactorsTest extends SecondFactorsContract {

    private final AccountStore store = InMemoryAccountStore.empty();

    @Override
    protected AccountStore store() {
        return store;
    }
}
