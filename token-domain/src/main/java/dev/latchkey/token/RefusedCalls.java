package dev.latchkey.token;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The calls that were refused to dead or lacking tokens, gathered in memory and written in batches by {@link #flush()},
 * so that authorizing never waits for a write. Alike calls between two flushes become one {@link TokenEvent}; of
 * different ones at most {@value #MAX_PENDING} are kept apart, and all beyond are counted in one. Safe for use by many
 * threads.
 */
public final class RefusedCalls {

    /** What a flood between two flushes is cut to. */
    public static final int MAX_PENDING = 200;

    private static final TokenFingerprint NO_FINGERPRINT = TokenFingerprint.ofBytes(new byte[TokenFingerprint.LENGTH]);

    private final TokenEvents events;
    private Map<Key, TokenEvent> pending = new LinkedHashMap<>();

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
        if (pending.size() < MAX_PENDING || pending.containsKey(key)) {
            pending.merge(key, event, RefusedCalls::together);
        } else {
            TokenEvent beyond = beyond(event);
            pending.merge(new Key(NO_FINGERPRINT, "", ""), beyond, RefusedCalls::together);
        }
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
            batch.values().forEach(this::note);
            throw e;
        }
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
