package dev.latchkey.token;

import dev.latchkey.token.testing.InMemoryEvents;
import dev.latchkey.token.testing.InMemoryTokens;
import dev.latchkey.token.testing.TokensContract;

final class InMemoryTokensTest extends TokensContract {

    private final InMemoryEvents events = new InMemoryEvents();
    private final InMemoryTokens tokens = new InMemoryTokens(events);

    @Override
    protected Tokens tokens() {
        return tokens;
    }

    @Override
    protected Events events() {
        return events;
    }

    @Override
    protected Tokens brokenTokens() {
        InMemoryTokens broken = new InMemoryTokens();
        broken.breakDown();
        return broken;
    }

    @Override
    protected void breakEvents() {
        events.breakDown();
    }
}
