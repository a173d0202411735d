package dev.latchkey.token.history;

import dev.latchkey.token.AccountId;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.StorageException;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Events of accounts that strangers can cause, such as sign-ins that fail, gathered in memory and written in batches by
 * {@link #flush()}. Those of one kind, account and address between two flushes become one {@link Event}, the latest, with their
 * number. So a flood fills neither memory nor the store.
 *
 * <p>Each account has an allowance, {@value #ACCOUNT_BURST} different events at once and {@value #ACCOUNT_PER_MINUTE} a minute; what is
 * beyond it is one event of the account for each kind, without address. Events of no account share one allowance, {@value #BURST} at
 * once and {@value #PER_MINUTE} a minute, and can't hide those of accounts. All accounts together have one of {@value #MAX_PENDING}
 * at once and {@value #ALL_PER_MINUTE} a minute. What is beyond these two is one event for each kind, which tells nothing but how
 * many there were. These numbers are for all nodes together; each keeps to its share.
 *
 * <p>If nothing is flushed, or the store fails, at most {@value #MAX_PENDING} events of accounts and as many of none are kept apart.
 * Safe for use by many threads; nobody who notes an event waits for a write.
 */
public final class GatheredEvents {

    /** How many different events of no account are kept apart at once. */
    static final int BURST = 200;

    /** How many more of them a minute, once there were so many. */
    static final int PER_MINUTE = 20;

    /** How many different events of one account are kept apart at once. */
    static final int ACCOUNT_BURST = 20;

    /** How many more of them a minute, once there were so many. */
    static final int ACCOUNT_PER_MINUTE = 2;

    /** How many of accounts, and how many of no account, are kept apart until they are written. */
    static final int MAX_PENDING = 1_000;

    /** How many more of accounts a minute, once there were so many. */
    static final int ALL_PER_MINUTE = 200;

    private static final String BEYOND = "further ones, too many to be told apart";

    private final PendingEvents<Alike> ofAccounts;
    private final PendingEvents<Alike> ofNone;
    private final Allowance allAccounts;
    private final Allowances<AccountId> eachAccount;
    private final Allowance noAccount;

    /**
     * What gathered events have in common.
     *
     * @param address empty if it is what is beyond the account's allowance
     */
    private record Alike(Event.Kind kind, Optional<AccountId> account, Optional<String> address) {}

    /**
     * @param events where they are written to
     * @param nodes how many write there; positive
     */
    public GatheredEvents(Events events, IntSupplier nodes) {
        this.allAccounts = new Allowance(MAX_PENDING, ALL_PER_MINUTE, nodes);
        this.eachAccount = new Allowances<>(ACCOUNT_BURST, ACCOUNT_PER_MINUTE, nodes, MAX_PENDING, allAccounts);
        this.noAccount = new Allowance(BURST, PER_MINUTE, nodes);
        this.ofAccounts = new PendingEvents<>(events, MAX_PENDING, event -> beyond(event, Optional.empty()));
        this.ofNone = new PendingEvents<>(events, MAX_PENDING, event -> beyond(event, Optional.empty()));
    }

    /** Notes an event. It is written at the next {@link #flush()}. */
    public void note(Event event) {
        Optional<AccountId> account = event.account();
        Alike alike =
                new Alike(event.kind(), account, Optional.of(event.client().address()));
        if (account.isEmpty()) {
            if (!ofNone.add(alike, event, noAccount::take)) {
                ofNone.addBeyond(event);
            }
            return;
        }
        Alike rest = new Alike(event.kind(), account, Optional.empty());
        boolean added = ofAccounts.add(
                        alike,
                        event,
                        now -> !allAccounts.isEmpty(now)
                                && eachAccount.of(account.get()).take(now)
                                && allAccounts.take(now))
                || ofAccounts.add(rest, beyond(event, account), allAccounts::take);
        if (!added) {
            ofAccounts.addBeyond(event);
        }
    }

    /**
     * Writes what was noted since the last flush.
     *
     * @throws StorageException if that failed. Whatever the store throws, it is kept for the next flush then
     */
    public void flush() {
        try {
            ofAccounts.flush(eachAccount::forgetFull);
        } finally {
            ofNone.flush(now -> {});
        }
    }

    /** What is told of an event that is not kept apart. */
    private static Event beyond(Event event, Optional<AccountId> account) {
        return Event.tried(event.kind(), event.at(), account, Client.UNKNOWN, BEYOND)
                .times(event.times());
    }
}
