package dev.latchkey.account;

import dev.latchkey.token.testing.InMemoryAccounts;
import dev.latchkey.token.testing.InMemorySessions;
import dev.latchkey.token.testing.SecondFactorsContract;

final class InMemorySecondFactorsTest extends SecondFactorsContract {

    private final InMemorySessions sessions = new InMemorySessions();
    private final InMemoryAccounts accounts = new InMemoryAccounts(sessions);

    @Override
    protected SecondFactors factors() {
        return accounts;
    }

    @Override
    protected Accounts accounts() {
        return accounts;
    }

    @Override
    protected Sessions sessions() {
        return sessions;
    }
}
