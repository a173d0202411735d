package dev.latchkey.token.testing;

import com.google.common.collect.ImmutableList;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.TokenEvent;
import dev.latchkey.token.TokenEvents;
import java.util.ArrayDeque;
import java.util.Deque;

/** {@link TokenEvents} that are gone with the process, for tests. They can be {@linkplain #breakDown broken} on purpose. */
public final class InMemoryTokenEvents implements TokenEvents {

    private final Deque<TokenEvent> newestFirst = new ArrayDeque<>();
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
    public synchronized void add(ImmutableList<TokenEvent> events) {
        requireIntact();
        events.forEach(event -> newestFirst.addFirst(attributed(event)));
    }

    @Override
    public synchronized ImmutableList<TokenEvent> latest(Filter filter, int limit) {
        requireIntact();
        return newestFirst.stream()
                .filter(event -> filter.account().isEmpty() || event.account().equals(filter.account()))
                .filter(event -> filter.token().isEmpty() || event.token().equals(filter.token()))
                .limit(limit)
                .collect(ImmutableList.toImmutableList());
    }

    private TokenEvent attributed(TokenEvent event) {
        if (event.account().isPresent()) {
            return event;
        }
        return newestFirst.stream()
                .filter(earlier ->
                        earlier.account().isPresent() && earlier.fingerprint().equals(event.fingerprint()))
                .findFirst()
                .map(event::attributedAs)
                .orElse(event);
    }
}
