package dev.latchkey.account;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.TokenFingerprint;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The store of sessions. Every method is one atomic step, safe for use by many threads, and throws
 * {@link StorageException} where the store is broken. A session that was removed is gone for every later look-up.
 */
public interface Sessions {

    /**
     * Adds a session if its account's credentials are still those that were confirmed, which is one step: a session is either there
     * when they change, and ends by that, or is never added. It removes those of its account that are over the limit: restricted ones first, the oldest before
     * the newer, then full ones in the same order, and never the one that is added. So a password without its code ends at
     * most one full session. Many that add at once never leave more sessions than the limit.
     *
     * @param limit how many sessions the account may have, this one among them; positive
     * @return the session, or empty if the account has other credentials by now, or the store keeps the accounts too and has no such
     *     account
     */
    Optional<Session> add(NewSession session, int limit);

    /** The session whose value has this fingerprint, however long it was not used. */
    Optional<Session> find(TokenFingerprint fingerprint);

    /** The account's sessions, the oldest first, restricted ones among them. */
    ImmutableList<Session> ofAccount(AccountId account);

    /** Notes that a session was used at {@code at}; does nothing if it is gone or was used later already. */
    void touch(SessionId id, Instant at);

    /**
     * Takes one of the attempts at a code that a restricted session has; what many take at once is never more than it had.
     *
     * @return how many it has left then; empty where it had none, or there is no such restricted session
     */
    OptionalInt takeCodeAttempt(SessionId id);

    /**
     * Makes a restricted session a full one, and gives it a value.
     *
     * @param fingerprint of its value from then on; the present one for a session that keeps its value
     * @return whether there was such a restricted session
     */
    boolean makeFull(SessionId id, TokenFingerprint fingerprint);

    /** Notes that the account's password was confirmed with a session at {@code at}; does nothing if the session is gone. */
    void noteConfirmation(SessionId id, Instant at);

    /**
     * Removes these sessions of the account, or none of them where one does not exist.
     *
     * @return the ids of which there is no session; empty where all were removed
     */
    ImmutableSet<SessionId> remove(AccountId account, ImmutableSet<SessionId> ids);

    /**
     * Removes all sessions that have died of disuse or of age.
     *
     * @param unusedSince those that were last used before this
     * @param dashboardUnusedSince those of the dashboard that were last used before this
     * @param openedBefore those that were opened before this
     * @return how many
     */
    int removeDead(Instant unusedSince, Instant dashboardUnusedSince, Instant openedBefore);
}
