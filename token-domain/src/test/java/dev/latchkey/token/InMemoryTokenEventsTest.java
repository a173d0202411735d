package dev.latchkey.token;

import dev.latchkey.token.testing.InMemoryTokenEvents;
import dev.latchkey.token.testing.TokenEventsContract;

final class InMemoryTokenEventsTest extends TokenEventsContract {

    private final InMemoryTokenEvents events = new InMemoryTokenEvents();

    @Override
    protected TokenEvents events() {
        return events;
    }

    @Override
    protected TokenEvents brokenEvents() {
        InMemoryTokenEvents broken = new InMemoryTokenEvents();
        broken.breakDown();
        return broken;
    }
}
