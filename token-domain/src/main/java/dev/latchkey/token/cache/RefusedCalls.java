package dev.latchkey.token.cache;

import dev.latchkey.token.AccountId;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.Client;
import dev.latchkey.token.DenialReason;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.history.Allowance;
import dev.latchkey.token.history.Allowances;
import dev.latchkey.token.history.PendingEvents;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls that were refused to dead or lacking tokens, gathered in memory and written in batches by {@link #flush()},
 * so that authorizing never waits for a write. Alike calls between two flushes become one {@link Event}. Different ones
 * are kept apart as long as there are few; all beyond are counted in one, so that a flood fills neither memory nor the store.
 *
 * <p>A live token has an allowance of its own, {@value #TOKEN_BURST} at once and {@value #TOKEN_PER_MINUTE} a minute; what is
 * beyond it is one event of the token. All live tokens of an account share one, {@value #ACCOUNT_BURST} at once and
 * {@value #ACCOUNT_PER_MINUTE} a minute; what is beyond that is one event of the account, which names the token that was refused
 * last. So what is refused to a live token can't be hidden by a flood of values that somebody makes up, nor by another account's
 * tokens. All other values share one allowance, {@value #BURST} at once and {@value #PER_MINUTE} a minute. These numbers are for all
 * nodes together; each keeps to its share.
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

    private final Allowance ofOthers;

    /** What live tokens share when so many have allowances of their own: no made-up value takes anything of it. */
    private final Allowance ofFurtherTokens;

    private final Allowances<TokenId> ofTokens;
    private final Allowances<AccountId> ofAccounts;
    private final PendingEvents<Alike> pendingOfTokens;
    private final PendingEvents<Alike> pendingOfOthers;

    /**
     * What makes calls alike.
     *
     * @param whose the fingerprint or the account that they tell of
     */
    private record Alike(Object whose, String address, String detail) {}

    /**
     * @param events where they are written to
     * @param nodes how many write there; positive
     */
    RefusedCalls(Events events, IntSupplier nodes) {
        this.ofOthers = new Allowance(BURST, PER_MINUTE, nodes);
        this.ofFurtherTokens = new Allowance(BURST, PER_MINUTE, nodes);
        this.ofTokens = new Allowances<>(TOKEN_BURST, TOKEN_PER_MINUTE, nodes, MAX_PENDING, ofFurtherTokens);
        this.ofAccounts = new Allowances<>(ACCOUNT_BURST, ACCOUNT_PER_MINUTE, nodes, MAX_PENDING, ofFurtherTokens);
        this.pendingOfTokens = new PendingEvents<>(events, MAX_PENDING, RefusedCalls::counted);
        this.pendingOfOthers = new PendingEvents<>(events, MAX_PENDING, RefusedCalls::counted);
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
            Client client,
            Instant at) {
        Optional<TokenGrant> known = Optional.ofNullable(token);
        String called = method == null ? "no method" : method.toString();
        Event event = Event.refused(
                at,
                known.map(TokenGrant::owner),
                known.map(TokenGrant::id),
                fingerprint,
                hint,
                client,
                called + ": " + reason);
        if (token != null && reason == DenialReason.METHOD_NOT_GRANTED) {
            noteOfLive(event, token);
        } else if (!pendingOfOthers.add(alike(fingerprint, event), event, ofOthers::take)) {
            pendingOfOthers.addBeyond(event);
        }
    }

    private void noteOfLive(Event event, TokenGrant token) {
        Event ofToken = beyond(event, BEYOND);
        Event ofAccount = beyond(event, BEYOND_OF_ACCOUNT);
        boolean added = pendingOfTokens.add(
                        alike(token.fingerprint(), event), event, now -> takeBoth(token.owner(), token.id(), now))
                || pendingOfTokens.add(
                        alike(token.fingerprint(), ofToken),
                        ofToken,
                        now -> ofAccounts.of(token.owner()).take(now))
                || pendingOfTokens.add(alike(token.owner(), ofAccount), ofAccount, now -> true);
        if (!added) {
            pendingOfTokens.addBeyond(event);
        }
    }

    /** Asks the account's first: an account that has none left takes no room from other tokens' allowances. */
    private boolean takeBoth(AccountId account, TokenId token, Instant now) {
        Allowance ofAccount = ofAccounts.of(account);
        return !ofAccount.isEmpty(now) && ofTokens.of(token).take(now) && ofAccount.take(now);
    }

    /**
     * Writes what was noted since the last flush.
     *
     * @throws StorageException if that failed. Whatever the store throws, it is kept for the next flush then.
     */
    void flush() {
        try {
            pendingOfTokens.flush(now -> {
                ofTokens.forgetFull(now);
                ofAccounts.forgetFull(now);
            });
        } finally {
            pendingOfOthers.flush(now -> {});
        }
    }

    private static Alike alike(Object whose, Event event) {
        return new Alike(whose, event.client().address(), event.detail());
    }

    /** What is told of a call of which nothing else is told. */
    private static Event counted(Event event) {
        return new Event(
                event.kind(),
                event.at(),
                event.actor(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                Client.UNKNOWN,
                BEYOND,
                event.times());
    }

    /** What is told of a live token's call that is not kept apart. */
    private static Event beyond(Event event, String detail) {
        return new Event(
                event.kind(),
                event.at(),
                event.actor(),
                event.account(),
                event.token(),
                event.fingerprint(),
                event.hint(),
                Client.UNKNOWN,
                detail,
                event.times());
    }
}
