package dev.latchkey.account;

import dev.latchkey.token.AccountId;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.TokenFingerprint;
import java.time.Instant;
import java.util.Optional;

/**
 * The store of browsers that accounts have signed in with, each known by the fingerprint of a value that it keeps. Every method is one atomic
 * step, safe for use by many threads, and throws {@link StorageException} if the store is broken.
 */
public interface KnownBrowsers {

    /**
     * Notes that an account has signed in with a browser. It forgets those of the account that are over the limit, the longest unused first.
     *
     * @param limit how many the account may have, this one among them; positive
     */
    void note(AccountId account, TokenFingerprint browser, Instant at, int limit);

    /** Returns the account that has signed in with this browser, or empty if there is none. */
    Optional<AccountId> find(TokenFingerprint browser);
}
