package dev.latchkey.app.administration;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.TotpSecret;
import dev.latchkey.persistence.NodeList;
import dev.latchkey.token.Password;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.TokenId;

/**
 * What an administrator can do with the accounts and tokens of all. Every method throws {@link AdministrationException} if what was asked
 * for is refused or cannot be done, and {@link StorageException} if the database is broken. For one thread.
 */
public interface Administration extends AutoCloseable {

    /** All accounts, the oldest first. */
    ImmutableList<AccountEntry> accounts();

    /**
     * Makes an account, and returns its uid.
     *
     * @param name what the person is called
     */
    String add(EmailAddress login, String name, Password password);

    /** Gives an account another password, and ends its sessions. Its tokens stay. */
    void changePassword(EmailAddress login, Password password);

    /** Turns two-factor authentication on with a new secret, which it returns, and ends the account's sessions. */
    TotpSecret turnOnSecondFactor(EmailAddress login);

    /** Turns two-factor authentication off, and ends the account's sessions if it was on. */
    void turnOffSecondFactor(EmailAddress login);

    /** Makes an account an administrator's, or no longer one. */
    void setAdministrator(EmailAddress login, boolean administrator);

    /** Disables an account: its sessions end, and its tokens are dead until it is enabled. A second time it does nothing. */
    void disable(EmailAddress login);

    /** Enables an account: its tokens are what they were, its sessions do not come back. */
    void enable(EmailAddress login);

    /** Removes an account, and its tokens with it. Its history stays. */
    void remove(EmailAddress login);

    /** Forgets the wrong passwords and codes that were counted of an account. */
    void forgiveGuesses(EmailAddress login);

    /** The tokens that {@code query} lets through, the oldest first. */
    ImmutableList<TokenEntry> tokens(TokenQuery query);

    /** Makes a token for a service, and returns its value, which is told nowhere else. Through a server its owner is who signed in. */
    String addToken(ServiceToken token);

    /** Removes tokens, of each account all that are selected or none, and returns which. */
    ImmutableSet<TokenId> removeTokens(TokenSelection selection);

    /** Suspends tokens, of each account all that are selected or none, and returns which, those that were suspended already among them. */
    ImmutableSet<TokenId> suspendTokens(TokenSelection selection);

    /** Resumes tokens, of each account all that are selected or none, and returns which, those that were not suspended among them. */
    ImmutableSet<TokenId> resumeTokens(TokenSelection selection);

    /** The servers that share the database; none if one process has it for itself. */
    NodeList nodes();

    /** What happened, the latest first. */
    ImmutableList<HistoryEntry> history(HistoryQuery query);

    /** Ends what was opened or made for it. */
    @Override
    void close();
}
