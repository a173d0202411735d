package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * The record of what happened to tokens. {@link Tokens} adds to it with every change; what else is to be recorded comes
 * through {@link #add}. Safe for use by many threads; throws {@link StorageException} if the store is broken.
 */
public interface TokenEvents {

    /**
     * Records these events together. An event without account whose fingerprint is known from an earlier event gets that
     * one's account and token, so that the calls of a removed token are found with its history.
     */
    void add(ImmutableList<TokenEvent> events);

    /**
     * The latest events that {@code filter} lets through, the newest first.
     *
     * @param limit at most so many; positive
     */
    ImmutableList<TokenEvent> latest(Filter filter, int limit);

    /**
     * Which events to return: {@code Filter.ALL.account(account)}.
     *
     * @param account only events of this account; empty for those of all, and of none
     * @param token only events of this token; empty for those of all, and of none
     */
    record Filter(Optional<AccountId> account, Optional<TokenId> token) {

        public Filter {
            requireNonNull(account, "account");
            requireNonNull(token, "token");
        }

        /** All events. */
        public static final Filter ALL = new Filter(Optional.empty(), Optional.empty());

        /** The same, of this account alone. */
        public Filter account(AccountId only) {
            return new Filter(Optional.of(only), token);
        }

        /** The same, of this token alone. */
        public Filter token(TokenId only) {
            return new Filter(account, Optional.of(only));
        }
    }
}
