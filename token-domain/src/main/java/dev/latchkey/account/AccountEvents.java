package dev.latchkey.account;

import com.google.common.collect.ImmutableList;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.Origin;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.history.GatheredEvents;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Tells the history what happens to accounts. What their owners do is recorded at once, so that no flood of what strangers try can hide
 * it. What strangers can cause is gathered. Nothing fails because the history can't be written: what was to be recorded at once is
 * gathered then, and written with the next {@link #flush()}.
 */
final class AccountEvents {

    private final Events events;
    private final GatheredEvents gathered;
    private final InstantSource clock;

    /** @param nodes how many write to the history; positive */
    AccountEvents(Events events, IntSupplier nodes, InstantSource clock) {
        this.events = events;
        this.gathered = new GatheredEvents(events, nodes);
        this.clock = clock;
    }

    /** Records what was done to an account. */
    void done(Event event) {
        record(ImmutableList.of(event));
    }

    /** Records what an account's owner did. */
    void done(AccountId account, Client client, Event.Kind kind, String detail) {
        record(ImmutableList.of(byOwner(account, client, kind, detail)));
    }

    /** Records two things that an account's owner did in one step. */
    void done(AccountId account, Client client, Event.Kind first, Event.Kind second, String detailOfSecond) {
        record(ImmutableList.of(byOwner(account, client, first, ""), byOwner(account, client, second, detailOfSecond)));
    }

    private Event byOwner(AccountId account, Client client, Event.Kind kind, String detail) {
        return Event.ofAccount(kind, new Origin(account, Actor.owner(), clock.instant(), client), detail);
    }

    private void record(ImmutableList<Event> happened) {
        try {
            events.add(happened);
        } catch (StorageException e) { // it has happened all the same
            happened.forEach(gathered::note);
        }
    }

    /**
     * Notes what somebody tried who has proved too little.
     *
     * @param account empty if no account has the login that was given
     */
    void tried(Optional<AccountId> account, Client client, Event.Kind kind, String detail) {
        gathered.note(Event.tried(kind, clock.instant(), account, client, detail));
    }

    /**
     * Notes that a password was refused, as wrong or unread; nothing if it was right, or could not be looked at.
     *
     * @param wrong the kind of event if it was wrong
     * @param forWhat it was given, if it was not looked at
     */
    void passwordRefused(
            Outcome<?> checked, Event.Kind wrong, Optional<AccountId> account, Client client, String forWhat) {
        if (checked instanceof Outcome.Refused<?> refused) {
            if (refused.reason() == RefusalReason.WRONG_PASSWORD) {
                tried(account, client, wrong, "");
            } else if (refused.reason() == RefusalReason.TOO_MANY_PASSWORDS) {
                tried(account, client, Event.Kind.MADE_TO_WAIT, forWhat);
            }
        }
    }

    /** Writes what was gathered. */
    void flush() {
        gathered.flush();
    }
}
