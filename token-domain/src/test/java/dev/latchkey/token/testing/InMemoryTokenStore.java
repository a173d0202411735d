package dev.latchkey.token.testing;

import dev.latchkey.token.TokenStore;

/** A {@link TokenStore} that is gone with the process, for tests. */
public final class InMemoryTokenStore implements TokenStore {

    private final InMemoryEvents events = new InMemoryEvents();
    private final InMemoryTokens tokens = new InMemoryTokens(events);

    @Override
    public InMemoryTokens tokens() {
        return tokens;
    }

    @Override
    public InMemoryEvents events() {
        return events;
    }
}
