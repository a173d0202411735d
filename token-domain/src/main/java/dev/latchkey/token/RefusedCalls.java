package dev.latchkey.token;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The calls that were refused to dead or lacking tokens, gathered in memory and written in batches by {@link #flush()},
 * so that authorizing never waits for a write. Alike calls between two flushes become one {@link TokenEvent}. Different ones
 * are kept apart as long as there are few: {@value #BURST} at once and {@value #PER_MINUTE} a minute; all beyond are counted
 * in one, so that a flood fills neither memory nor the store. Safe for use by many threads.
 */
public final class RefusedCalls {

    /** How many different refusals are kept apart at once. */
    public static final int BURST = 200;

    /** How many more a minute, once there were so many. */
    public static final int PER_MINUTE = 20;

    private static final TokenFingerprint NO_FINGERPRINT = TokenFingerprint.ofBytes(new byte[TokenFingerprint.LENGTH]);

    private final TokenEvents events;
    private Map<Key, TokenEvent> pending = new LinkedHashMap<>();
    private double allowance = BURST;
    private Instant allowedAt = Instant.MIN;

    /** @param events where they are written to */
    public RefusedCalls(TokenEvents events) {
        this.events = events;
    }

    void note(
            TokenValue value,
            Optional<TokenGrant> token,
            Optional<ApiMethod> method,
            DenialReason reason,
            String address,
            Instant at) {
        String called = method.map(ApiMethod::toString).orElse("no method");
        note(new TokenEvent(
                TokenEvent.Kind.REFUSED,
                at,
                token.map(TokenGrant::owner),
                token.map(TokenGrant::id),
                value.fingerprint(),
                value.hint(),
                address,
                called + ": " + reason,
                1));
    }

    private synchronized void note(TokenEvent event) {
        Key key = new Key(event.fingerprint(), event.address(), event.detail());
        if (pending.containsKey(key) || isAllowed(event.at())) {
            pending.merge(key, event, RefusedCalls::together);
        } else {
            TokenEvent beyond = beyond(event);
            pending.merge(new Key(NO_FINGERPRINT, "", ""), beyond, RefusedCalls::together);
        }
    }

    /** Whether one more is kept apart; the allowance grows with time. */
    private boolean isAllowed(Instant now) {
        if (now.isAfter(allowedAt)) {
            double minutes = allowedAt.equals(Instant.MIN)
                    ? 0
                    : Duration.between(allowedAt, now).toMillis() / 60_000.0;
            allowance = Math.min(BURST, allowance + minutes * PER_MINUTE);
            allowedAt = now;
        }
        if (allowance < 1) {
            return false;
        }
        allowance--;
        return true;
    }

    /**
     * Writes what was noted since the last flush.
     *
     * @throws StorageException if that failed; it is kept for the next flush then
     */
    public void flush() {
        Map<Key, TokenEvent> batch = takePending();
        if (batch.isEmpty()) {
            return;
        }
        try {
            events.add(ImmutableList.copyOf(batch.values()));
        } catch (StorageException e) {
            keepAgain(batch);
            throw e;
        }
    }

    private synchronized void keepAgain(Map<Key, TokenEvent> batch) {
        batch.forEach((key, event) -> pending.merge(key, event, RefusedCalls::together));
    }

    private synchronized Map<Key, TokenEvent> takePending() {
        Map<Key, TokenEvent> taken = pending;
        pending = new LinkedHashMap<>();
        return taken;
    }

    private static TokenEvent beyond(TokenEvent event) {
        return new TokenEvent(
                TokenEvent.Kind.REFUSED,
                event.at(),
                Optional.empty(),
                Optional.empty(),
                NO_FINGERPRINT,
                "",
                "",
                "further refused calls, too many to be told apart",
                event.times());
    }

    private static TokenEvent together(TokenEvent first, TokenEvent second) {
        TokenEvent later = first.at().isAfter(second.at()) ? first : second;
        return new TokenEvent(
                later.kind(),
                later.at(),
                later.account(),
                later.token(),
                later.fingerprint(),
                later.hint(),
                later.address(),
                later.detail(),
                first.times() + second.times());
    }

    private record Key(TokenFingerprint fingerprint, String address, String detail) {}
}
