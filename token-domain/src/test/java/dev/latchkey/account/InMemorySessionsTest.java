package dev.latchkey.account;

import dev.latchkey.token.testing.InMemoryAccountStore;
import dev.latchkey.token.testing.SessionsContract;

final class InMemorySessionsTest extends SessionsContract {

    private final AccountStore store = InMemoryAccountStore.empty();

    @Override
    protected AccountStore store() {
        return store;
    }
}
