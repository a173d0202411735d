package dev.latchkey.account;

import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.done;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static dev.latchkey.token.testing.Fixtures.password;
import static dev.latchkey.token.testing.Fixtures.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Caller;
import dev.latchkey.token.Client;
import dev.latchkey.token.DenialReason;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.testing.InMemoryAccountStore;
import dev.latchkey.token.testing.InMemoryAccounts;
import dev.latchkey.token.testing.SettableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signing in to an account with a second factor. */
final class TwoFactorTest {

    private static final String LOGIN = "alice@example.com";
    private static final Duration STEP = Duration.ofSeconds(TotpSecret.STEP_SECONDS);

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryAccountStore store = InMemoryAccountStore.empty();
    private final InMemoryAccounts accounts = store.accounts();
    private final Sessions sessions = store.sessions();
    private final AccountId alice = accounts.add(new EmailAddress(LOGIN), "Alice", password("correct horse"), NOW)
            .orElseThrow()
            .id();
    private final TotpSecret secret = TotpSecret.generate(new SecureRandom());
    private final SignIn signIn = signIn(accounts);

    @BeforeEach
    void turnOn() {
        accounts.turnOn(alice, secret, Optional.empty());
    }

    @Test
    void signIn_givesARestrictedSession() {
        SignedIn signedIn = done(signIn.signIn(LOGIN, password("correct horse"), new Client("192.0.2.7", "curl")));

        String value = signedIn.session().reveal();
        assertThat(signedIn.codeAttempts()).hasValue(5);
        assertThat(signIn.identify(value)).isEqualTo(denied(DenialReason.CODE_NEEDED));
        assertThat(signIn.identifyEvenRestricted(value)).isEqualTo(granted());
        assertThat(signIn.sessions(alice)).isEmpty();
    }

    @Test
    void signIn_afterTwoFactorWasTurnedOff_givesAFullSession() {
        accounts.turnOff(alice, Optional.empty());

        assertThat(signIn.identify(open())).isEqualTo(granted());
    }

    @Test
    void signIn_whileTwoFactorIsBeingTurnedOn_givesARestrictedSession() {
        accounts.turnOff(alice, Optional.empty());
        SignIn racing = signIn(new TurnedOnAfterTheFirstLook());

        SignedIn signedIn = done(racing.signIn(LOGIN, password("correct horse"), new Client("192.0.2.7", "curl")));

        assertThat(signedIn.codeAttempts()).hasValue(5);
        assertThat(racing.identify(signedIn.session().reveal())).isEqualTo(denied(DenialReason.CODE_NEEDED));
        assertThat(sessions.ofAccount(alice)).hasSize(1).allMatch(Session::isRestricted);
    }

    @Test
    void verify_withTheRightCode_makesTheSameSessionAFullOne() {
        String session = open();
        String other = open();

        assertThat(done(verify(session, code(0))).id()).isEqualTo(idOf(session));

        assertThat(signIn.identify(session)).isEqualTo(granted());
        assertThat(signIn.sessions(alice)).hasSize(1);
        assertThat(signIn.identify(other)).isEqualTo(denied(DenialReason.CODE_NEEDED));
    }

    @ParameterizedTest
    @CsvSource({"-2, false", "-1, true", "0, true", "1, true", "2, false"})
    void verify_takesTheCodeOfTheNeighbouringSteps(int stepsAway, boolean right) {
        assertThat(verify(open(), code(stepsAway)) instanceof Outcome.Done<?>).isEqualTo(right);
    }

    @Test
    void verify_withACodeThatWasUsed_orOneBeforeIt_isRefused() {
        String used = code(0);
        String before = code(-1);
        done(verify(open(), used));

        assertThat(reason(verify(open(), used))).isEqualTo(RefusalReason.WRONG_CODE);
        assertThat(reason(verify(open(), before))).isEqualTo(RefusalReason.WRONG_CODE);
        clock.advance(STEP);
        assertThat(reason(verify(open(), used))).isEqualTo(RefusalReason.WRONG_CODE);
        assertThat(signIn.identify(verified(code(0)))).isEqualTo(granted());
    }

    @Test
    void verify_withTheFifthWrongCode_endsTheSession_soThatTheSixthMeetsADeadOne() {
        String session = open();
        for (int left = 4; left >= 1; left--) {
            assertThat(refusal(verify(session, wrongCode())).detail())
                    .endsWith("attempts left for this session: " + left);
            assertThat(signIn.identify(session)).isEqualTo(denied(DenialReason.CODE_NEEDED));
        }

        assertThat(refusal(verify(session, wrongCode())).detail()).endsWith("sign in again");

        assertThat(signIn.identify(session)).isEqualTo(denied(DenialReason.UNKNOWN));
        assertThat(reason(verify(session, code(0)))).isEqualTo(RefusalReason.SESSION_ENDED);
    }

