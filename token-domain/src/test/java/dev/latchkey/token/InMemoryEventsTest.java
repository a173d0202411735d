package dev.latchkey.token;

import dev.latchkey.token.testing.EventsContract;
import dev.latchkey.token.testing.InMemoryEvents;

final class InMemoryEventsTest extends EventsContract {

    private final InMemoryEvents events = new InMemoryEvents();

    @Override
    protected Events events() {
        return events;
    }

    @Override
    protected Events brokenEvents() {
        InMemoryEvents broken = new InMemoryEvents();
        broken.breakDown();
        return broken;
    }
}
