package dev.latchkey.http;

import dev.latchkey.account.SessionCheck;
import dev.latchkey.account.SignIn;
import java.util.Optional;

/** The sessions of Latchkey's own accounts, which a browser keeps in a cookie. */
public final class SignInCredentials implements Credentials {

    private final SignIn signIn;
    private final SessionCookie cookie;

    /** @param publicUrl by which people reach the server; empty if that is the address that it listens at */
    public SignInCredentials(SignIn signIn, Optional<PublicUrl> publicUrl) {
        this.signIn = signIn;
        this.cookie = new SessionCookie(new OwnOrigin(publicUrl));
    }

    @Override
    public Optional<String> ofBrowser(RequestHead head) {
        return cookie.of(head);
    }

    @Override
    public boolean claims(String credential) {
        return signIn.claims(credential);
    }

    @Override
    public SessionCheck identify(String credential, boolean evenRestricted) {
        return evenRestricted ? signIn.identifyEvenRestricted(credential) : signIn.identify(credential);
    }

    @Override
    public Answer sent(PlatformMethod.Effect effect, RequestHead head, Answer answer) {
        return cookie.kept(effect, head, answer);
    }
}