    @Test
    void verify_withTheFifthCodeRight_isDone() {
        String session = open();
        wrongCodes(session, 4);

        assertThat(done(verify(session, code(0))).id()).isEqualTo(idOf(session));
        assertThat(signIn.identify(session)).isEqualTo(granted());
    }

    @Test
    void verify_afterTenWrongCodesInARow_refusesEvenTheRightOne_andTakesNoAttempt() {
        wrongCodes(open(), 5);
        wrongCodes(open(), 5);
        String session = open();

        Outcome.Refused<?> refusal = refusal(verify(session, code(0)));

        assertThat(refusal.reason()).isEqualTo(RefusalReason.TOO_MANY_CODES);
        assertThat(refusal.detail()).contains("15 minutes");
        assertThat(sessions.find(sessionOf(session).fingerprint()).orElseThrow().codeAttempts())
                .hasValue(5);
    }

    @ParameterizedTest
    @CsvSource({"-1, false", "0, true", "1, true"})
    void verify_afterThePause_looksAtOneCode(long nanosecondsAfter, boolean looked) {
        wrongCodes(open(), 5);
        wrongCodes(open(), 5);
        clock.set(NOW.plus(GuessLimit.CODES.firstPause()).plusNanos(nanosecondsAfter));
        String session = open();

        assertThat(reason(verify(session, wrongCode())))
                .isEqualTo(looked ? RefusalReason.WRONG_CODE : RefusalReason.TOO_MANY_CODES);
        assertThat(reason(verify(session, code(0)))).isEqualTo(RefusalReason.TOO_MANY_CODES);
    }

    @Test
    void verify_withTheRightCodeAfterThePause_isDone_andCountsAnew() {
        wrongCodes(open(), 5);
        wrongCodes(open(), 5);
        clock.advance(GuessLimit.CODES.firstPause());

        assertThat(signIn.identify(verified(code(0)))).isEqualTo(granted());

        wrongCodes(open(), 5);
        wrongCodes(open(), 4);
        clock.advance(STEP);
        assertThat(signIn.identify(verified(code(0)))).isEqualTo(granted());
    }

    @Test
    void verify_ofAFullSession_looksAtNoCode() {
        String session = verified(code(0));

        assertThat(reason(verify(session, code(1)))).isEqualTo(RefusalReason.CODE_NOT_NEEDED);
        assertThat(reason(verify(session, wrongCode()))).isEqualTo(RefusalReason.CODE_NOT_NEEDED);
        assertThat(signIn.identify(session)).isEqualTo(granted());
    }

    @Test
    void verify_ofNoSession_meetsADeadOne() {
        String signedOut = open();
        signIn.signOut(signedOut, Client.UNKNOWN);

        for (String value : new String[] {signedOut, "", "lks_", newValue().reveal()}) {
            assertThat(reason(verify(value, code(0)))).isEqualTo(RefusalReason.SESSION_ENDED);
        }
    }

