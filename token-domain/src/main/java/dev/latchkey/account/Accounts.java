package dev.latchkey.account;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Password;
import dev.latchkey.token.StorageException;
import java.time.Instant;
import java.util.Optional;

/**
 * The store of accounts. Of a password it keeps what {@link dev.latchkey.token.PasswordConfirmation} needs to check one,
 * and nothing from which it could be read. Every method is one atomic step, safe for use by many threads, kept through a
 * crash once it has returned, and throws {@link StorageException} if the store is broken.
 */
public interface Accounts {

    /** Stores a new account, or returns empty if the address has one already. */
    Optional<Account> add(EmailAddress email, String name, Password password, Instant at);

    Optional<Account> find(AccountId id);

    Optional<Account> find(EmailAddress email);

    /**
     * The accounts that {@code filter} lets through, the oldest first.
     *
     * @param after only those that were added after this one, for the page that follows the one which ends with it, though it be removed by
     *     now; empty for the first page. An id that no account can have stands before all
     * @param limit at most so many; positive
     */
    ImmutableList<AccountSummary> search(AccountFilter filter, Optional<AccountId> after, int limit);

    /** The addresses of those of these accounts that exist. */
    ImmutableMap<AccountId, EmailAddress> addresses(ImmutableSet<AccountId> ids);

    /**
     * Gives the account another password and ends its sessions, as somebody who knew the old one may be in them, and forgets
     * the browsers that it is known by; its tokens stay. Its {@link Account#credentialVersion} is another from then on.
     *
     * @param kept a session of the account that does not end, with which the change is made; empty if all end
     * @return whether there is such an account, with the session that is kept; nothing changes if there is not
     */
    boolean changePassword(AccountId id, Password password, Optional<SessionId> kept);

    /**
     * Makes the account an administrator's, or no longer one. Its {@link Account#credentialVersion} and its sessions stay.
     *
     * @return whether there is such an account
     */
    boolean setAdministrator(AccountId id, boolean administrator);

    /**
     * The same by an administrator, in one step with the check that {@code by} is another account, and an administrator who is not disabled.
     * So of administrators who do so to each other at the same time one always stays.
     *
     * @return whether it was done; if not, nothing was changed
     */
    boolean setAdministrator(AccountId id, boolean administrator, AccountId by);

    /**
     * Disables the account and ends its sessions. Its {@link Account#credentialVersion} is another from then on, so that no session is added
     * for what was confirmed before. If it is disabled already, it stays so since then.
     *
     * @return whether there is such an account
     */
    boolean disable(AccountId id, Instant at);

    /**
     * The same by an administrator, in one step with the check of {@link #setAdministrator(AccountId, boolean, AccountId)}.
     *
     * @return whether it was done; if not, nothing was changed
     */
    boolean disable(AccountId id, Instant at, AccountId by);

    /**
     * Enables the account. Its sessions do not come back.
     *
     * @return whether there is such an account
     */
    boolean enable(AccountId id);

    /**
     * Removes the account and all that goes with it: its sessions, second factor, recovery codes and known browsers. Its id is never given
     * again. Its tokens are another store's.
     *
     * @return whether there was such an account
     */
    boolean remove(AccountId id);

    /**
     * The same by an administrator, in one step with the check of {@link #setAdministrator(AccountId, boolean, AccountId)}.
     *
     * @return whether it was done; if not, nothing was changed
     */
    boolean remove(AccountId id, AccountId by);
}
