package dev.latchkey.token.testing;

import com.google.common.collect.ImmutableList;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.TokenEvent;
import dev.latchkey.token.TokenEvents;
import dev.latchkey.token.TokenId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** {@link TokenEvents} that are gone with the process, for tests. */
public final class InMemoryTokenEvents implements TokenEvents {

    private final Deque<TokenEvent> newestFirst = new ArrayDeque<>();

    @Override
    public synchronized void add(ImmutableList<TokenEvent> events) {
        events.forEach(event -> newestFirst.addFirst(attributed(event)));
    }

    @Override
    public synchronized ImmutableList<TokenEvent> latest(
            Optional<AccountId> account, Optional<TokenId> token, int limit) {
        return newestFirst.stream()
                .filter(event -> account.isEmpty() || event.account().equals(account))
                .filter(event -> token.isEmpty() || event.token().equals(token))
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
                .map(earlier -> event.attributedTo(earlier.account(), earlier.token()))
                .orElse(event);
    }
}
