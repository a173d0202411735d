package dev.latchkey.account;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.TokenFingerprint;
import java.util.Optional;

/**
 * The store of the second factors of accounts: of each that has one the secret, the last time step of which a code was
 * accepted, and the recovery codes. It keeps secrets so that they can be read again, as codes are computed from them:
 * who reads the store can compute them too. Every method is one atomic step, safe for use by many threads, kept through
 * a crash once it has returned, and throws {@link StorageException} where the store is broken.
 */
public interface SecondFactors {

    /**
     * Keeps a secret for the account that its owner has not proved to have yet, in place of any that was kept so.
     *
     * @return whether there is such an account
     */
    boolean prepare(AccountId account, TotpSecret secret);

    /** Returns the secret that was prepared and not turned on yet, or empty if there is none. */
    Optional<TotpSecret> prepared(AccountId account);

    /**
     * Gives the account this second factor in place of any that it had, without recovery codes, forgets what was prepared, and ends the
     * account's sessions, all in one step. Its {@link Account#credentialVersion} is another from then on.
     *
     * @param kept a session of the account that does not end, with which the change is made; empty if all end
     * @return whether there is such an account, with the session that is kept; nothing changes if there is not
     */
    boolean turnOn(AccountId account, TotpSecret secret, Optional<SessionId> kept);

    /**
     * Gives an account without second factor the one that was prepared for it, and these recovery codes, forgets what was prepared, and ends
     * the account's sessions but for one, all in one step. Its {@link Account#credentialVersion} is another from then on.
     *
     * @param secret that its owner has proved to have
     * @param step the time step of the code that proved it, which counts as accepted; positive
     * @param recoveryCodes their {@linkplain RecoveryCode#fingerprint fingerprints}
     * @param kept a session of the account that does not end, with which the change is made
     * @return whether {@code secret} is what is prepared for the account, it has no second factor, and the session; nothing changes if not
     */
    boolean turnOnPrepared(
            AccountId account,
            TotpSecret secret,
            long step,
            ImmutableSet<TokenFingerprint> recoveryCodes,
            SessionId kept);

    /**
     * Takes the second factor and its recovery codes away, and ends the account's sessions. If there was one, the account's
     * {@link Account#credentialVersion} is another from then on; if there was none, nothing happens.
     *
     * @param kept a session of the account that does not end, with which the change is made; empty if all end
     * @return whether there was one, and the session that is kept; nothing changes if not
     */
    boolean turnOff(AccountId account, Optional<SessionId> kept);

    /** Returns the secret of the account's second factor, or empty if it has none. */
    Optional<TotpSecret> secretOf(AccountId account);

    /**
     * Accepts the code of a time step, unless one of that step or of a later one was accepted before; and so of many
     * that come with the same code one is accepted.
     *
     * @param step positive
     * @return whether it was accepted
     */
    boolean accept(AccountId account, long step);

    /**
     * Gives an account with a second factor these recovery codes in place of those that it had.
     *
     * @param codes their {@linkplain RecoveryCode#fingerprint fingerprints}
     * @param with a session of the account, with which the change is made; empty if it is made otherwise
     * @return whether there is such an account with a second factor, and the session; nothing changes if not
     */
    boolean setRecoveryCodes(AccountId account, ImmutableSet<TokenFingerprint> codes, Optional<SessionId> with);

    /**
     * Takes a recovery code of the account, which is good once: of many that come with the same code one is accepted.
     *
     * @return whether it was one
     */
    boolean takeRecoveryCode(AccountId account, TokenFingerprint code);

    /** Returns how many recovery codes the account has left. */
    int recoveryCodesLeft(AccountId account);
}
