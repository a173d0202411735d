package dev.latchkey.token.testing;

import com.google.common.collect.ImmutableList;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.StorageException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** {@link Events} that are gone with the process, for tests. They can be {@linkplain #breakDown broken} on purpose. */
public final class InMemoryEvents implements Events {

    private final Deque<Recorded> newestFirst = new ArrayDeque<>();
    private long lastId;
    private boolean broken;

    /** Has every call fail from here on, as if the store were out of reach. */
    public synchronized void breakDown() {
        broken = true;
    }

    private void requireIntact() {
        if (broken) {
            throw new StorageException("the store is out of reach");
        }
    }

    @Override
    public synchronized void add(ImmutableList<Event> events) {
        requireIntact();
        events.forEach(event -> newestFirst.addFirst(new Recorded(++lastId, attributed(event))));
    }

    @Override
    public synchronized ImmutableList<Recorded> latest(Filter filter, int limit) {
        requireIntact();
        return newestFirst.stream()
                .filter(recorded -> recorded.id() < filter.recordedBefore().orElse(Long.MAX_VALUE))
                .filter(recorded -> letsThrough(filter, recorded.event()))
                .limit(limit)
                .collect(ImmutableList.toImmutableList());
    }

    private static boolean letsThrough(Filter filter, Event event) {
        return (filter.account().isEmpty() || event.account().equals(filter.account()))
                && (filter.token().isEmpty() || event.token().equals(filter.token()))
                && (filter.kinds().isEmpty() || filter.kinds().contains(event.kind()))
                && filter.since().stream().noneMatch(since -> event.at().isBefore(since))
                && filter.before().stream().allMatch(before -> event.at().isBefore(before));
    }

    @Override
    public synchronized int trim(Instant before, int slice) {
        requireIntact();
        int kept = newestFirst.size();
        newestFirst.removeIf(recorded -> recorded.event().at().isBefore(before));
        return kept - newestFirst.size();
    }

    private Event attributed(Event event) {
        if (event.account().isPresent() || event.fingerprint().isEmpty()) {
            return event;
        }
        return newestFirst.stream()
                .map(Recorded::event)
                .filter(earlier ->
                        earlier.account().isPresent() && earlier.fingerprint().equals(event.fingerprint()))
                .findFirst()
                .map(event::attributedAs)
                .orElse(event);
    }
}
