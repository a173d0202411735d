package dev.latchkey.account;

import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.done;
import static dev.latchkey.token.testing.Fixtures.password;
import static dev.latchkey.token.testing.Fixtures.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Client;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.Password;
import dev.latchkey.token.RefusalReason;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.testing.InMemoryAccountStore;
import dev.latchkey.token.testing.InMemoryAccounts;
import dev.latchkey.token.testing.SettableClock;
import dev.latchkey.token.testing.Together;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What signing in and out does while others change the same sessions, one order of events at a time. */
final class SignInRacesTest {

    private static final String LOGIN = "alice@example.com";

    private final InMemoryAccountStore store = InMemoryAccountStore.empty();
    private final InMemoryAccounts accounts = store.accounts();
    private final Sessions sessions = store.sessions();
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

        done(racing.signOutAll(alice, Client.UNKNOWN));

        assertThat(sessions.ofAccount(alice)).isEmpty();
    }

    /** Others took the five while this one was on its way, and the session is not removed yet. */
    @Test
    void verify_afterTheFiveCodesOfTheSession_refusesTheSixth_thoughItIsRight() {
        TotpSecret secret = TotpSecret.generate(new SecureRandom());
        accounts.turnOn(alice, secret, Optional.empty());
        SignedIn signedIn = signIn();
        Session session = sessions.ofAccount(alice).get(0);
        for (int i = 0; i < 5; i++) {
            assertThat(sessions.takeCodeAttempt(session.id())).isPresent();
        }

        TotpCode right = TotpCode.parse(secret.codeAt(NOW)).orThrow();

        assertThat(refusal(signIn.verify(signedIn.session().reveal(), right, Client.UNKNOWN))
                        .reason())
                .isEqualTo(RefusalReason.SESSION_ENDED);
        assertThat(signIn.sessions(alice)).isEmpty();
    }

    @Test
    void signIn_withAPasswordThatIsChangedOnceItWasConfirmed_opensNothing() {
        SignIn racing = signIn(check((account, password) -> {
            boolean matches = accounts.matches(account, password);
            accounts.changePassword(account, password("battery staple"), Optional.empty());
            return matches;
        }));

        assertThat(refusal(racing.signIn(LOGIN, password("correct horse"), new Client("192.0.2.7", "curl")))
                        .reason())
                .isEqualTo(RefusalReason.WRONG_PASSWORD);
        assertThat(sessions.ofAccount(alice)).isEmpty();
    }

    @Test
    void signIn_withThePasswordThatComesMeanwhile_opensASession() {
        Queue<String> changes = new ArrayDeque<>(List.of("battery staple", "battery staple"));
        SignIn racing = signIn(check((account, password) -> {
            String change = changes.poll();
            if (change != null) {
                accounts.changePassword(account, password(change), Optional.empty());
            }
            return accounts.matches(account, password);
        }));

        SignedIn signedIn = done(racing.signIn(LOGIN, password("battery staple"), new Client("192.0.2.7", "curl")));

        assertThat(signIn.identify(signedIn.session().reveal())).isInstanceOf(SessionCheck.Live.class);
        assertThat(changes).isEmpty();
    }

    @Test
    void signIn_whileThePasswordIsChanged_leavesNoSessionOfTheOldOne() throws Exception {
        for (int round = 0; round < 15; round++) {
            Password old = password("correct horse");
            Client client = new Client("192.0.2." + round, "curl");
            String login = "number-" + round + "@example.com"; // who fails often has to pause
            AccountId account = accounts.add(new EmailAddress(login), "Somebody", old, NOW)
                    .orElseThrow()
                    .id();

            Together.whileItSucceeds(
                    4,
                    () -> signIn.signIn(login, old, client) instanceof Outcome.Done<SignedIn>,
                    () -> accounts.changePassword(account, password("battery staple"), Optional.empty()));

            assertThat(sessions.ofAccount(account)).isEmpty();
        }
    }

    private SignedIn signIn() {
        return done(signIn.signIn(LOGIN, password("correct horse"), new Client("192.0.2.7", "curl")));
    }

    private SignIn signIn(Sessions sessionStore) {
        return signIn(store.with(sessionStore));
    }

    private SignIn signIn(Passwords passwords) {
        return signIn(store.with(passwords));
    }

    private static SignIn signIn(AccountStore accountStore) {
        return new SignIn(accountStore, TokenFormat.SESSION, new SecureRandom(), new SettableClock(NOW));
    }

    private static Passwords check(BiPredicate<AccountId, Password> matches) {
        return new Passwords() {
            @Override
            public <T> Optional<T> at(HashingPlace place, Supplier<T> work) {
                return Optional.of(work.get());
            }

            @Override
            public boolean matches(AccountId account, Password password) {
                return matches.test(account, password);
            }
        };
    }
}
