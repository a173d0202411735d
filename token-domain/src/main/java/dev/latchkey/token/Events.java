package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The history: the record of what happened to tokens and accounts. {@link Tokens} adds to it with every change; what else is to be
 * recorded comes through {@link #add}. Nothing is taken out of it before it is old. Safe for use by many threads; throws
 * {@link StorageException} if the store is broken.
 */
public interface Events {

    /**
     * Records these events together. An event without account whose fingerprint is known from an earlier event gets that
     * one's account and token, so that the calls of a removed token are found with its history.
     */
    void add(ImmutableList<Event> events);

    /**
     * The latest events that {@code filter} lets through, the last recorded first.
     *
     * @param limit at most so many; positive
     */
    ImmutableList<Recorded> latest(Filter filter, int limit);

    /**
     * Removes the events that happened before an instant, the oldest first. Each slice is a step of its own, so that those who record
     * meanwhile never wait for long; what was removed before a failure stays removed.
     *
     * @param slice how many are removed in one step; positive
     * @return how many were removed
     */
    int trim(Instant before, int slice);

    /**
     * An event that is in the history.
     *
     * @param id tells this event from all others of the same store, and says nothing about their number or order; at most 2^53 - 1, so
     *     that JavaScript reads it exactly
     */
    record Recorded(long id, Event event) {
        public Recorded {
            requireNonNull(event, "event");
        }
    }

    /**
     * Which events to return: {@code Filter.ALL.account(account)}.
     *
     * @param account only events of this account; empty for those of all, and of none
     * @param token only events of this token; empty for those of all, and of none
     * @param kinds only events of these kinds; empty for all kinds
     * @param since only events at this instant or later; empty for no such bound
     * @param before only events before this instant; empty for no such bound
     * @param recordedBefore only events that were recorded before the one with this id: the next page after that event. Empty for the
     *     first page. It is not defined what is returned if there never was such an event
     */
    record Filter(
            Optional<AccountId> account,
            Optional<TokenId> token,
            ImmutableSet<Event.Kind> kinds,
            Optional<Instant> since,
            Optional<Instant> before,
            OptionalLong recordedBefore) {

        public Filter {
            requireNonNull(account, "account");
            requireNonNull(token, "token");
            requireNonNull(kinds, "kinds");
            requireNonNull(since, "since");
            requireNonNull(before, "before");
            requireNonNull(recordedBefore, "recordedBefore");
        }

        /** All events. */
        public static final Filter ALL = new Filter(
                Optional.empty(),
                Optional.empty(),
                ImmutableSet.of(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty());

        /** The same, of this account alone. */
        public Filter account(AccountId only) {
            return new Filter(Optional.of(only), token, kinds, since, before, recordedBefore);
        }

        /** The same, of this token alone. */
        public Filter token(TokenId only) {
            return new Filter(account, Optional.of(only), kinds, since, before, recordedBefore);
        }

        /** The same, of these kinds alone; of all if they are empty. */
        public Filter kinds(ImmutableSet<Event.Kind> only) {
            return new Filter(account, token, only, since, before, recordedBefore);
        }

        /** The same, at this instant or later alone. */
        public Filter since(Instant first) {
            return new Filter(account, token, kinds, Optional.of(first), before, recordedBefore);
        }

        /** The same, before this instant alone. */
        public Filter before(Instant end) {
            return new Filter(account, token, kinds, since, Optional.of(end), recordedBefore);
        }

        /** The same, recorded before the event with this id alone: the next page after it. */
        public Filter recordedBefore(long id) {
            return new Filter(account, token, kinds, since, before, OptionalLong.of(id));
        }
    }
}
