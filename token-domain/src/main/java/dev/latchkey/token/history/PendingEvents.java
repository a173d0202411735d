package dev.latchkey.token.history;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.StorageException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Events that wait to be written, alike ones together, and no more than so many. All that find no room are counted in one event of
 * their kind. Its time is that of the latest event: it goes on with events, and never back. Safe for use by many threads; nobody who
 * adds waits for a write.
 *
 * @param <K> what alike events have in common
 */
public final class PendingEvents<K> {

    private final Events events;
    private final int most;
    private final UnaryOperator<Event> counted;
    private final Map<K, Event> apart = new LinkedHashMap<>();
    private final Map<Event.Kind, Event> beyond = new LinkedHashMap<>();
    private Instant latest = Instant.MIN;

    /**
     * @param events where they are written to
     * @param most how many different events are kept apart
     * @param counted what is told of an event that finds no room, without all in which such events differ
     */
    public PendingEvents(Events events, int most, UnaryOperator<Event> counted) {
        this.events = events;
        this.most = most;
        this.counted = counted;
    }

    /**
     * Adds an event to one like it, or else as one of its own, if there is room and it is allowed. Returns whether it was added.
     *
     * @param allowed asked at the time of the latest event, by one thread at a time, and only if there is none like it and room
     */
    public synchronized boolean add(K key, Event event, Predicate<Instant> allowed) {
        latest = event.at().isAfter(latest) ? event.at() : latest;
        boolean added = apart.containsKey(key) || (apart.size() < most && allowed.test(latest));
        if (added) {
            apart.merge(key, event, Event::together);
        }
        return added;
    }

    /** Counts an event with all those of its kind that found no room. */
    public synchronized void addBeyond(Event event) {
        beyond.merge(event.kind(), counted.apply(event), Event::together);
    }

    /**
     * Writes all that waits.
     *
     * @param tidying done first, at the time of the latest event, while nobody adds
     * @throws StorageException if that failed. Whatever the store throws, all is kept for the next time then
     */
    public void flush(Consumer<Instant> tidying) {
        Taken<K> taken = take(tidying);
        ImmutableList<Event> batch = taken.events();
        if (batch.isEmpty()) {
            return;
        }
        boolean written = false;
        try {
            events.add(batch);
            written = true;
        } finally {
            if (!written) {
                putBack(taken);
            }
        }
    }

    private synchronized Taken<K> take(Consumer<Instant> tidying) {
        tidying.accept(latest);
        Taken<K> taken = new Taken<>(ImmutableMap.copyOf(apart), ImmutableList.copyOf(beyond.values()));
        apart.clear();
        beyond.clear();
        return taken;
    }

    private synchronized void putBack(Taken<K> taken) {
        taken.apart().forEach((key, event) -> {
            if (!add(key, event, now -> true)) {
                addBeyond(event);
            }
        });
        taken.beyond().forEach(event -> beyond.merge(event.kind(), event, Event::together));
    }

    private record Taken<K>(ImmutableMap<K, Event> apart, ImmutableList<Event> beyond) {

        ImmutableList<Event> events() {
            return ImmutableList.<Event>builder()
                    .addAll(apart.values())
                    .addAll(beyond)
                    .build();
        }
    }
}
