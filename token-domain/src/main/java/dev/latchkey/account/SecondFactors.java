package dev.latchkey.account;

import dev.latchkey.token.AccountId;
import dev.latchkey.token.StorageException;
import java.time.Instant;
import java.util.Optional;

/**
 * The store of the second factors of accounts: of each that has one the secret, the last time step of which a code was
 * accepted, and the attempts since then. It keeps secrets so that they can be read again, as codes are computed from them:
 * whoever reads the store can compute them too. Every method is one atomic step, safe for use by many threads, kept through
 * a crash once it has returned, and throws {@link StorageException} where the store is broken.
 */
public interface SecondFactors {

    /**
     * Gives the account this second factor in place of any that it had, with no attempts counted, and ends its sessions in the same
     * step. Its {@link Account#credentialVersion} is another from then on.
     *
     * @return whether there is such an account
     */
    boolean turnOn(AccountId account, TotpSecret secret);

    /**
     * Takes the second factor away, and ends the sessions that still waited for a code of it. If there was one, the account's
     * {@link Account#credentialVersion} is another from then on.
     *
     * @return whether there was one
     */
    boolean turnOff(AccountId account);

    /** The secret of an account that has a second factor. */
    Optional<TotpSecret> secretOf(AccountId account);

    /**
     * Counts an attempt at a code, before the code is looked at, so that many at once are no more than were allowed.
     *
     * @param limit so many are allowed at any time, counted since a code was last accepted
     * @param deadline beyond the limit one is allowed if the latest was not after this
     * @return whether the attempt may be made; it is counted only then
     */
    boolean countAttempt(AccountId account, int limit, Instant deadline, Instant at);

    /**
     * Accepts the code of a time step, unless one of that step or of a later one was accepted before; and so of many
     * that come with the same code one is accepted. Attempts are counted anew from here.
     *
     * @param step positive
     * @return whether it was accepted
     */
    boolean accept(AccountId account, long step);
}
