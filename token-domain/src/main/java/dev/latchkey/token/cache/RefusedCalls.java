package dev.latchkey.token.cache;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.DenialReason;
import dev.latchkey.token.TokenEvent;
import dev.latchkey.token.TokenEvents;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The calls that were refused to dead or lacking tokens, gathered in memory and written in batches by {@link #flush()},
 * so that authorizing never waits for a write. Alike calls between two flushes become one {@link TokenEvent}. Different ones
 * are kept apart as long as there are few; all beyond are counted in one, so that a flood fills neither memory nor the store.
 *
 * <p>A live token has an allowance of its own, {@value #TOKEN_BURST} at once and {@value #TOKEN_PER_MINUTE} a minute; what is
 * beyond it is one event of the token. All live tokens of an account share one, {@value #ACCOUNT_BURST} at once and
 * {@value #ACCOUNT_PER_MINUTE} a minute; what is beyond that is one event of the account, which names the token that was refused
 * last. So what is refused to a live token can't be hidden by a flood of values that somebody makes up, nor by another account's
 * tokens. All other values share one allowance, {@value #BURST} at once and {@value #PER_MINUTE} a minute.
 *
 * <p>If nothing is flushed, or the store fails, at most {@value #MAX_PENDING} of live tokens and as many of other values are kept
 * apart. Safe for use by many threads.
 */
final class RefusedCalls {

    /** How many different refusals of values that are no live token's are kept apart at once. */
    static final int BURST = 200;

    /** How many more of them a minute, once there were so many. */
    static final int PER_MINUTE = 20;

    /** How many different refusals of one live token are kept apart at once. */
    static final int TOKEN_BURST = 20;

    /** How many more of them a minute, once there were so many. */
    static final int TOKEN_PER_MINUTE = 2;

    /** How many events of all live tokens of an account are kept apart at once. */
    static final int ACCOUNT_BURST = 100;

    /** How many more of them a minute, once there were so many. */
    static final int ACCOUNT_PER_MINUTE = 20;

    /** How many of live tokens, and how many of other values, are kept apart until they are written. */
    static final int MAX_PENDING = 5_000;

    private static final String BEYOND = "further refused calls, too many to be told apart";
    private static final String BEYOND_OF_ACCOUNT =
            "further refused calls of this account's tokens, too many to be told apart";
    private static final TokenFingerprint NO_FINGERPRINT = TokenFingerprint.ofBytes(new byte[TokenFingerprint.LENGTH]);

    private final TokenEvents events;
    private final Allowance ofOthers = new Allowance(BURST, PER_MINUTE);
    private final Allowances<TokenId> ofTokens = new Allowances<>(TOKEN_BURST, TOKEN_PER_MINUTE, MAX_PENDING, ofOthers);
    private final Allowances<AccountId> ofAccounts =
            new Allowances<>(ACCOUNT_BURST, ACCOUNT_PER_MINUTE, MAX_PENDING, ofOthers);
    private final PendingEvents pendingOfTokens = new PendingEvents(MAX_PENDING);
    private final PendingEvents pendingOfOthers = new PendingEvents(MAX_PENDING);
    private Instant latest = Instant.MIN;

    /** @param events where they are written to */
    RefusedCalls(TokenEvents events) {
        this.events = events;
    }

    /**
     * Notes a refused call.
     *
     * @param token what the value's token is granted; null if there is none
     * @param method null if the caller was only to be recognised
     */
    void note(
            TokenFingerprint fingerprint,
            String hint,
            @Nullable TokenGrant token,
            @Nullable ApiMethod method,
            DenialReason reason,
            String address,
            Instant at) {
        Optional<TokenGrant> known = Optional.ofNullable(token);
        String called = method == null ? "no method" : method.toString();
        TokenEvent event = TokenEvent.refused(
                at,
                known.map(TokenGrant::owner),
                known.map(TokenGrant::id),
                fingerprint,
                hint,
                address,
                called + ": " + reason);
        if (token != null && reason == DenialReason.METHOD_NOT_GRANTED) {
            noteOfLive(event, token);
        } else {
            noteOfOther(event);
        }
    }

    private synchronized void noteOfOther(TokenEvent event) {
        advanceTo(event.at());
        if (!pendingOfOthers.add(event.fingerprint(), event, () -> ofOthers.take(latest))) {
            addBeyond(pendingOfOthers, event);
        }
    }

    private synchronized void noteOfLive(TokenEvent event, TokenGrant token) {
        advanceTo(event.at());
        Allowance ofAccount = ofAccounts.of(token.owner());
        boolean added = pendingOfTokens.add(event.fingerprint(), event, () -> takeBoth(ofAccount, token.id()))
                || pendingOfTokens.add(event.fingerprint(), beyond(event, BEYOND), () -> ofAccount.take(latest))
                || pendingOfTokens.add(token.owner(), beyond(event, BEYOND_OF_ACCOUNT), () -> true);
        if (!added) {
            addBeyond(pendingOfTokens, event);
        }
    }

    /** Asks the account's first: an account that has none left takes no room from other tokens' allowances. */
    private boolean takeBoth(Allowance ofAccount, TokenId token) {
        return !ofAccount.isEmpty(latest) && ofTokens.of(token).take(latest) && ofAccount.take(latest);
    }

    private void advanceTo(Instant at) {
        latest = at.isAfter(latest) ? at : latest;
    }

    /**
     * Writes what was noted since the last flush.
     *
     * @throws StorageException if that failed. Whatever the store throws, it is kept for the next flush then.
     */
    void flush() {
        Batch batch = takePending();
        if (batch.events().isEmpty()) {
            return;
        }
        boolean written = false;
        try {
            events.add(batch.events());
            written = true;
        } finally {
            if (!written) {
                keepAgain(batch);
            }
        }
    }

    private synchronized Batch takePending() {
        ofTokens.forgetFull(latest);
        ofAccounts.forgetFull(latest);
        return new Batch(pendingOfTokens.take(), pendingOfOthers.take());
    }

    private synchronized void keepAgain(Batch batch) {
        keepAgain(pendingOfTokens, batch.ofTokens());
        keepAgain(pendingOfOthers, batch.ofOthers());
    }

    private static void keepAgain(PendingEvents pending, ImmutableMap<PendingEvents.Key, TokenEvent> taken) {
        taken.forEach((key, event) -> {
            if (!pending.add(key.whose(), event, () -> true)) {
                addBeyond(pending, event);
            }
        });
    }

    /** Counts a call of which nothing else is told. */
    private static void addBeyond(PendingEvents pending, TokenEvent event) {
        TokenEvent counted = TokenEvent.refused(
                        event.at(), Optional.empty(), Optional.empty(), NO_FINGERPRINT, "", "", BEYOND)
                .times(event.times());
        pending.addAnyway(NO_FINGERPRINT, counted);
    }

    /** What is told of a live token's call that is not kept apart. */
    private static TokenEvent beyond(TokenEvent event, String detail) {
        return TokenEvent.refused(
                event.at(), event.account(), event.token(), event.fingerprint(), event.hint(), "", detail);
    }

    /** What is written together. */
    private record Batch(
            ImmutableMap<PendingEvents.Key, TokenEvent> ofTokens,
            ImmutableMap<PendingEvents.Key, TokenEvent> ofOthers) {

        ImmutableList<TokenEvent> events() {
            return ImmutableList.<TokenEvent>builder()
                    .addAll(ofTokens.values())
                    .addAll(ofOthers.values())
                    .build();
        }
    }
}
