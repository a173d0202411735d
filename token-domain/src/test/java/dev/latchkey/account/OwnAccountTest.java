package dev.latchkey.account;

import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.done;
import static dev.latchkey.token.testing.Fixtures.password;
import static dev.latchkey.token.testing.Fixtures.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.Origin;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.Password;
import dev.latchkey.token.RefusalReason;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.testing.InMemoryAccountStore;
import dev.latchkey.token.testing.InMemoryAccounts;
import dev.latchkey.token.testing.SettableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Alice does with her own account, from one session of two. */
final class OwnAccountTest {

    private static final String LOGIN = "alice@example.com";
    private static final Password SECRET = password("correct horse");
    private static final String NEW = "battery staple";
    private static final Client CLIENT = new Client("192.0.2.7", "curl");
    private static final Duration STEP = Duration.ofSeconds(TotpSecret.STEP_SECONDS);

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryAccountStore store = InMemoryAccountStore.empty();
    private final InMemoryAccounts accounts = store.accounts();
    private final AccountId alice = accounts.add(new EmailAddress(LOGIN), "Alice", SECRET, NOW)
            .orElseThrow()
            .id();
    private final SignIn signIn = signIn(store);
    private final OwnAccount own = own(signIn);
    private final String other = open();
    private final String session = open();

    @Test
    void changePassword_makesTheNewOneGood_andEndsTheOtherSessions() {
        SessionId kept = done(own.changePassword(session, SECRET, NEW, CLIENT));

        assertThat(accounts.matches(alice, password(NEW))).isTrue();
        assertThat(signIn.sessions(alice)).extracting(Session::id).containsExactly(kept);
        assertThat(signIn.identify(session)).isInstanceOf(SessionCheck.Live.class);
        assertThat(signIn.identify(other)).isInstanceOf(SessionCheck.Refused.class);
    }

    @Test
    void changePassword_withAWrongPassword_isCounted_andChangesNothing() {
        for (int i = 0; i < 5; i++) {
            assertThat(reason(own.changePassword(session, password("wrong"), NEW, CLIENT)))
                    .isEqualTo(RefusalReason.WRONG_PASSWORD);
        }

        assertThat(reason(own.changePassword(session, SECRET, NEW, CLIENT)))
                .isEqualTo(RefusalReason.TOO_MANY_PASSWORDS);
        assertThat(accounts.matches(alice, SECRET)).isTrue();
        assertThat(signIn.sessions(alice)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "alice@example.com", "latchkeylatchkey", "correct horse", "passwordpassword"})
    void changePassword_toOneThatIsUnfit_orThePresentOne_isRefused_whateverThePassword(String unfit) {
        assertThat(reason(own.changePassword(session, SECRET, unfit, CLIENT))).isEqualTo(RefusalReason.WEAK_PASSWORD);
        assertThat(accounts.matches(alice, SECRET)).isTrue();
    }

    /** The password of somebody who was confirmed before the owner changed it counts for nothing. */
    @Test
    void changePassword_whileSomebodyElseChangesIt_isRefused() {
        OwnAccount thiefs = own(signIn(store.with(overtaken(
                () -> accounts.changePassword(alice, password("the owner's own"), Optional.of(idOf(session)))))));

        assertThat(reason(thiefs.changePassword(other, SECRET, NEW, CLIENT))).isEqualTo(RefusalReason.SESSION_ENDED);

        assertThat(accounts.matches(alice, password("the owner's own"))).isTrue();
    }

    @Test
    void changePassword_forgivesWhatStrangersGuessed() {
        for (int i = 0; i < 5; i++) {
            refusal(signIn.signIn(LOGIN, password("wrong"), new Client("198.51.100." + i, "curl")));
        }
        assertThat(reason(signIn.signIn(LOGIN, SECRET, CLIENT))).isEqualTo(RefusalReason.TOO_MANY_PASSWORDS);

        done(own.changePassword(session, SECRET, NEW, CLIENT));

        done(signIn.signIn(LOGIN, password(NEW), CLIENT));
    }

