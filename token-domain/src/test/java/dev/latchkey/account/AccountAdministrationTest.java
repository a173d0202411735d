package dev.latchkey.account;

import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.done;
import static dev.latchkey.token.testing.Fixtures.history;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static dev.latchkey.token.testing.Fixtures.password;
import static dev.latchkey.token.testing.Fixtures.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.Origin;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.Password;
import dev.latchkey.token.RefusalReason;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenState;
import dev.latchkey.token.TokenStore;
import dev.latchkey.token.Tokens;
import dev.latchkey.token.testing.ForwardingTokens;
import dev.latchkey.token.testing.InMemoryAccountStore;
import dev.latchkey.token.testing.InMemoryAccounts;
import dev.latchkey.token.testing.InMemoryTokenStore;
import dev.latchkey.token.testing.SettableClock;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class AccountAdministrationTest {

    private static final Client HERE = new Client("192.0.2.7", "curl");
    private static final PasswordPolicy POLICY = PasswordPolicy.of(Set.of("Latchkey"));
    private static final String SECRET = "correct horse";
    private static final AccountId NOBODYS = new AccountId("4711");

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryAccountStore store = InMemoryAccountStore.empty();
    private final InMemoryAccounts accounts = store.accounts();
    private final InMemoryTokenStore tokens = new InMemoryTokenStore();
    private final SignIn signIn = new SignIn(store, TokenFormat.SESSION, new SecureRandom(), clock);
    private final AccountAdministration administration = on(tokens);

    private final Account admin = account("admin@example.com");
    private final Account alice = account("alice@example.com");
    private final AdministratorRequest request = new AdministratorRequest(admin.id(), HERE);

    AccountAdministrationTest() {
        accounts.setAdministrator(admin.id(), true);
    }

    private AccountAdministration on(TokenStore used) {
        return new AccountAdministration(
                store, used, POLICY, new AccountEvents(used.events(), () -> 1, clock), new SecureRandom(), clock);
    }

    private Account account(String login) {
        return accounts.add(new EmailAddress(login), "Test", password(SECRET), NOW)
                .orElseThrow();
    }

    /** A change of the account of the second argument, by the first one. */
    private record Change(
            String name, Function<AccountAdministrationTest, Function<AdministratorRequest, Outcome<?>>> make) {

        Outcome<?> by(AccountAdministrationTest test, AccountId administrator) {
            return make.apply(test).apply(new AdministratorRequest(administrator, HERE));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private AccountId target = NOBODYS;

    static Stream<Change> changes() {
        return Stream.of(
                new Change("setPassword", t -> r -> t.administration.setPassword(r, t.target, Optional.empty())),
                new Change("resetSecondFactor", t -> r -> t.administration.resetSecondFactor(r, t.target)),
                new Change("disable", t -> r -> t.administration.disable(r, t.target)),
                new Change("enable", t -> r -> t.administration.enable(r, t.target)),
                new Change("remove", t -> r -> t.administration.remove(r, t.target)),
                new Change("makeAdministrator", t -> r -> t.administration.setAdministrator(r, t.target, true)),
                new Change("unmakeAdministrator", t -> r -> t.administration.setAdministrator(r, t.target, false)),
                new Change("forgiveGuesses", t -> r -> t.administration.forgiveGuesses(r, t.target)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChange_bySomebodyElseThanAnAdministrator_isRefused(Change change) {
        target = alice.id();
        Account bob = account("bob@example.com");
        Account disabled = account("disabled@example.com");
        accounts.setAdministrator(disabled.id(), true);
        accounts.disable(disabled.id(), NOW);

        for (AccountId by : Set.of(alice.id(), bob.id(), disabled.id(), NOBODYS)) {
            assertThat(refusal(change.by(this, by)).reason()).isEqualTo(RefusalReason.NOT_ADMINISTRATOR);
        }

        assertThat(accounts.find(alice.id())).contains(alice);
        assertThat(accounts.matches(alice.id(), password(SECRET))).isTrue();
        assertThat(history(tokens.events(), Events.Filter.ALL, 10)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChange_ofNoAccount_isRefused(Change change) {
        assertThat(refusal(change.by(this, admin.id())).reason()).isEqualTo(RefusalReason.NO_SUCH_ACCOUNT);
        assertThat(history(tokens.events(), Events.Filter.ALL, 10)).isEmpty();
    }

    @Test
    void administrator_isLookedUpAtEachCall() {
        assertThat(done(administration.administrator(admin.id())).id()).isEqualTo(admin.id());

        accounts.setAdministrator(admin.id(), false);

        assertThat(refusal(administration.administrator(admin.id())).reason())
                .isEqualTo(RefusalReason.NOT_ADMINISTRATOR);
    }

    @Test
    void add_makesAnAccount_andRecordsIt() {
        NewPassword added = done(administration.add(
                request, new EmailAddress("new@example.com"), "New", Optional.of(password("a long enough one"))));

        assertThat(added.generated()).isEmpty();
        assertThat(added.account().name()).isEqualTo("New");
        assertThat(accounts.matches(added.account().id(), password("a long enough one")))
                .isTrue();
        assertRecorded(added.account().id(), Event.Kind.ACCOUNT_ADDED);
    }

    @Test
    void add_withoutPassword_generatesOneThatThePolicyTakes() {
        EmailAddress login = new EmailAddress("new@example.com");

        NewPassword added = done(administration.add(request, login, "New", Optional.empty()));

        Password generated = added.generated().orElseThrow();
        assertThat(generated.reveal()).matches("([a-hj-km-np-z2-9]{5}-){3}[a-hj-km-np-z2-9]{5}");
        assertThat(POLICY.parse(generated.reveal(), login)).isInstanceOf(Outcome.Done.class);
        assertThat(accounts.matches(added.account().id(), generated)).isTrue();
        assertThat(added.toString()).doesNotContain(generated.reveal());
    }

    @Test
    void generatedPasswords_areAllDifferent() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            seen.add(done(administration.setPassword(request, alice.id(), Optional.empty()))
                    .generated()
                    .orElseThrow()
                    .reveal());
        }
        assertThat(seen).hasSize(100);
    }

    @Test
    void add_whenTheLoginIsTakenOrThePasswordWeak_isRefused() {
        assertThat(refusal(administration.add(request, alice.email(), "New", Optional.empty()))
                        .reason())
                .isEqualTo(RefusalReason.LOGIN_TAKEN);
        assertThat(refusal(administration.add(
                                request, new EmailAddress("new@example.com"), "New", Optional.of(password("short"))))
                        .reason())
                .isEqualTo(RefusalReason.WEAK_PASSWORD);
        assertThat(refusal(administration.add(
                                new AdministratorRequest(alice.id(), HERE),
                                new EmailAddress("new@example.com"),
                                "New",
                                Optional.empty()))
                        .reason())
                .isEqualTo(RefusalReason.NOT_ADMINISTRATOR);
        assertThat(accounts.list()).hasSize(2);
        assertThat(history(tokens.events(), Events.Filter.ALL, 10)).isEmpty();
    }

    @Test
    void setPassword_endsTheSessions_forgivesTheGuesses_andRecordsIt() {
        String session = session(alice);
        guessWrong(SignIn.MOST_WRONG_PASSWORDS);

        NewPassword changed =
                done(administration.setPassword(request, alice.id(), Optional.of(password("a long enough one"))));

        assertThat(changed.generated()).isEmpty();
        assertThat(signIn.identify(session)).isInstanceOf(SessionCheck.Refused.class);
        assertThat(signIn.signIn(alice.email().text(), password("a long enough one"), HERE))
                .isInstanceOf(Outcome.Done.class);
        assertRecorded(alice.id(), Event.Kind.PASSWORD_CHANGED);
    }

    @Test
    void setPassword_whenItIsWeak_isRefused() {
        assertThat(refusal(administration.setPassword(
                                request,
                                alice.id(),
                                Optional.of(password(alice.email().text()))))
                        .reason())
                .isEqualTo(RefusalReason.WEAK_PASSWORD);
        assertThat(accounts.matches(alice.id(), password(SECRET))).isTrue();
    }

    @Test
    void setPassword_leavesADisabledAccountDisabled() {
        Token token = token(alice);
        done(administration.disable(request, alice.id()));

        done(administration.setPassword(request, alice.id(), Optional.of(password("a long enough one"))));
        done(administration.forgiveGuesses(request, alice.id()));
        done(administration.resetSecondFactor(request, alice.id()));
        done(administration.setAdministrator(request, alice.id(), true));

        assertThat(signIn.signIn(alice.email().text(), password("a long enough one"), HERE))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(state(token)).isEqualTo(TokenState.OWNER_DISABLED);
        assertThat(refusal(administration.administrator(alice.id())).reason())
                .isEqualTo(RefusalReason.NOT_ADMINISTRATOR);
    }

    @Test
    void resetSecondFactor_turnsItOff_andEndsTheSessions() {
        String session = session(alice);
        store.secondFactors().turnOn(alice.id(), TotpSecret.generate(new SecureRandom()), Optional.empty());

        done(administration.resetSecondFactor(request, alice.id()));

        assertThat(store.secondFactors().secretOf(alice.id())).isEmpty();
        assertThat(signIn.identify(session)).isInstanceOf(SessionCheck.Refused.class);
        assertRecorded(alice.id(), Event.Kind.SECOND_FACTOR_OFF);

        done(administration.resetSecondFactor(request, alice.id()));
        assertRecorded(alice.id(), Event.Kind.SECOND_FACTOR_OFF);
    }

    @Test
    void disable_stopsSessionsAndTokens_andEnable_bringsTheTokensBack() {
        String session = session(alice);
        Token token = token(alice);

        done(administration.disable(request, alice.id()));

        assertThat(accounts.find(alice.id()).orElseThrow().disabledAt()).contains(NOW);
        assertThat(signIn.identify(session)).isInstanceOf(SessionCheck.Refused.class);
        assertThat(signIn.signIn(alice.email().text(), password(SECRET), HERE)).isInstanceOf(Outcome.Refused.class);
        assertThat(state(token)).isEqualTo(TokenState.OWNER_DISABLED);
        assertThat(added(alice)).isEmpty();

        done(administration.enable(request, alice.id()));

        assertThat(state(token)).isEqualTo(TokenState.LIVE);
        assertThat(signIn.identify(session)).isInstanceOf(SessionCheck.Refused.class);
        assertThat(signIn.signIn(alice.email().text(), password(SECRET), HERE)).isInstanceOf(Outcome.Done.class);
        assertRecorded(alice.id(), Event.Kind.ACCOUNT_ENABLED, Event.Kind.ACCOUNT_DISABLED);
    }

    /** The account is the first to go, so that nobody gets in; the tokens are not acknowledged to be dead. */
    @Test
    void disable_thatIsCutShort_isCompletedByARepeat() {
        Token token = token(alice);
        Failing failing = new Failing(tokens);
        AccountAdministration cutShort = on(failing);

        assertThatThrownBy(() -> cutShort.disable(request, alice.id())).isInstanceOf(StorageException.class);
        assertThat(accounts.find(alice.id()).orElseThrow().disabledAt()).isPresent();
        assertThat(state(token)).isEqualTo(TokenState.LIVE);

        failing.isBroken = false;
        done(cutShort.disable(request, alice.id()));
        assertThat(state(token)).isEqualTo(TokenState.OWNER_DISABLED);
    }

    @Test
    void enable_whileAnotherOneDisables_leavesNoTokenAlive() {
        Token token = token(alice);
        done(administration.disable(request, alice.id()));
        Tokens disabledMeanwhile = new ForwardingTokens(tokens.tokens()) {
            @Override
            public void enableOwner(Origin origin) {
                accounts.disable(alice.id(), NOW);
                tokens.tokens().disableOwner(origin);
                super.enableOwner(origin);
            }
        };

        done(on(storeOf(disabledMeanwhile)).enable(request, alice.id()));

        assertThat(accounts.find(alice.id()).orElseThrow().disabledAt()).isPresent();
        assertThat(state(token)).isEqualTo(TokenState.OWNER_DISABLED);
    }

    @Test
    void remove_takesTheTokens_andKeepsTheHistory() {
        String session = session(alice);
        token(alice);
        Token adminsToken = token(admin);

        done(administration.remove(request, alice.id()));

        assertThat(accounts.find(alice.id())).isEmpty();
        assertThat(signIn.identify(session)).isInstanceOf(SessionCheck.Refused.class);
        assertThat(tokens.tokens().ownedBy(alice.id())).isEmpty();
        assertThat(added(alice)).isEmpty();
        assertThat(state(adminsToken)).isEqualTo(TokenState.LIVE);
        ImmutableList<Event> history = history(tokens.events(), Events.Filter.ALL.account(alice.id()), 10);
        assertThat(history)
                .extracting(Event::kind)
                .containsExactly(Event.Kind.ACCOUNT_REMOVED, Event.Kind.REMOVED, Event.Kind.GENERATED);
        assertThat(history.get(1).actor()).isEqualTo(Actor.administrator(admin.id()));
    }

    @Test
    void remove_thatIsCutShort_leavesTheAccountDisabled_andIsCompletedByARepeat() {
        token(alice);
        Failing failing = new Failing(tokens);
        AccountAdministration cutShort = on(failing);

        assertThatThrownBy(() -> cutShort.remove(request, alice.id())).isInstanceOf(StorageException.class);
        assertThat(accounts.find(alice.id()).orElseThrow().disabledAt()).isPresent();

        failing.isBroken = false;
        done(cutShort.remove(request, alice.id()));
        assertThat(accounts.find(alice.id())).isEmpty();
        assertThat(tokens.tokens().ownedBy(alice.id())).isEmpty();
    }

    @Test
    void setAdministrator_makesAndUnmakesOne() {
        done(administration.setAdministrator(request, alice.id(), true));
        assertThat(done(administration.administrator(alice.id())).id()).isEqualTo(alice.id());

        done(administration.setAdministrator(request, alice.id(), false));
        assertThat(administration.administrator(alice.id())).isInstanceOf(Outcome.Refused.class);
        assertRecorded(alice.id(), Event.Kind.ADMINISTRATOR_UNMADE, Event.Kind.ADMINISTRATOR_MADE);
    }

    @Test
    void anAdministrator_canNotStopItself() {
        assertOwn(administration.setAdministrator(request, admin.id(), false));
        assertOwn(administration.disable(request, admin.id()));
        assertOwn(administration.remove(request, admin.id()));

        done(administration.setAdministrator(request, admin.id(), true));
        assertThat(done(administration.administrator(admin.id())).id()).isEqualTo(admin.id());
        assertThat(history(tokens.events(), Events.Filter.ALL, 10)).isEmpty();
    }

    private static void assertOwn(Outcome<?> outcome) {
        assertThat(refusal(outcome).reason()).isEqualTo(RefusalReason.OWN_ACCOUNT);
    }

    @Test
    void forgiveGuesses_letsStrangersTryAgain() {
        guessWrong(SignIn.MOST_WRONG_PASSWORDS);
        assertThat(signIn.signIn(alice.email().text(), password(SECRET), HERE)).isInstanceOf(Outcome.Refused.class);

        done(administration.forgiveGuesses(request, alice.id()));

        assertThat(signIn.signIn(alice.email().text(), password(SECRET), HERE)).isInstanceOf(Outcome.Done.class);
        assertRecorded(alice.id(), Event.Kind.GUESSES_FORGIVEN);
    }

    @Test
    void forgiveGuesses_forgivesCodesToo() {
        GuessSubject codes = GuessSubject.codes(alice.id());
        store.guesses().change(ImmutableSet.of(codes), before -> ImmutableMap.of(codes, wrong()));

        done(administration.forgiveGuesses(request, alice.id()));

        assertThat(store.guesses().find(ImmutableSet.of(codes)).values()).containsExactly(GuessTally.NONE);
    }

    private static GuessTally wrong() {
        return new GuessTally(0, Instant.EPOCH, 10, NOW, NOW, 10);
    }

    private void guessWrong(int times) {
        GuessSubject subject = GuessSubject.account(alice.id());
        store.guesses()
                .change(
                        ImmutableSet.of(subject),
                        before -> ImmutableMap.of(subject, new GuessTally(0, NOW, times, NOW, NOW, times)));
    }

    @Test
    void search_andHistory_areBounded() {
        for (int limit : new int[] {0, -1, AccountAdministration.MOST_FOUND + 1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> administration.search(AccountFilter.ALL, Optional.empty(), limit));
            assertThatIllegalArgumentException().isThrownBy(() -> administration.history(Events.Filter.ALL, limit));
        }
        assertThat(administration.search(AccountFilter.ALL, Optional.empty(), AccountAdministration.MOST_FOUND))
                .hasSize(2);
        assertThat(administration.search(AccountFilter.ALL, Optional.of(admin.id()), 1))
                .extracting(summary -> summary.account().id())
                .containsExactly(alice.id());
    }

    private void assertRecorded(AccountId account, Event.Kind... latestFirst) {
        ImmutableList<Event> events = history(tokens.events(), Events.Filter.ALL.account(account), 10).stream()
                .filter(event -> event.token().isEmpty())
                .collect(ImmutableList.toImmutableList());
        assertThat(events).extracting(Event::kind).containsExactly(latestFirst);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.actor()).isEqualTo(Actor.administrator(admin.id()));
            assertThat(event.client()).isEqualTo(HERE);
            assertThat(event.at()).isEqualTo(NOW);
            assertThat(event.detail()).isEmpty();
        });
    }

    private String session(Account account) {
        return done(signIn.signIn(account.email().text(), password(SECRET), HERE))
                .session()
                .reveal();
    }

    private Token token(Account account) {
        return added(account).orElseThrow();
    }

    private Optional<Token> added(Account account) {
        return tokens.tokens()
                .add(
                        newToken(account.id(), newValue(), "Test", Expiry.never()),
                        10,
                        new Origin(account.id(), Actor.owner(), NOW, HERE));
    }

    private TokenState state(Token token) {
        return tokens.tokens().find(token.fingerprint()).orElseThrow().state(NOW);
    }

    private TokenStore storeOf(Tokens used) {
        return new TokenStore() {
            @Override
            public Tokens tokens() {
                return used;
            }

            @Override
            public Events events() {
                return tokens.events();
            }
        };
    }

    /** A store that breaks when an owner is disabled. */
    private final class Failing implements TokenStore {

        private final Tokens failing;
        private boolean isBroken = true;

        Failing(InMemoryTokenStore whole) {
            this.failing = new ForwardingTokens(whole.tokens()) {
                @Override
                public void disableOwner(Origin origin) {
                    if (isBroken) {
                        throw new StorageException("for the test");
                    }
                    super.disableOwner(origin);
                }
            };
        }

        @Override
        public Tokens tokens() {
            return failing;
        }

        @Override
        public Events events() {
            return tokens.events();
        }
    }
}
