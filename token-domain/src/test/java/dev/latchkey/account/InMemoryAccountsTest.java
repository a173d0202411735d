package dev.latchkey.account;

import dev.latchkey.token.testing.AccountsContract;
import dev.latchkey.token.testing.InMemoryAccountStore;

final class InMemoryAccountsTest extends AccountsContract {

    private final AccountStore store = InMemoryAccountStore.empty();

    @Override
    protected AccountStore store() {
        return store;
    }
}
