package dev.latchkey.token;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The store of tokens. Every method is one atomic step, safe for use by many threads, and has its full effect before it
 * returns: a change that was acknowledged is kept through a crash, and the next look-up sees it. A change and the
 * {@link Event} that tells of it (made by that class's factories) are kept together or not at all. Instants are kept to the
 * microsecond, texts character by character.
 *
 * <p>A change is made for an owner ({@link Origin#account()}); another owner's token does not exist for it.
 *
 * <p>Every method throws {@link StorageException} if the store is broken.
 */
public interface Tokens {

    /**
     * Stores a token under a new id, as {@link Event.Kind#GENERATED}, or as COPIED if it is a copy.
     *
     * @param mostOfOwner so many tokens its owner may have, this one included; however many are added at once, there are never more
     * @return the token, or empty and nothing stored if its owner has so many
     */
    Optional<Token> add(NewToken token, int mostOfOwner, Origin origin);

    /** The token whose value has this fingerprint now, expired or not. */
    Optional<Token> find(TokenFingerprint fingerprint);

    /** The token of this owner and id. */
    Optional<Token> find(AccountId owner, TokenId id);

    /** All tokens of this owner, the oldest first. */
    ImmutableList<Token> ownedBy(AccountId owner);

    /**
     * Changes a token, as {@link Event.Kind#EDITED}, and returns it.
     *
     * @return empty, and nothing changed, if there is no such token, or if {@code edit} has an expiry and the token has
     *     expired at {@link Origin#at()}: a dead value never comes to life again
     */
    Optional<Token> edit(TokenId id, TokenEdit edit, Origin origin);

    /**
     * Gives a token that has not expired another value, as {@link Event.Kind#REGENERATED}, and returns it. The old value is
     * dead when this returns.
     *
     * @return empty, and nothing changed, if there is no such token, or it has expired at {@link Origin#at()}
     */
    Optional<Token> regenerate(TokenId id, TokenFingerprint fingerprint, String hint, Origin origin);

    /**
     * Gives a token that has expired another value and a new expiry, as {@link Event.Kind#REGENERATED}, and returns it. The
     * old value stays dead.
     *
     * @return empty, and nothing changed, if there is no such token, or it has not expired at {@link Origin#at()}
     */
    Optional<Token> revive(TokenId id, TokenFingerprint fingerprint, String hint, Expiry expiry, Origin origin);

    /**
     * Removes all these tokens, each as {@link Event.Kind#REMOVED}, or none of them if one does not exist.
     *
     * @param ids any number
     * @return the ids of which there is no token; empty if all were removed
     */
    ImmutableSet<TokenId> remove(ImmutableSet<TokenId> ids, Origin origin);

    /**
     * Keeps for each of these tokens its last use, if that is later than the one that is kept. A token that does not exist
     * is passed over. It is no change to a token, and no event tells of it.
     *
     * <p>At least 200 characters of an address are kept, and 500 of a user agent.
     */
    void keepLastUses(ImmutableMap<TokenId, LastUse> uses);

    /**
     * Tells {@code watcher} of every change to a token from now on, whoever makes it, so that it can forget what it has looked up. It is
     * told the fingerprint that the token had before an {@link #edit}, {@link #regenerate}, {@link #revive} or {@link #remove}: after the
     * change can be looked up, before the change returns, and also if it is not known whether the change was made. The store holds no
     * lock meanwhile that a look-up needs, in whatever thread that is: the watcher may wait for one. It must not change any token.
     *
     * @return the watch, which ends when it is closed; or empty if the store cannot tell of every change, because others can
     *     change it too. Nothing of such a store may be kept: it has to be asked at every call.
     */
    Optional<Watch> watch(Consumer<TokenFingerprint> watcher);

    /** Somebody's being told of changes. */
    interface Watch extends AutoCloseable {

        /** Ends it. When this returns, nothing is told any more, but for changes that are just being made. */
        @Override
        void close();
    }
}
