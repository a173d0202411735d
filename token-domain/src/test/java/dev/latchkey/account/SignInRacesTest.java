package dev.latchkey.account;

import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.done;
import static dev.latchkey.token.testing.Fixtures.password;
import static dev.latchkey.token.testing.Fixtures.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.Password;
import dev.latchkey.token.PasswordConfirmation;
import dev.latchkey.token.RefusalReason;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.testing.InMemoryAccounts;
import dev.latchkey.token.testing.InMemorySessions;
import dev.latchkey.token.testing.SettableClock;
import dev.latchkey.token.testing.Together;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** What signing in and out does while others change the same sessions, one order of events at a time. */
final class SignInRacesTest {

    private static final String LOGIN = "alice@example.com";

    private final InMemorySessions sessions = new InMemorySessions();
    private final InMemoryAccounts accounts = new InMemoryAccounts(sessions);
    private final AccountId alice = accounts.add(new EmailAddress(LOGIN), "Alice", password("correct horse"), NOW)
            .orElseThrow()
            .id();
    private final SignIn signIn = signIn(sessions);

    @Test
    void signOutAll_whileOneOfThemEnds_endsTheOthers() {
        signIn();
        signIn();
        SignIn racing = signIn(new ForwardingSessions(sessions) {
            private boolean looked;

            @Override
            public ImmutableList<Session> ofAccount(AccountId account) {
                ImmutableList<Session> found = super.ofAccount(account);
                if (!looked) {
                    looked = true;
                    remove(account, ImmutableSet.of(found.get(0).id()));
                }
                return found;
            }
        });

        done(racing.signOutAll(alice));

        assertThat(sessions.ofAccount(alice)).isEmpty();
    }

    /** Others took the five while this one was on its way, and the session is not removed yet. */
    @Test
    void verify_afterTheFiveCodesOfTheSession_refusesTheSixth_thoughItIsRight() {
        TotpSecret secret = TotpSecret.generate(new SecureRandom());
        accounts.turnOn(alice, secret);
        SignedIn signedIn = signIn();
        Session session = sessions.ofAccount(alice).get(0);
        for (int i = 0; i < 5; i++) {
            assertThat(sessions.takeCodeAttempt(session.id())).isPresent();
        }

        TotpCode right = TotpCode.parse(secret.codeAt(NOW)).orThrow();

        assertThat(refusal(signIn.verify(signedIn.session().reveal(), right)).reason())
                .isEqualTo(RefusalReason.SESSION_ENDED);
        assertThat(signIn.sessions(alice)).isEmpty();
    }

    @Test
    void signIn_withAPasswordThatIsChangedOnceItWasConfirmed_opensNothing() {
        SignIn racing = signIn((account, password) -> {
            PasswordConfirmation.Result result = accounts.confirm(account, password);
            accounts.changePassword(account, password("battery staple"));
            return result;
        });

        assertThat(refusal(racing.signIn(LOGIN, password("correct horse"), "192.0.2.7", "curl"))
                        .reason())
                .isEqualTo(RefusalReason.WRONG_PASSWORD);
        assertThat(sessions.ofAccount(alice)).isEmpty();
    }

    @Test
    void signIn_withThePasswordThatComesMeanwhile_opensASession() {
        Queue<String> changes = new ArrayDeque<>(List.of("battery staple", "battery staple"));
        SignIn racing = signIn((account, password) -> {
            String change = changes.poll();
            if (change != null) {
                accounts.changePassword(account, password(change));
            }
            return accounts.confirm(account, password);
        });

        SignedIn signedIn = done(racing.signIn(LOGIN, password("battery staple"), "192.0.2.7", "curl"));

        assertThat(signIn.identify(signedIn.session().reveal())).isInstanceOf(SessionCheck.Live.class);
        assertThat(changes).isEmpty();
    }

    @Test
    void signIn_whileThePasswordIsChanged_leavesNoSessionOfTheOldOne() throws Exception {
        for (int round = 0; round < 15; round++) {
            Password old = password("correct horse " + round);
            accounts.changePassword(alice, old);

            Together.whileItSucceeds(
                    4,
                    () -> signIn.signIn(LOGIN, old, "192.0.2.7", "curl") instanceof Outcome.Done<SignedIn>,
                    () -> accounts.changePassword(alice, password("battery staple")));

            assertThat(sessions.ofAccount(alice)).isEmpty();
        }
    }

    private SignedIn signIn() {
        return done(signIn.signIn(LOGIN, password("correct horse"), "192.0.2.7", "curl"));
    }

    private SignIn signIn(Sessions store) {
        return signIn(store, accounts);
    }

    private SignIn signIn(PasswordConfirmation passwords) {
        return signIn(sessions, passwords);
    }

    private SignIn signIn(Sessions store, PasswordConfirmation passwords) {
        return new SignIn(
                accounts, store, passwords, accounts, TokenFormat.SESSION, new SecureRandom(), new SettableClock(NOW));
    }
}