    @Test
    void verify_afterTwoFactorWasTurnedOff_endsTheSession() {
        accounts.turnOff(alice, Optional.empty());
        String restricted = TokenFormat.SESSION.generate(new SecureRandom()).reveal();
        int version = accounts.find(alice).orElseThrow().credentialVersion();
        assertThat(sessions.add(
                        new NewSession(
                                alice,
                                version,
                                fingerprintOf(restricted),
                                "192.0.2.7",
                                "curl",
                                NOW,
                                false,
                                OptionalInt.of(5)),
                        SignIn.MAX_SESSIONS))
                .isPresent();

        assertThat(reason(verify(restricted, code(0)))).isEqualTo(RefusalReason.SESSION_ENDED);
        assertThat(sessions.ofAccount(alice)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1, true", "0, false", "1, false"})
    void aRestrictedSession_isDeadAfterItsTime(long nanosecondsAfter, boolean alive) {
        String session = open();

        clock.set(NOW.plus(SignIn.CODE_LIMIT).plusNanos(nanosecondsAfter));

        assertThat(signIn.identify(session)).isEqualTo(denied(alive ? DenialReason.CODE_NEEDED : DenialReason.EXPIRED));
        assertThat(signIn.identifyEvenRestricted(session)).isEqualTo(alive ? granted() : denied(DenialReason.EXPIRED));
        assertThat(verify(session, code(0)) instanceof Outcome.Done<?>).isEqualTo(alive);
    }

    @Test
    void aFullSession_outlivesTheTimeForItsCode() {
        String session = verified(code(0));

        clock.advance(SignIn.CODE_LIMIT);

        assertThat(signIn.identify(session)).isEqualTo(granted());
    }

    @Test
    void signOut_endsARestrictedSession() {
        String session = open();
        open();

        signIn.signOut(session, Client.UNKNOWN);
        assertThat(signIn.identify(session)).isEqualTo(denied(DenialReason.UNKNOWN));

        done(signIn.signOutAll(alice, Client.UNKNOWN));
        assertThat(sessions.ofAccount(alice)).isEmpty();
    }

    private SignIn signIn(SecondFactors factors) {
        return new SignIn(store.with(factors), TokenFormat.SESSION, new SecureRandom(), clock);
    }

    private String open() {
        return done(signIn.signIn(LOGIN, password("correct horse"), new Client("192.0.2.7", "curl")))
                .session()
                .reveal();
    }

    private String verified(String code) {
        String session = open();
        done(verify(session, code));
        return session;
    }

    private void wrongCodes(String session, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(reason(verify(session, wrongCode()))).isEqualTo(RefusalReason.WRONG_CODE);
        }
    }

    private Outcome<Verified> verify(String session, String code) {
        return signIn.verify(session, done(SecondFactorCode.parse(code)), Client.UNKNOWN);
    }

    /** What the app shows so many steps from now. */
    private String code(int stepsAway) {
        return secret.codeAt(clock.instant().plus(STEP.multipliedBy(stepsAway)));
    }

    /** A code that no step in reach has. */
    private String wrongCode() {
        ImmutableSet<String> right = ImmutableSet.of(code(-1), code(0), code(1));
        return ImmutableSet.of("000000", "000001", "000002", "000003").stream()
                .filter(code -> !right.contains(code))
                .findFirst()
                .orElseThrow();
    }

    private SessionId idOf(String value) {
        return sessionOf(value).id();
    }

    private Session sessionOf(String value) {
        return sessions.find(fingerprintOf(value)).orElseThrow();
    }

    private static TokenFingerprint fingerprintOf(String value) {
        return TokenFormat.SESSION.parse(value).orElseThrow().fingerprint();
    }

    private static RefusalReason reason(Outcome<?> outcome) {
        return refusal(outcome).reason();
    }

    private SessionCheck granted() {
        return new SessionCheck.Live(Caller.bySession(alice));
    }

    private static SessionCheck denied(DenialReason reason) {
        return new SessionCheck.Refused(reason);
    }

    /** Somebody turns two-factor on between the first look at it and the adding of the session. */
    private final class TurnedOnAfterTheFirstLook implements SecondFactors {

        private boolean looked;

        @Override
        public Optional<TotpSecret> secretOf(AccountId account) {
            Optional<TotpSecret> found = accounts.secretOf(account);
            if (!looked) {
                looked = true;
                accounts.turnOn(account, secret, Optional.empty());
            }
            return found;
        }

        @Override
        public boolean prepare(AccountId account, TotpSecret newSecret) {
            return accounts.prepare(account, newSecret);
        }

        @Override
        public Optional<TotpSecret> prepared(AccountId account) {
            return accounts.prepared(account);
        }

        @Override
        public boolean turnOn(AccountId account, TotpSecret newSecret, Optional<SessionId> kept) {
            return accounts.turnOn(account, newSecret, kept);
        }

        @Override
        public boolean turnOnPrepared(
                AccountId account,
                TotpSecret newSecret,
                long step,
                ImmutableSet<TokenFingerprint> recoveryCodes,
                SessionId kept) {
            return accounts.turnOnPrepared(account, newSecret, step, recoveryCodes, kept);
        }

        @Override
        public boolean turnOff(AccountId account, Optional<SessionId> kept) {
            return accounts.turnOff(account, kept);
        }

        @Override
        public boolean accept(AccountId account, long step) {
            return accounts.accept(account, step);
        }

        @Override
        public boolean setRecoveryCodes(
                AccountId account, ImmutableSet<TokenFingerprint> codes, Optional<SessionId> with) {
            return accounts.setRecoveryCodes(account, codes, with);
        }

        @Override
        public boolean takeRecoveryCode(AccountId account, TokenFingerprint code) {
            return accounts.takeRecoveryCode(account, code);
        }

        @Override
        public int recoveryCodesLeft(AccountId account) {
            return accounts.recoveryCodesLeft(account);
        }
    }
}
