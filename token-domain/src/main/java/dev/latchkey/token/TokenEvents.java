package dev.latchkey.token;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * The record of what happened to tokens. {@link Tokens} adds to it with every change; what else is to be recorded comes
 * through {@link #add}. Safe for use by many threads; throws {@link StorageException} where the store is broken.
 */
public interface TokenEvents {

    /**
     * Records these events together. An event without account whose fingerprint is known from an earlier event gets that
     * one's account and token, so that the calls of a removed token are found with its history.
     */
    void add(ImmutableList<TokenEvent> events);

    /**
     * The latest events, the newest first.
     *
     * @param account only the events of this account, or all
     * @param token only the events of this token, or all
     * @param limit at most so many; positive
     */
    ImmutableList<TokenEvent> latest(Optional<AccountId> account, Optional<TokenId> token, int limit);
}