    @Test
    void prepare_givesASecretForAnApp_thatDoesNotCountYet() {
        PreparedSecondFactor prepared = prepare();

        assertThat(prepared.revealUri())
                .startsWith("otpauth://totp/Test%20Platform:alice%40example.com?secret=" + prepared.reveal());
        assertThat(prepared.toString()).doesNotContain(prepared.reveal());
        assertThat(accounts.secretOf(alice)).isEmpty();
        assertThat(signIn.sessions(alice)).hasSize(2);
    }

    @Test
    void turnOn_withACodeOfWhatWasPrepared_endsTheOtherSessions_andGivesRecoveryCodes() {
        ImmutableList<RecoveryCode> codes = turnOn();

        assertThat(codes)
                .hasSize(RecoveryCode.COUNT)
                .extracting(RecoveryCode::reveal)
                .doesNotHaveDuplicates();
        assertThat(signIn.sessions(alice)).hasSize(1);
        String restricted = open();
        done(signIn.verify(restricted, codes.get(0), CLIENT));
        assertThat(accounts.recoveryCodesLeft(alice)).isEqualTo(9);
    }

    @Test
    void turnOn_countsItsCodeAsUsed() {
        turnOn();

        assertThat(reason(signIn.verify(open(), code(0), CLIENT))).isEqualTo(RefusalReason.WRONG_CODE);
        assertThat(signIn.verify(open(), code(1), CLIENT)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void turnOn_withAWrongCode_orWithoutPreparation_turnsNothingOn() {
        assertThat(reason(own.turnSecondFactorOn(session, SECRET, anyCode(), CLIENT)))
                .isEqualTo(RefusalReason.SECOND_FACTOR_NOT_PREPARED);
        prepare();
        assertThat(reason(own.turnSecondFactorOn(session, SECRET, wrongCode(), CLIENT)))
                .isEqualTo(RefusalReason.WRONG_CODE);

        assertThat(accounts.secretOf(alice)).isEmpty();
        assertThat(signIn.sessions(alice)).hasSize(2);
    }

    /** Otherwise a stolen session and the password would be enough to put another in its place. */
    @Test
    void prepareAndTurnOn_whileThereIsASecondFactor_areRefused() {
        turnOn();
        String present = accounts.secretOf(alice).orElseThrow().reveal();
        TotpSecret thiefs = TotpSecret.generate(new SecureRandom());
        accounts.prepare(alice, thiefs);
        TotpCode code = TotpCode.parse(thiefs.codeAt(clock.instant())).orThrow();

        assertThat(reason(own.prepareSecondFactor(session, SECRET, CLIENT))).isEqualTo(RefusalReason.SECOND_FACTOR_ON);
        assertThat(reason(own.turnSecondFactorOn(session, SECRET, code, CLIENT)))
                .isEqualTo(RefusalReason.SECOND_FACTOR_ON);

        assertThat(accounts.secretOf(alice).orElseThrow().reveal()).isEqualTo(present);
    }

    @Test
    void turnOff_withoutARightCode_isRefused() {
        turnOn();

        assertThat(reason(own.turnSecondFactorOff(session, SECRET, wrongCode(), CLIENT)))
                .isEqualTo(RefusalReason.WRONG_CODE);
        assertThat(reason(own.turnSecondFactorOff(session, SECRET, RecoveryCode.generate(new SecureRandom()), CLIENT)))
                .isEqualTo(RefusalReason.WRONG_CODE);

        assertThat(accounts.secretOf(alice)).isPresent();
    }

    @Test
    void turnOff_withACodeOfTheApp_orARecoveryCode_endsTheOtherSessions() {
        turnOn();
        done(own.turnSecondFactorOff(session, SECRET, code(1), CLIENT));
        assertThat(accounts.secretOf(alice)).isEmpty();

        String another = open();
        RecoveryCode code = turnOn().get(0);
        done(own.turnSecondFactorOff(session, SECRET, code, CLIENT));

        assertThat(accounts.secretOf(alice)).isEmpty();
        assertThat(signIn.identify(another)).isInstanceOf(SessionCheck.Refused.class);
        assertThat(reason(own.turnSecondFactorOff(session, SECRET, code, CLIENT)))
                .isEqualTo(RefusalReason.SECOND_FACTOR_OFF);
    }

    @Test
    void wrongCodes_areCountedWithThoseOfSigningIn() {
        turnOn();
        for (int i = 0; i < 5; i++) {
            refusal(own.turnSecondFactorOff(session, SECRET, wrongCode(), CLIENT));
            refusal(own.renewRecoveryCodes(session, SECRET, wrongCode(), CLIENT));
        }

        Outcome.Refused<?> refused = refusal(own.turnSecondFactorOff(session, SECRET, code(1), CLIENT));
        assertThat(refused.reason()).isEqualTo(RefusalReason.TOO_MANY_CODES);
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofMinutes(15));
        assertThat(reason(signIn.verify(open(), code(1), CLIENT))).isEqualTo(RefusalReason.TOO_MANY_CODES);
    }

    @Test
    void renewRecoveryCodes_replacesThem_andEndsNoSession() {
        RecoveryCode old = turnOn().get(0);
        String another = verified(code(1));

        ImmutableList<RecoveryCode> codes = done(own.renewRecoveryCodes(session, SECRET, laterCode(), CLIENT));

        assertThat(codes).hasSize(RecoveryCode.COUNT);
        assertThat(accounts.takeRecoveryCode(alice, old.fingerprint())).isFalse();
        assertThat(accounts.takeRecoveryCode(alice, codes.get(9).fingerprint())).isTrue();
        assertThat(signIn.identify(another)).isInstanceOf(SessionCheck.Live.class);
    }

    @Test
    void security_tellsHowTheAccountIsGuarded() {
        assertThat(done(own.security(session))).isEqualTo(new AccountSecurity(false, 0, NOW, false));

        clock.advance(Duration.ofMinutes(5));
        turnOn();
        accounts.setAdministrator(alice, true);

        assertThat(done(own.security(session))).isEqualTo(new AccountSecurity(true, 10, clock.instant(), true));
    }

    @Test
    void everything_withADeadSession_isRefused() {
        signIn.signOut(session, CLIENT);

        assertThat(List.of(
                        own.changePassword(session, SECRET, NEW, CLIENT),
                        own.prepareSecondFactor(session, SECRET, CLIENT),
                        own.turnSecondFactorOn(session, SECRET, anyCode(), CLIENT),
                        own.turnSecondFactorOff(session, SECRET, anyCode(), CLIENT),
                        own.renewRecoveryCodes(session, SECRET, anyCode(), CLIENT),
                        own.security(session)))
                .allSatisfy(outcome -> assertThat(reason(outcome)).isEqualTo(RefusalReason.SESSION_ENDED));
    }

    @Test
    void everyChange_withARestrictedSession_isRefused() {
        turnOn();
        String restricted = open();

        assertThat(reason(own.changePassword(restricted, SECRET, NEW, CLIENT))).isEqualTo(RefusalReason.SESSION_ENDED);
        assertThat(reason(own.turnSecondFactorOff(restricted, SECRET, code(1), CLIENT)))
                .isEqualTo(RefusalReason.SESSION_ENDED);
    }

    @Test
    void changes_areTold() {
        RecoveryCode code = turnOn().get(0);
        done(own.changePassword(session, SECRET, NEW, CLIENT));
        done(own.renewRecoveryCodes(session, password(NEW), code(1), CLIENT));
        RecoveryCode last = code(own.renewRecoveryCodes(session, password(NEW), laterCode(), CLIENT));
        done(own.turnSecondFactorOff(session, password(NEW), last, CLIENT));

        assertThat(told(Event.Kind.SIGNED_IN))
                .containsExactly(
                        Event.Kind.SECOND_FACTOR_ON,
                        Event.Kind.RECOVERY_CODES_MADE,
                        Event.Kind.PASSWORD_CHANGED,
                        Event.Kind.RECOVERY_CODES_MADE,
                        Event.Kind.RECOVERY_CODES_MADE,
                        Event.Kind.RECOVERY_CODE_USED,
                        Event.Kind.SECOND_FACTOR_OFF);
        assertThat(events()).allSatisfy(event -> {
            assertThat(event.actor()).isEqualTo(Actor.owner());
            assertThat(event.account()).hasValue(alice);
            assertThat(event.client()).isEqualTo(CLIENT);
            assertThat(event.detail()).doesNotContain(NEW, code.reveal(), last.reveal());
        });
    }

    @Test
    void history_isThatOfTheAccountAlone_whateverTheFilterNames() {
        AccountId bob = new AccountId("4711");
        store.events()
                .add(ImmutableList.of(
                        Event.ofAccount(Event.Kind.SIGNED_IN, new Origin(bob, Actor.owner(), NOW, CLIENT), "bob's")));

        assertThat(own.history(alice, Events.Filter.ALL.account(bob), 100))
                .hasSize(2)
                .allSatisfy(recorded -> assertThat(recorded.event().account()).hasValue(alice));
        assertThat(own.history(alice, Events.Filter.ALL, 1)).hasSize(1);
    }

    private static RecoveryCode code(Outcome<ImmutableList<RecoveryCode>> codes) {
        return done(codes).get(0);
    }

    private PreparedSecondFactor prepare() {
        return done(own.prepareSecondFactor(session, SECRET, CLIENT));
    }

    private ImmutableList<RecoveryCode> turnOn() {
        prepare();
        clock.advance(STEP.multipliedBy(3)); // past the codes that were used before
        TotpSecret secret = accounts.prepared(alice).orElseThrow();
        TotpCode code = TotpCode.parse(secret.codeAt(clock.instant())).orThrow();
        return done(own.turnSecondFactorOn(session, SECRET, code, CLIENT));
    }

    private TotpCode code(int stepsAway) {
        Instant instant = clock.instant().plus(STEP.multipliedBy(stepsAway));
        return TotpCode.parse(accounts.secretOf(alice).orElseThrow().codeAt(instant))
                .orThrow();
    }

    private TotpCode laterCode() {
        clock.advance(STEP.multipliedBy(3));
        return code(0);
    }

    private static TotpCode anyCode() {
        return TotpCode.parse("123456").orThrow();
    }

    /** A code that no step in reach has, whether the secret is prepared or counts. */
    private TotpCode wrongCode() {
        TotpSecret secret =
                accounts.secretOf(alice).or(() -> accounts.prepared(alice)).orElseThrow();
        ImmutableSet<String> right = ImmutableSet.of(
                secret.codeAt(clock.instant().minus(STEP)),
                secret.codeAt(clock.instant()),
                secret.codeAt(clock.instant().plus(STEP)));
        return ImmutableSet.of("000000", "000001", "000002", "000003").stream()
                .filter(code -> !right.contains(code))
                .findFirst()
                .map(code -> TotpCode.parse(code).orThrow())
                .orElseThrow();
    }

    private String open() {
        return done(signIn.signIn(LOGIN, SECRET, CLIENT)).session().reveal();
    }

    private String verified(SecondFactorCode code) {
        String value = open();
        done(signIn.verify(value, code, CLIENT));
        return value;
    }

    private SessionId idOf(String value) {
        return signIn.sessions(alice).stream()
                .filter(found -> signIn.isValueOf(found, value))
                .map(Session::id)
                .findAny()
                .orElseThrow();
    }

    private ImmutableList<Event> events() {
        return store.events().latest(Events.Filter.ALL, 100).reverse().stream()
                .map(Events.Recorded::event)
                .collect(ImmutableList.toImmutableList());
    }

    private List<Event.Kind> told(Event.Kind leftOut) {
        return events().stream()
                .map(Event::kind)
                .filter(kind -> kind != leftOut)
                .toList();
    }

    private static RefusalReason reason(Outcome<?> outcome) {
        return refusal(outcome).reason();
    }

    private SignIn signIn(AccountStore accountStore) {
        return new SignIn(accountStore, TokenFormat.SESSION, new SecureRandom(), clock);
    }

    private static OwnAccount own(SignIn signIn) {
        return signIn.ownAccount(PasswordPolicy.of(Set.of("Latchkey")), "Test Platform");
    }

    /** Passwords in which something happens once one was found right, before anything comes of it. */
    private Passwords overtaken(Runnable then) {
        return new Passwords() {
            @Override
            public <T> Optional<T> at(HashingPlace place, Supplier<T> work) {
                return accounts.at(place, work);
            }

            @Override
            public boolean matches(AccountId account, Password password) {
                boolean matches = accounts.matches(account, password);
                then.run();
                return matches;
            }
        };
    }
}
