package dev.latchkey.account;

import dev.latchkey.token.PasswordConfirmation;
import dev.latchkey.token.testing.AccountsContract;
import dev.latchkey.token.testing.InMemoryAccounts;
import dev.latchkey.token.testing.InMemorySessions;

final class InMemoryAccountsTest extends AccountsContract {

    private final InMemorySessions sessions = new InMemorySessions();
    private final InMemoryAccounts accounts = new InMemoryAccounts(sessions);

    @Override
    protected Accounts accounts() {
        return accounts;
    }

    @Override
    protected Sessions sessions() {
        return sessions;
    }

    @Override
    protected PasswordConfirmation passwords() {
        return accounts;
    }
}
