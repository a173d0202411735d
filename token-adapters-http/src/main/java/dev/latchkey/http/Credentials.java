package dev.latchkey.http;

import dev.latchkey.Confirmation;
import dev.latchkey.account.SessionCheck;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Client;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.Password;
import dev.latchkey.token.StorageException;
import java.util.Optional;

/**
 * Who calls are from that bring no token: the sessions of a platform. {@link SignInCredentials} is the one for Latchkey's own accounts; a
 * platform with sessions of its own, as a cookie or an OpenID Connect token, implements this for them. Safe for use by many threads.
 *
 * <p>A credential is a text. It comes in the parameter {@code session} or as {@code Authorization: Bearer}, or a browser brings it by
 * itself. Whatever is not {@linkplain #claims claimed} here is taken for a token's value.
 */
public interface Credentials {

    /**
     * The credential that a browser brings by itself, in a cookie, say; empty if it brings none. It is asked only for a call that has no
     * other. Must not block.
     *
     * <p><b>Security:</b> a browser brings a cookie with requests that another site makes too. An implementation must tell those apart,
     * and return empty for them.
     */
    Optional<String> ofBrowser(RequestHead head);

    /** Whether {@code credential} is to be asked about here, and is no token. Must not block. */
    boolean claims(String credential);

    /**
     * Whose a claimed credential is. It may block.
     *
     * @param evenRestricted whether one that still waits for a second factor is let in
     * @throws StorageException if it is not known
     */
    SessionCheck identify(String credential, boolean evenRestricted);

    /**
     * Makes sure that the owner of a session is there, who asks for a change. It may block.
     *
     * @param credential of the session
     * @param account whose session it is
     * @param password that was given with the request; empty if none was
     * @return the confirmation that the change is to carry, which may be left to Latchkey ({@link Confirmation#by(Password)}), or the reason
     *     why it may not be made
     * @throws StorageException if it is not known
     */
    Outcome<Confirmation> confirm(
            String credential, AccountId account, Optional<Password> password, Client client, Change change);

    /** What a change does to rights. */
    enum Change {
        /** It may give somebody a right. */
        GIVES,
        /** It only takes rights away, as removing a token does. */
        REVOKES
    }

    /**
     * The answer as it is sent, of a method that {@linkplain PlatformMethod.Effect starts or ends} a session: it may move the session to a
     * cookie. Must not block.
     */
    Answer sent(PlatformMethod.Effect effect, RequestHead head, Answer answer);
}
