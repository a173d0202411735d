package dev.latchkey.token.testing;

import dev.latchkey.account.KnownBrowsers;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.TokenFingerprint;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link KnownBrowsers} that are gone with the process, for tests. */
public final class InMemoryKnownBrowsers implements KnownBrowsers {

    private record Known(AccountId account, Instant at) {}

    private final Map<TokenFingerprint, Known> browsers = new LinkedHashMap<>();

    @Override
    public synchronized void note(AccountId account, TokenFingerprint browser, Instant at, int limit) {
        browsers.put(browser, new Known(account, at));
        List<TokenFingerprint> latestFirst = browsers.entrySet().stream()
                .filter(each -> each.getValue().account().equals(account)
                        && !each.getKey().equals(browser))
                .sorted(Map.Entry.comparingByValue(
                        Comparator.comparing(Known::at).reversed()))
                .map(Map.Entry::getKey)
                .toList();
        latestFirst.stream().skip(limit - 1L).forEach(browsers::remove);
    }

    @Override
    public synchronized Optional<AccountId> find(TokenFingerprint browser) {
        return Optional.ofNullable(browsers.get(browser)).map(Known::account);
    }

    synchronized void removeAll(AccountId account) {
        browsers.values().removeIf(known -> known.account().equals(account));
    }
}
