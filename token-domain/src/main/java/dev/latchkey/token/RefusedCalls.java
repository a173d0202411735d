package dev.latchkey.token;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * The calls that were refused to dead or lacking tokens, gathered in memory and written in batches by {@link #flush()},
 * so that authorizing never waits for a write. Alike calls between two flushes become one {@link TokenEvent}. Different ones
 * are kept apart as long as there are few; all beyond are counted in one, so that a flood fills neither memory nor the store.
 *
 * <p>A live token has an allowance of its own, {@value #TOKEN_BURST} at once and {@value #TOKEN_PER_MINUTE} a minute: what is
 * refused to it can't be hidden by a flood of values that somebody makes up, nor by another token. All other values share one,
 * {@value #BURST} at once and {@value #PER_MINUTE} a minute. If nothing is flushed, or the store fails, at most
 * {@value #MAX_PENDING} of each of these two kinds are kept apart. Safe for use by many threads.
 */
public final class RefusedCalls {

    /** How many different refusals of values that are no live token's are kept apart at once. */
    public static final int BURST = 200;

    /** How many more of them a minute, once there were so many. */
    public static final int PER_MINUTE = 20;

    /** How many different refusals of one live token are kept apart at once. */
    public static final int TOKEN_BURST = 20;

    /** How many more of them a minute, once there were so many. */
    public static final int TOKEN_PER_MINUTE = 2;

    /** How many of live tokens, and how many of other values, are kept apart until they are written. */
    public static final int MAX_PENDING = 5_000;

    private static final String BEYOND = "further refused calls, too many to be told apart";
    private static final TokenFingerprint NO_FINGERPRINT = TokenFingerprint.ofBytes(new byte[TokenFingerprint.LENGTH]);

    private final TokenEvents events;
    private final Allowance ofOthers = new Allowance(BURST, PER_MINUTE);
    /** Of the live tokens that had calls refused lately. */
    private final Map<TokenId, Allowance> ofTokens = new HashMap<>();

    private final Pending pendingOfTokens = new Pending();
    private final Pending pendingOfOthers = new Pending();
    private Instant latest = Instant.MIN;

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
        note(
                new TokenEvent(
                        TokenEvent.Kind.REFUSED,
                        at,
                        token.map(TokenGrant::owner),
                        token.map(TokenGrant::id),
                        value.fingerprint(),
                        value.hint(),
                        address,
                        called + ": " + reason,
                        1),
                reason == DenialReason.METHOD_NOT_GRANTED ? token.map(TokenGrant::id) : Optional.empty());
    }

    /** @param live the token, if it is a live one */
    private synchronized void note(TokenEvent event, Optional<TokenId> live) {
        latest = event.at().isAfter(latest) ? event.at() : latest;
        if (live.isPresent()) {
            pendingOfTokens.add(event, () -> ofToken(live.get()).take(latest), RefusedCalls::beyondOfToken);
        } else {
            pendingOfOthers.add(event, () -> ofOthers.take(latest), RefusedCalls::beyond);
        }
    }

    private Allowance ofToken(TokenId token) {
        return ofTokens.size() < MAX_PENDING
                ? ofTokens.computeIfAbsent(token, id -> new Allowance(TOKEN_BURST, TOKEN_PER_MINUTE))
                : ofTokens.getOrDefault(token, ofOthers);
    }

    /**
     * Writes what was noted since the last flush.
     *
     * @throws StorageException if that failed. Whatever the store throws, it is kept for the next flush then.
     */
    public void flush() {
        ImmutableList<TokenEvent> batch = takePending();
        if (batch.isEmpty()) {
            return;
        }
        try {
            events.add(batch);
        } catch (RuntimeException e) {
            keepAgain(batch);
            throw e;
        }
    }

    private synchronized ImmutableList<TokenEvent> takePending() {
        ofTokens.values().removeIf(allowance -> allowance.isFull(latest));
        return ImmutableList.<TokenEvent>builder()
                .addAll(pendingOfTokens.take())
                .addAll(pendingOfOthers.take())
                .build();
    }

    private synchronized void keepAgain(ImmutableList<TokenEvent> batch) {
        for (TokenEvent event : batch) {
            Pending kept = event.token().isPresent() ? pendingOfTokens : pendingOfOthers;
            kept.add(event, () -> true, RefusedCalls::beyond);
        }
    }

    /** What is told of a call that is not kept apart. */
    private static TokenEvent beyond(TokenEvent event) {
        return beyond(event, Optional.empty(), Optional.empty(), NO_FINGERPRINT, "");
    }

    private static TokenEvent beyondOfToken(TokenEvent event) {
        return beyond(event, event.account(), event.token(), event.fingerprint(), event.hint());
    }

    private static TokenEvent beyond(
            TokenEvent event,
            Optional<AccountId> account,
            Optional<TokenId> token,
            TokenFingerprint fingerprint,
            String hint) {
        return new TokenEvent(
                TokenEvent.Kind.REFUSED, event.at(), account, token, fingerprint, hint, "", BEYOND, event.times());
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

    private record Key(TokenFingerprint fingerprint, String address, String detail) {
        static Key of(TokenEvent event) {
            return new Key(event.fingerprint(), event.address(), event.detail());
        }
    }

    /** Events that wait to be written, alike ones together. */
    private static final class Pending {

        private final Map<Key, TokenEvent> events = new LinkedHashMap<>();

        /**
         * Adds one, apart from others if there is room and it is allowed.
         *
         * @param beyond makes of it what is added if it is not allowed
         */
        void add(TokenEvent event, BooleanSupplier allowed, UnaryOperator<TokenEvent> beyond) {
            if (!addApart(event, allowed) && !addApart(beyond.apply(event), () -> true)) {
                merge(RefusedCalls.beyond(event));
            }
        }

        private boolean addApart(TokenEvent event, BooleanSupplier allowed) {
            boolean apart =
                    events.containsKey(Key.of(event)) || (events.size() < MAX_PENDING && allowed.getAsBoolean());
            if (apart) {
                merge(event);
            }
            return apart;
        }

        private void merge(TokenEvent event) {
            events.merge(Key.of(event), event, RefusedCalls::together);
        }

        ImmutableList<TokenEvent> take() {
            ImmutableList<TokenEvent> taken = ImmutableList.copyOf(events.values());
            events.clear();
            return taken;
        }
    }

    /** So many at once, and so many more a minute. */
    private static final class Allowance {

        private final int burst;
        private final int perMinute;
        private double left;
        private Instant grownAt = Instant.MIN;

        Allowance(int burst, int perMinute) {
            this.burst = burst;
            this.perMinute = perMinute;
            this.left = burst;
        }

        boolean take(Instant now) {
            grow(now);
            if (left < 1) {
                return false;
            }
            left--;
            return true;
        }

        boolean isFull(Instant now) {
            grow(now);
            return left >= burst;
        }

        /** Times that go back grow nothing. */
        private void grow(Instant now) {
            if (grownAt.equals(Instant.MIN)) {
                grownAt = now;
            } else if (now.isAfter(grownAt)) {
                double minutes = Duration.between(grownAt, now).toMillis() / 60_000.0;
                left = Math.min(burst, left + minutes * perMinute);
                grownAt = now;
            }
        }
    }
}
