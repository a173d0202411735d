package dev.latchkey.token;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;

/**
 * The store of tokens. Every method is one atomic step, safe for use by many threads, and has its full effect before it
 * returns: a change that was acknowledged is kept through a crash, and the next look-up sees it. A change and the
 * {@link TokenEvent} that tells of it (made by that class's factories) are kept together or not at all. Instants are kept to the microsecond, texts
 * character by character.
 *
 * <p>A change is made for an owner ({@link Origin#account()}); another owner's token does not exist for it.
 *
 * <p>Every method throws {@link StorageException} where the store is broken.
 */
public interface Tokens {

    /** Stores a token under a new id, as {@link TokenEvent.Kind#GENERATED}, or as COPIED where it is a copy. */
    Token add(NewToken token, Origin origin);

    /** The token whose value has this fingerprint now, be it expired or not. */
    Optional<Token> find(TokenFingerprint fingerprint);

    /** The token of this owner and id. */
    Optional<Token> find(AccountId owner, TokenId id);

    /** All tokens of this owner, the oldest first. */
    ImmutableList<Token> ownedBy(AccountId owner);

    /**
     * Changes a token, as {@link TokenEvent.Kind#EDITED}, and returns it.
     *
     * @return nothing, and nothing changed, where there is no such token, or where {@code edit} has an expiry and the
     *     token has expired at {@link Origin#at()}: a dead value never comes to life again
     */
    Optional<Token> edit(TokenId id, TokenEdit edit, Origin origin);

    /**
     * Gives a token another value, as {@link TokenEvent.Kind#REGENERATED}, and returns it. The old value is dead when
     * this returns.
     *
     * @param newExpiry what to replace an expiry by that has passed at {@link Origin#at()}
     * @return nothing, and nothing changed, where there is no such token, or it has expired and {@code newExpiry} is
     *     absent, or it has not expired and {@code newExpiry} is present
     */
    Optional<Token> regenerate(
            TokenId id, TokenFingerprint fingerprint, String hint, Optional<Expiry> newExpiry, Origin origin);

    /**
     * Removes all these tokens, each as {@link TokenEvent.Kind#REMOVED}, or none of them where one does not exist.
     *
     * @return the ids of which there is no token; empty where all were removed
     */
    ImmutableSet<TokenId> remove(ImmutableSet<TokenId> ids, Origin origin);

    /**
     * Keeps for each of these tokens its last use, where that is later than the one that is kept. A token that does not exist
     * is passed over. It is no change to a token, and no event tells of it.
     *
     * <p>Of an address at least 200 characters are kept, of a user agent 500.
     */
    void keepLastUses(ImmutableMap<TokenId, LastUse> uses);
}
