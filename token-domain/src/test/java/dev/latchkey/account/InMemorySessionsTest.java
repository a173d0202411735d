package dev.latchkey.account;

import dev.latchkey.token.testing.InMemoryAccounts;
import dev.latchkey.token.testing.InMemorySessions;
import dev.latchkey.token.testing.SessionsContract;

final class InMemorySessionsTest extends SessionsContract {

    private final InMemorySessions sessions = new InMemorySessions();
    private final InMemoryAccounts accounts = new InMemoryAccounts(sessions);

    @Override
    protected Sessions sessions() {
        return sessions;
    }

    @Override
    protected Accounts accounts() {
        return accounts;
    }
}
