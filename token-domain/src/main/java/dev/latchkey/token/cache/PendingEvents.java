package dev.latchkey.token.cache;

import com.google.common.collect.ImmutableMap;
import dev.latchkey.token.TokenEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Events that wait to be written, alike ones together, and no more than so many. Not for use by several threads. */
final class PendingEvents {

    private final Map<Key, TokenEvent> events = new LinkedHashMap<>();
    private final int most;

    /**
     * What makes events alike.
     *
     * @param whose the fingerprint or the account that they tell of
     */
    record Key(Object whose, String address, String detail) {}

    PendingEvents(int most) {
        this.most = most;
    }

    /**
     * Adds an event to one like it, or else as one of its own, if there is room and it is allowed. Returns whether it was added.
     *
     * @param allowed asked only if there is none like it
     */
    boolean add(Object whose, TokenEvent event, BooleanSupplier allowed) {
        Key key = new Key(whose, event.address(), event.detail());
        boolean added = events.containsKey(key) || (events.size() < most && allowed.getAsBoolean());
        if (added) {
            addAnyway(key, event);
        }
        return added;
    }

    /** Adds an event to one like it, or else as one of its own, even if there is no room. */
    void addAnyway(Object whose, TokenEvent event) {
        addAnyway(new Key(whose, event.address(), event.detail()), event);
    }

    private void addAnyway(Key key, TokenEvent event) {
        events.merge(key, event, TokenEvent::together);
    }

    ImmutableMap<Key, TokenEvent> take() {
        ImmutableMap<Key, TokenEvent> taken = ImmutableMap.copyOf(events);
        events.clear();
        return taken;
    }
}
