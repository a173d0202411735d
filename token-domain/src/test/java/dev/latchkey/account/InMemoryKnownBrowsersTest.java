package dev.latchkey.account;

import dev.latchkey.token.testing.InMemoryAccountStore;
import dev.latchkey.token.testing.KnownBrowsersContract;

final class InMemoryKnownBrowsersTest extends KnownBrowsersContract {

    private final AccountStore store = InMemoryAccountStore.empty();

    @Override
    protected AccountStore store() {
        return store;
    }
}
