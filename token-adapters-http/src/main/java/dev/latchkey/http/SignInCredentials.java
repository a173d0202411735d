package dev.latchkey.http;

import dev.latchkey.Confirmation;
import dev.latchkey.account.Browser;
import dev.latchkey.account.SessionCheck;
import dev.latchkey.account.SessionId;
import dev.latchkey.account.SignIn;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.Client;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.Password;
import dev.latchkey.token.RefusalReason;
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
    public Outcome<Confirmation> confirm(
            String credential, AccountId account, Optional<Password> password, Client client, Change change) {
        Outcome<SessionId> confirmed = switch (change) {
            case GIVES ->
                password.isPresent()
                        ? signIn.confirm(credential, password.get(), client)
                        : Outcome.refused(RefusalReason.PASSWORD_NEEDED, "it is missing: give the account's password");
            case REVOKES -> signIn.confirmRevocation(credential, password, client);
        };
        return confirmed.then(session -> Outcome.done(Confirmation.vouchedFor(Actor.owner())));
    }

    /** Signing in and out. */
    public SignIn signIn() {
        return signIn;
    }

    /** What the browser brings of earlier sign-ins, if the call is made by the server's own page; empty for all others. */
    public Optional<Browser> browser(Call call) {
        return cookie.browser(call.head());
    }

    @Override
    public Answer sent(PlatformMethod.Effect effect, RequestHead head, Answer answer) {
        return cookie.kept(effect, head, answer);
    }
}
