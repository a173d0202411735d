package dev.latchkey.http.introspection;

import dev.latchkey.Confirmation;
import dev.latchkey.account.SessionCheck;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Credentials;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.RequestHead;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Caller;
import dev.latchkey.token.Client;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.Password;
import java.util.Optional;

/** Takes every text for a session of one account. */
record AnySession(AccountId account) implements Credentials {

    @Override
    public Optional<String> ofBrowser(RequestHead head) {
        return Optional.empty();
    }

    @Override
    public boolean claims(String credential) {
        return true;
    }

    @Override
    public SessionCheck identify(String credential, boolean evenRestricted) {
        return new SessionCheck.Live(Caller.bySession(account));
    }

    @Override
    public Outcome<Confirmation> confirm(
            String credential, AccountId owner, Optional<Password> password, Client client, Change change) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Answer sent(PlatformMethod.Effect effect, RequestHead head, Answer answer) {
        return answer;
    }
}
