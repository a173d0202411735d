package dev.latchkey.account;

import dev.latchkey.token.testing.InMemorySessions;
import dev.latchkey.token.testing.SessionsContract;

final class InMemorySessionsTest extends SessionsContract {

    private final InMemorySessions sessions = new InMemorySessions();

    @Override
    protected Sessions sessions() {
        return sessions;
    }
}
