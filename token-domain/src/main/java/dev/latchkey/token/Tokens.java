package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

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
     * @return the token, or empty and nothing stored if its owner has so many, or {@linkplain #isDisabled is disabled}
     */
    Optional<Token> add(NewToken token, int mostOfOwner, Origin origin);

    /** The token whose value has this fingerprint now, in whatever {@linkplain Token#state state} it is. */
    Optional<Token> find(TokenFingerprint fingerprint);

    /** The token of this owner and id. */
    Optional<Token> find(AccountId owner, TokenId id);

    /** All tokens of this owner, the oldest first. */
    ImmutableList<Token> ownedBy(AccountId owner);

    /**
     * The tokens of all owners that {@code filter} lets through, the oldest first.
     *
     * @param after only those that were added after this one, for the page that follows the one which ends with it; empty for the first
     *     page
     * @param limit at most so many; positive
     */
    ImmutableList<Token> search(TokenFilter filter, Optional<TokenId> after, int limit);

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
     * Removes the token whose value has this fingerprint now, whoever's and in whatever {@linkplain Token#state state} it is, as
     * {@link Event.Kind#REMOVED} by {@linkplain Actor#ownToken() itself}. A token that has been given another value is another's.
     *
     * @param at when that was asked for
     * @param client where the request came from
     * @return whether there was one
     */
    boolean remove(TokenFingerprint fingerprint, Instant at, Client client);

    /**
     * Suspends all these tokens, each as {@link Event.Kind#SUSPENDED}, or none of them if one does not exist. Their values are
     * dead when this returns, expired or not. Editing and giving another value leave a token suspended. A token is changed as
     * {@link Token#suspended} says; of one that is suspended already and stays so no event tells.
     *
     * @param ids any number
     * @return the ids of which there is no token; empty if all are suspended
     */
    ImmutableSet<TokenId> suspend(ImmutableSet<TokenId> ids, Origin origin);

    /**
     * Resumes all these tokens, each as {@link Event.Kind#RESUMED}, or none of them if one does not exist or is not the
     * {@linkplain Suspension#mayBeEndedBy actor's to resume}. Their values are good again unless they have expired. A token that is
     * not suspended stays as it is, and no event tells of it.
     *
     * @param ids any number
     */
    Resumption resume(ImmutableSet<TokenId> ids, Origin origin);

    /**
     * What resuming came to. If both sets are empty, all were resumed; otherwise nothing was changed.
     *
     * @param missing the ids of which there is no token
     * @param heldByAdministrator the ids of tokens that an administrator suspended, and that the actor may therefore not resume
     */
    record Resumption(ImmutableSet<TokenId> missing, ImmutableSet<TokenId> heldByAdministrator) {
        public Resumption {
            requireNonNull(missing, "missing");
            requireNonNull(heldByAdministrator, "heldByAdministrator");
        }

        /** All were resumed. */
        public static final Resumption DONE = new Resumption(ImmutableSet.of(), ImmutableSet.of());

        /** What resuming these tokens comes to for this actor, of which those exist that were found. */
        public static Resumption of(ImmutableSet<TokenId> ids, Collection<Token> found, Actor actor) {
            requireNonNull(actor, "actor");
            ImmutableSet<TokenId> present = idsOf(found, token -> true);
            return new Resumption(
                    Sets.difference(ids, present).immutableCopy(),
                    idsOf(
                            found,
                            token -> token.suspension()
                                    .filter(suspension -> !suspension.mayBeEndedBy(actor))
                                    .isPresent()));
        }

        private static ImmutableSet<TokenId> idsOf(Collection<Token> tokens, Predicate<Token> which) {
            return tokens.stream().filter(which).map(Token::id).collect(ImmutableSet.toImmutableSet());
        }

        /** Whether all were resumed. */
        public boolean isDone() {
            return equals(DONE);
        }
    }

    /**
     * Has all tokens of {@link Origin#account()} dead, those that it has and those that are added meanwhile: when this returns, none is
     * live, and none can be added until {@link #enableOwner}. They can still be listed, changed and removed. The owner need not have
     * any. No event tells of it. A second time it does nothing.
     */
    void disableOwner(Origin origin);

    /** Has all tokens of {@link Origin#account()} be what they were before {@link #disableOwner}; does nothing if that was not called. */
    void enableOwner(Origin origin);

    /** Whether the tokens of this owner are dead by {@link #disableOwner}. */
    boolean isDisabled(AccountId owner);

    /**
     * Keeps for each of these tokens its last use, if that is later than the one that is kept. A token that does not exist
     * is passed over. It is no change to a token, and no event tells of it. A store that crashes within the next second may lose it.
     *
     * <p>At least 200 characters of an address are kept, and 500 of a user agent.
     *
     * @param uses any number
     * @return the tokens whose uses were not kept, because somebody else is changing these tokens just now: their uses are to be given
     *     again, some seconds later. Empty if all were kept
     */
    ImmutableSet<TokenId> keepLastUses(ImmutableMap<TokenId, LastUse> uses);

    /**
     * Tells {@code watcher} of every change to a token from now on, whoever makes it, so that it can forget what it has looked up. It is
     * told the fingerprint that the token had before an {@link #edit}, {@link #regenerate}, {@link #revive}, {@code remove},
     * {@link #suspend} or {@link #resume}, and those of all tokens of an owner at {@link #disableOwner} and {@link #enableOwner}: after the
     * change can be looked up, before the change returns, and also if it is not known whether the change was made. The store holds no
     * lock meanwhile that a look-up needs, in whatever thread that is: the watcher may wait for one. It must not change any token.
     *
     * <p>Of a change that another process made, the watcher is told before that process's change returns, or else the {@linkplain Watch#era
     * era} has ended by then. It may be told of a change more than once.
     *
     * @return the watch, which ends when it is closed; or empty if the store cannot tell of every change, because others can
     *     change it too. Nothing of such a store may be kept: it has to be asked at every call.
     * @throws StorageException if the store can't begin to tell
     */
    Optional<Watch> watch(Consumer<TokenFingerprint> watcher);

    /** Somebody's being told of changes. */
    interface Watch extends AutoCloseable {

        /** Stands for no era. */
        long NO_ERA = -1;

        /**
         * The era that it is. What was looked up may be kept and used in the era in which its look-up began, and in no other: between two
         * eras there may have been changes of which nobody was told. Ask after what is to be used was found, each time. Never blocks.
         *
         * @return a number that is not negative; or {@link #NO_ERA} if nothing that is kept may be used now, as the store can't tell of
         *     changes for the moment
         */
        long era();

        /**
         * How many processes answer from this store now, each of which sees a part of the calls. What is bounded for all of them together is
         * divided by it. It may be some seconds old. Never blocks.
         *
         * @return 1 or more
         */
        int nodes();

        /**
         * The clock by which all these processes go, so that a token expires on all of them at once: that of the store, if it has one,
         * and the system's otherwise. The same object each time. It never blocks, and may go back a little.
         */
        InstantSource clock();

        /** Ends it. When this returns, nothing is told any more, but for changes that are just being made. */
        @Override
        void close();
    }
}
