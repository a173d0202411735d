package dev.latchkey.token.testing;

import dev.latchkey.token.TokenStore;

/** A {@link TokenStore} that is gone with the process, for tests. */
public final class InMemoryTokenStore implements TokenStore {

    private final InMemoryTokenEvents events = new InMemoryTokenEvents();
    private final InMemoryTokens tokens = new InMemoryTokens(events);

    @Override
    public InMemoryTokens tokens() {
        return tokens;
    }

    @Override
    public InMemoryTokenEvents tokenEvents() {
        return events;
    }
}
