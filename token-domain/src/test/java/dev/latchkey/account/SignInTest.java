package dev.latchkey.account;

import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.done;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static dev.latchkey.token.testing.Fixtures.password;
import static dev.latchkey.token.testing.Fixtures.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Caller;
import dev.latchkey.token.Client;
import dev.latchkey.token.DenialReason;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.Password;
import dev.latchkey.token.RefusalReason;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.testing.InMemoryAccountStore;
import dev.latchkey.token.testing.InMemoryAccounts;
import dev.latchkey.token.testing.SettableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SignInTest {

    private static final Client HERE = new Client("192.0.2.7", "curl");
    private static final Password SECRET = password("correct horse");

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryAccountStore store = InMemoryAccountStore.empty();
    private final InMemoryAccounts accounts = store.accounts();
    private final Sessions sessions = store.sessions();
    private final Account alice = account("alice@example.com", "correct horse");
    private final Account bob = account("bob@example.com", "battery staple");

    private final List<AccountId> checked = new ArrayList<>();
    private boolean busy;
    private final SignIn signIn = new SignIn(store.with(new Checked()), TokenFormat.SESSION, new SecureRandom(), clock);

    /** The id that stands for nobody may be somebody's, with a password that is known. */
    @Test
    void signIn_ofAnUnknownLogin_isRefusedWhateverTheCheckSays() {
        accounts.add(new EmailAddress("taken@example.com"), "Nobody", SECRET, NOW);
        SignIn confirming = new SignIn(store.with(new AlwaysRight()), TokenFormat.SESSION, new SecureRandom(), clock);

        assertThat(refusal(confirming.signIn("nobody@example.com", SECRET, new Client("192.0.2.7", "curl/8.0")))
                        .reason())
                .isEqualTo(RefusalReason.WRONG_PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice@example.com", "Alice@Example.COM", " alice@example.com "})
    void signIn_withTheAddressInAnyCase_opensASession(String login) {
        SignedIn signedIn = done(signIn.signIn(login, SECRET, new Client("192.0.2.7", "curl/8.0")));

        assertThat(signedIn.account()).isEqualTo(alice);
        assertThat(signedIn.session().reveal()).startsWith("lks_");
        assertThat(signIn.identify(signedIn.session().reveal())).isEqualTo(granted(alice));
        assertThat(signIn.sessions(alice.id()))
                .singleElement()
                .isEqualTo(new Session(
                        new SessionId(1),
                        alice.id(),
                        signedIn.session().fingerprint(),
                        "192.0.2.7",
                        "curl/8.0",
                        NOW,
                        NOW,
                        NOW,
                        false,
                        OptionalInt.empty()));
    }

    @Test
    void signIn_givesEachTimeAnotherSession() {
        String first = open(alice);
        String second = open(alice);

        assertThat(first).isNotEqualTo(second);
        assertThat(signIn.identify(first)).isEqualTo(granted(alice));
        assertThat(signIn.identify(second)).isEqualTo(granted(alice));
    }

    @Test
    void signIn_tellsTheValueNowhereButByReveal() {
        SignedIn signedIn = done(signIn.signIn("alice@example.com", SECRET, HERE));
        String secretPart = signedIn.session().reveal().substring(4, 34);

        assertThat(signedIn.toString()).doesNotContain(secretPart);
        assertThat(sessions.ofAccount(alice.id()).toString()).doesNotContain(secretPart);
    }

    @Test
    void signIn_withAWrongPassword_isRefused() {
        Outcome<SignedIn> outcome = signIn.signIn("alice@example.com", password("battery staple"), HERE);

        assertThat(refusal(outcome).reason()).isEqualTo(RefusalReason.WRONG_PASSWORD);
        assertThat(sessions.ofAccount(alice.id())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"carol@example.com", "alice", "", "alice@example.com\0", "1"})
    void signIn_withAnUnknownLogin_looksLikeAWrongPassword_andChecksOneToo(String login) {
        Outcome<SignedIn> wrongPassword = signIn.signIn("alice@example.com", password("wrong"), HERE);
        Outcome<SignedIn> unknownLogin = signIn.signIn(login, SECRET, HERE);

        assertThat(unknownLogin).isEqualTo(wrongPassword);
        assertThat(checked).containsExactly(alice.id(), new AccountId("nobody"));
    }

    @Test
    void signIn_whenTooManyAreWaiting_isRefusedAndOpensNoSession() {
        busy = true;

        assertThat(refusal(signIn.signIn("alice@example.com", SECRET, HERE)).reason())
                .isEqualTo(RefusalReason.TOO_BUSY);
        assertThat(sessions.ofAccount(alice.id())).isEmpty();
    }

    @Test
    void confirm_tellsWhetherThePasswordIsThatOfTheSessionsAccount() {
        String session = open(alice);

        assertThat(done(signIn.confirm(session, SECRET, HERE))).isEqualTo(new SessionId(1));
        assertThat(refusal(signIn.confirm(session, password("battery staple"), HERE))
                        .reason())
                .isEqualTo(RefusalReason.WRONG_PASSWORD);

        busy = true;
        assertThat(refusal(signIn.confirm(session, SECRET, HERE)).reason()).isEqualTo(RefusalReason.TOO_BUSY);
    }

    @Test
    void confirm_withADeadSession_isRefused() {
        String session = open(alice);
        signIn.signOut(session, Client.UNKNOWN);

        for (String value : List.of(session, "", "lks_nothing")) {
            assertThat(refusal(signIn.confirm(value, SECRET, HERE)).reason()).isEqualTo(RefusalReason.SESSION_ENDED);
        }
    }

    @Test
    void claims_whatStartsLikeASession() {
        assertThat(signIn.claims("lks_")).isTrue();
        assertThat(signIn.claims(open(alice))).isTrue();
        assertThat(signIn.claims(newValue().reveal())).isFalse();
        assertThat(signIn.claims("")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lks_", "\0", "password", "lks_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"})
    void identify_whenItIsNoValue_isMalformed(String text) {
        assertThat(signIn.identify(text)).isEqualTo(denied(DenialReason.MALFORMED));
    }

    @Test
    void identify_ofATokensValue_isMalformed() {
        assertThat(signIn.identify(newValue().reveal())).isEqualTo(denied(DenialReason.MALFORMED));
    }

    @Test
    void identify_whenNobodySignedInWithIt_isUnknown() {
        String value = TokenFormat.SESSION.generate(new SecureRandom()).reveal();

        assertThat(signIn.identify(value)).isEqualTo(denied(DenialReason.UNKNOWN));
    }

    @ParameterizedTest
    @CsvSource({"-1, true", "0, false", "1, false"})
    void identify_whenNotUsedForTheIdleLimit_isExpired(long nanosecondsAfter, boolean alive) {
        String session = open(alice);

        clock.set(NOW.plus(SignIn.IDLE_LIMIT).plusNanos(nanosecondsAfter));

        assertThat(signIn.identify(session)).isEqualTo(alive ? granted(alice) : denied(DenialReason.EXPIRED));
        assertThat(signIn.sessions(alice.id())).hasSize(alive ? 1 : 0);
    }

    @Test
    void identify_whenExpired_doesNotReviveTheSession() {
        String session = open(alice);
        clock.advance(SignIn.IDLE_LIMIT);

        signIn.identify(session);

        assertThat(signIn.identify(session)).isEqualTo(denied(DenialReason.EXPIRED));
    }

    @ParameterizedTest
    @CsvSource({"-1, true", "0, false", "1, false"})
    void identify_afterItsLifetime_isExpired_howeverMuchItIsUsed(long nanosecondsAfter, boolean alive) {
        String session = open(alice);
        for (int day = 1; day < SignIn.LIFETIME.toDays(); day++) {
            clock.set(NOW.plus(Duration.ofDays(day)));
            assertThat(signIn.identify(session)).isEqualTo(granted(alice));
        }

        clock.set(NOW.plus(SignIn.LIFETIME).plusNanos(nanosecondsAfter));

        assertThat(signIn.identify(session)).isEqualTo(alive ? granted(alice) : denied(DenialReason.EXPIRED));
        assertThat(signIn.sessions(alice.id())).hasSize(alive ? 1 : 0);
    }

    @Test
    void limits_areThoseThatAreGiven() {
        SignIn limited = signIn.limits(
                new SessionLimits(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofMinutes(12), 100));
        String idle = open(limited);
        String used = open(limited);

        clock.advance(Duration.ofMinutes(4));
        limited.identify(used);
        clock.advance(Duration.ofMinutes(4));
        assertThat(limited.identify(idle)).isEqualTo(denied(DenialReason.EXPIRED));
        assertThat(limited.identify(used)).isEqualTo(granted(alice));
        clock.advance(Duration.ofMinutes(4));
        assertThat(limited.identify(used)).isEqualTo(denied(DenialReason.EXPIRED));

        limited.removeDeadSessions();
        assertThat(sessions.ofAccount(alice.id())).hasSize(1);
        clock.advance(Duration.ofNanos(1));
        limited.removeDeadSessions();
        assertThat(sessions.ofAccount(alice.id())).isEmpty();
    }

    @Test
    void identify_beforeTheIdleLimit_keepsTheSessionAliveForAnother() {
        String session = open(alice);
        Duration almost = SignIn.IDLE_LIMIT.minusNanos(1);
        for (int i = 0; i < 3; i++) {
            clock.advance(almost);
            assertThat(signIn.identify(session)).isEqualTo(granted(alice));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, false", "59, false", "60, false", "61, true", "3600, true"})
    void identify_writesTheLastUseNoMoreOftenThanItsPrecision(long seconds, boolean written) {
        String session = open(alice);
        Instant later = NOW.plusSeconds(seconds);
        clock.set(later);

        signIn.identify(session);

        assertThat(sessions.ofAccount(alice.id()))
                .extracting(Session::lastAccess)
                .containsExactly(written ? later : NOW);
    }

    @Test
    void identify_afterThePasswordWasChanged_isUnknown() {
        String session = open(alice);

        accounts.changePassword(alice.id(), password("another one"), Optional.empty());

        assertThat(signIn.identify(session)).isEqualTo(denied(DenialReason.UNKNOWN));
    }

    @Test
    void sessions_listsTheAccountsLiveOnesFromTheOldest() {
        open(alice);
        open(bob);
        clock.advance(Duration.ofDays(5));
        String second = open(alice);
        String third = open(alice);
        clock.advance(Duration.ofDays(2));

        assertThat(signIn.sessions(alice.id()))
                .extracting(Session::fingerprint)
                .containsExactly(fingerprint(second), fingerprint(third));
    }

    @Test
    void isValueOf_tellsTheSessionOfAValueFromOthers() {
        String value = open(alice);
        String other = open(alice);
        Session session = signIn.sessions(alice.id()).get(0);

        assertThat(signIn.isValueOf(session, value)).isTrue();
        assertThat(signIn.isValueOf(session, other)).isFalse();
        assertThat(signIn.isValueOf(session, "")).isFalse();
    }

    @Test
    void signOut_byItsValue_endsThatSessionAlone() {
        String ended = open(alice);
        String kept = open(alice);

        signIn.signOut(ended, Client.UNKNOWN);

        assertThat(signIn.identify(ended)).isEqualTo(denied(DenialReason.UNKNOWN));
        assertThat(signIn.identify(kept)).isEqualTo(granted(alice));
    }

    @Test
    void signOut_withAValueOfNoSession_changesNothing() {
        String session = open(alice);
        String ended = open(alice);
        signIn.signOut(ended, Client.UNKNOWN);

        signIn.signOut(ended, Client.UNKNOWN);
        signIn.signOut("", Client.UNKNOWN);
        signIn.signOut(newValue().reveal(), Client.UNKNOWN);

        assertThat(signIn.identify(session)).isEqualTo(granted(alice));
    }

    @Test
    void signOut_byIds_endsThem() {
        String first = open(alice);
        String second = open(alice);
        String kept = open(alice);
        ImmutableSet<SessionId> ids = ImmutableSet.of(idOf(first), idOf(second));

        assertThat(done(signIn.signOut(alice.id(), ids, Client.UNKNOWN))).isEqualTo(ids);

        assertThat(signIn.identify(first)).isEqualTo(denied(DenialReason.UNKNOWN));
        assertThat(signIn.identify(second)).isEqualTo(denied(DenialReason.UNKNOWN));
        assertThat(signIn.identify(kept)).isEqualTo(granted(alice));
    }

    @Test
    void signOut_ofSomebodyElsesSession_endsNoneAndLooksLikeOneThatNeverWas() {
        String alices = open(alice);
        String bobs = open(bob);
        SessionId neverWas = new SessionId(4711);

        Outcome.Refused<?> ofBobs =
                refusal(signIn.signOut(alice.id(), ImmutableSet.of(idOf(alices), idOf(bobs)), Client.UNKNOWN));
        Outcome.Refused<?> ofNobodys =
                refusal(signIn.signOut(alice.id(), ImmutableSet.of(idOf(alices), neverWas), Client.UNKNOWN));

        assertThat(ofBobs.reason()).isEqualTo(RefusalReason.NO_SUCH_SESSION);
        assertThat(ofNobodys.reason()).isEqualTo(RefusalReason.NO_SUCH_SESSION);
        assertThat(ofNobodys.detail()).isEqualTo("there is no session 4711");
        assertThat(ofBobs.detail()).isEqualTo("there is no session " + idOf(bobs));
        assertThat(signIn.identify(alices)).isEqualTo(granted(alice));
        assertThat(signIn.identify(bobs)).isEqualTo(granted(bob));
    }

    @Test
    void removeDeadSessions_removesTheDeadAndKeepsTheLiving() {
        String dead = open(alice);
        clock.advance(Duration.ofSeconds(1));
        String living = open(alice);
        clock.advance(SignIn.IDLE_LIMIT.minusNanos(1));

        signIn.removeDeadSessions();

        assertThat(sessions.find(fingerprint(dead))).isEmpty();
        assertThat(sessions.find(fingerprint(living))).isPresent();
        assertThat(signIn.identify(living)).isEqualTo(granted(alice));
    }

    @Test
    void signIn_whenTheAccountHasAsManySessionsAsItMay_endsItsOldest() {
        SignIn limited =
                signIn.limits(new SessionLimits(SignIn.IDLE_LIMIT, SignIn.DASHBOARD_IDLE_LIMIT, SignIn.LIFETIME, 2));
        String bobs = open(bob);
        String oldest = open(limited);
        String second = open(limited);
        String third = open(limited);

        assertThat(limited.identify(oldest)).isEqualTo(denied(DenialReason.UNKNOWN));
        assertThat(limited.identify(second)).isEqualTo(granted(alice));
        assertThat(limited.identify(third)).isEqualTo(granted(alice));
        assertThat(limited.identify(bobs)).isEqualTo(granted(bob));
    }

    @Test
    void signIn_allowsAHundredSessionsUnlessToldOtherwise() {
        String oldest = open(alice);
        for (int i = 1; i < 100; i++) {
            open(alice);
        }
        assertThat(signIn.identify(oldest)).isEqualTo(granted(alice));

        open(alice);

        assertThat(signIn.identify(oldest)).isEqualTo(denied(DenialReason.UNKNOWN));
        assertThat(signIn.sessions(alice.id())).hasSize(100);
    }

    @Test
    void limits_whenOneIsNotPositive_areRefused() {
        Duration day = Duration.ofDays(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionLimits(day, day, day, 0))
                .withMessageContaining("perAccount");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionLimits(Duration.ZERO, day, day, 1))
                .withMessageContaining("idle");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionLimits(day, Duration.ZERO, day, 1))
                .withMessageContaining("dashboardIdle");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionLimits(day, day, day.negated(), 1))
                .withMessageContaining("lifetime");
    }

    private String open(SignIn limited) {
        return done(limited.signIn(alice.email().text(), SECRET, HERE))
                .session()
                .reveal();
    }

    private Account account(String email, String password) {
        return accounts.add(new EmailAddress(email), "Somebody", password(password), NOW)
                .orElseThrow();
    }

    /** Notes what is checked, and may have no place for it. */
    private final class Checked implements Passwords {

        @Override
        public <T> Optional<T> at(HashingPlace place, Supplier<T> work) {
            return busy ? Optional.empty() : Optional.of(work.get());
        }

        @Override
        public boolean matches(AccountId account, Password password) {
            checked.add(account);
            return accounts.matches(account, password);
        }
    }

    private static final class AlwaysRight implements Passwords {

        @Override
        public <T> Optional<T> at(HashingPlace place, Supplier<T> work) {
            return Optional.of(work.get());
        }

        @Override
        public boolean matches(AccountId account, Password password) {
            return true;
        }
    }

    /** Signs the account in and gives its session's value. */
    private String open(Account account) {
        Password password = account.equals(alice) ? SECRET : password("battery staple");
        return done(signIn.signIn(account.email().text(), password, HERE))
                .session()
                .reveal();
    }

    private SessionId idOf(String value) {
        return sessions.find(fingerprint(value)).orElseThrow().id();
    }

    private static TokenFingerprint fingerprint(String value) {
        return TokenFormat.SESSION.parse(value).orElseThrow().fingerprint();
    }

    private static SessionCheck granted(Account account) {
        return new SessionCheck.Live(Caller.bySession(account.id()));
    }

    private static SessionCheck denied(DenialReason reason) {
        return new SessionCheck.Refused(reason);
    }
}
