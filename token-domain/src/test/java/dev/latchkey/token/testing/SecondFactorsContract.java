package dev.latchkey.token.testing;

import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static dev.latchkey.token.testing.Fixtures.password;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.account.Accounts;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.NewSession;
import dev.latchkey.account.SecondFactors;
import dev.latchkey.account.Session;
import dev.latchkey.account.Sessions;
import dev.latchkey.account.SignIn;
import dev.latchkey.account.TotpSecret;
import dev.latchkey.token.AccountId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every store of second factors promises. An implementation's test extends it and gives empty stores for each test. */
public abstract class SecondFactorsContract {

    private static final AccountId NOBODYS = new AccountId("2147483647");
    private static final int LIMIT = 3;
    private static final int ROUNDS = 20;
    private static final long STEP = 59_666_667;

    private AccountId alice;
    private AccountId bob;

    /** The store under test, empty at the start of a test, and the same throughout it. */
    protected abstract SecondFactors factors();

    /** The accounts that it goes with. */
    protected abstract Accounts accounts();

    /** The sessions of the accounts. */
    protected abstract Sessions sessions();

    @BeforeEach
    public void addAccounts() {
        alice = addAccount("alice@example.com");
        bob = addAccount("bob@example.com");
    }

    @Test
    public void secretOf_withoutASecondFactor_isNone() {
        assertThat(factors().secretOf(alice)).isEmpty();
        assertThat(factors().secretOf(NOBODYS)).isEmpty();
        assertThat(factors().secretOf(new AccountId("nobody"))).isEmpty();
    }

    @Test
    public void turnOn_keepsTheSecretOfThatAccount() {
        TotpSecret secret = newSecret();

        assertThat(factors().turnOn(alice, secret)).isTrue();

        assertThat(revealed(alice)).isEqualTo(secret.reveal());
        assertThat(factors().secretOf(bob)).isEmpty();
    }

    @Test
    public void turnOn_again_replacesTheSecret_andForgetsStepsAndAttempts() {
        factors().turnOn(alice, newSecret());
        factors().accept(alice, STEP);
        attempts(LIMIT);
        TotpSecret another = newSecret();

        factors().turnOn(alice, another);

        assertThat(revealed(alice)).isEqualTo(another.reveal());
        assertThat(attempt(NOW, NOW.minusSeconds(1))).isTrue();
        assertThat(factors().accept(alice, STEP)).isTrue();
    }

    @Test
    public void turnOn_endsTheAccountsSessionsAndNobodyElses() {
        addSession(alice, OptionalInt.empty());
        addSession(alice, OptionalInt.of(5));
        Session bobs = addSession(bob, OptionalInt.empty());

        factors().turnOn(alice, newSecret());

        assertThat(sessions().ofAccount(alice)).isEmpty();
        assertThat(sessions().ofAccount(bob)).containsExactly(bobs);
    }

    @Test
    public void turnOn_whenThereIsNoSuchAccount_changesNothing() {
        assertThat(factors().turnOn(NOBODYS, newSecret())).isFalse();
        assertThat(factors().secretOf(NOBODYS)).isEmpty();
    }

    @Test
    public void turnOff_forgetsTheSecret_andEndsTheSessionsThatWaitForItsCode() {
        factors().turnOn(alice, newSecret());
        factors().turnOn(bob, newSecret());
        Session full = addSession(alice, OptionalInt.empty());
        addSession(alice, OptionalInt.of(5));
        addSession(alice, OptionalInt.of(0));
        Session bobs = addSession(bob, OptionalInt.of(5));

        assertThat(factors().turnOff(alice)).isTrue();

        assertThat(factors().secretOf(alice)).isEmpty();
        assertThat(sessions().ofAccount(alice)).containsExactly(full);
        assertThat(factors().secretOf(bob)).isPresent();
        assertThat(sessions().ofAccount(bob)).containsExactly(bobs);
    }

    @Test
    public void turnOff_whenThereIsNone_saysSo() {
        assertThat(factors().turnOff(alice)).isFalse();
        assertThat(factors().turnOff(NOBODYS)).isFalse();
    }

    @Test
    public void accept_takesEachStepOnce_andNoneBeforeIt() {
        factors().turnOn(alice, newSecret());

        assertThat(factors().accept(alice, STEP)).isTrue();

        assertThat(factors().accept(alice, STEP)).isFalse();
        assertThat(factors().accept(alice, STEP - 1)).isFalse();
        assertThat(factors().accept(alice, STEP + 1)).isTrue();
    }

    @Test
    public void accept_isOfEachAccountAlone() {
        factors().turnOn(alice, newSecret());
        factors().turnOn(bob, newSecret());
        factors().accept(alice, STEP);

        assertThat(factors().accept(bob, STEP)).isTrue();
    }

    @Test
    public void withoutASecondFactor_nothingIsAcceptedOrAttempted() {
        factors().turnOn(alice, newSecret());
        factors().turnOff(alice);

        for (AccountId account : new AccountId[] {alice, bob, NOBODYS}) {
            assertThat(factors().accept(account, STEP)).isFalse();
            assertThat(factors().countAttempt(account, LIMIT, NOW, NOW)).isFalse();
        }
    }

    @Test
    public void countAttempt_upToTheLimit_allows() {
        factors().turnOn(alice, newSecret());
        factors().turnOn(bob, newSecret());

        attempts(LIMIT);

        assertThat(attempt(NOW, NOW.minusSeconds(1))).isFalse();
        assertThat(factors().countAttempt(bob, LIMIT, NOW.minusSeconds(1), NOW)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-1, false", "0, true", "1, true"})
    public void countAttempt_beyondTheLimit_allowsOneIfTheLatestWasNotAfterTheDeadline(long micros, boolean allowed) {
        factors().turnOn(alice, newSecret());
        attempts(LIMIT);
        Instant deadline = NOW.plusNanos(micros * 1_000);
        Instant later = NOW.plusSeconds(900);

        assertThat(attempt(later, deadline)).isEqualTo(allowed);
        assertThat(attempt(later, deadline)).isFalse();
    }

    @Test
    public void countAttempt_afterACodeWasAccepted_countsAnew() {
        factors().turnOn(alice, newSecret());
        attempts(LIMIT);

        factors().accept(alice, STEP);

        attempts(LIMIT);
        assertThat(attempt(NOW, NOW.minusSeconds(1))).isFalse();
    }

    @Test
    public void countAttempt_afterACodeWasNotAccepted_goesOnCounting() {
        factors().turnOn(alice, newSecret());
        factors().accept(alice, STEP);
        attempts(LIMIT);

        factors().accept(alice, STEP);

        assertThat(attempt(NOW, NOW.minusSeconds(1))).isFalse();
    }

    @Test
    public void countAttempt_byTwoAtOnce_allowsNoMoreThanTheLimit() throws Exception {
        factors().turnOn(alice, newSecret());

        List<Boolean> allowed =
                Together.inStep(150, round -> factors().countAttempt(alice, 225, NOW.minusSeconds(1), NOW));

        assertThat(allowed).filteredOn(each -> each).hasSize(225);
    }

    @Test
    public void accept_byTwoAtOnce_takesAStepOnce() throws Exception {
        factors().turnOn(alice, newSecret());

        List<Boolean> accepted = Together.inStep(150, round -> factors().accept(alice, STEP + round));

        assertThat(accepted).filteredOn(each -> each).hasSize(150);
    }

    @Test
    public void turnOn_leavesNoSessionThatWasConfirmedBefore_whoeverAddsThem() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            factors().turnOff(alice);
            int before = version(alice);

            Together.whileItSucceeds(
                    7, () -> addFullSession(before), () -> factors().turnOn(alice, newSecret()));

            assertThat(sessions().ofAccount(alice)).isEmpty();
        }
    }

    @Test
    public void turnOnAndOff_makeOtherCredentials_onceEach() {
        int before = version(alice);
        factors().turnOff(alice);
        assertThat(version(alice)).isEqualTo(before);

        factors().turnOn(alice, newSecret());
        int on = version(alice);
        factors().turnOff(alice);

        assertThat(List.of(before, on, version(alice))).doesNotHaveDuplicates();
        assertThat(version(bob)).isEqualTo(before);
    }

    private boolean addFullSession(int version) {
        NewSession session = new NewSession(alice, version, newValue().fingerprint(), "192.0.2.7", "curl", NOW);
        return sessions().add(session, SignIn.MAX_SESSIONS).isPresent();
    }

    private void attempts(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(attempt(NOW, NOW.minusSeconds(1))).isTrue();
        }
    }

    private boolean attempt(Instant at, Instant deadline) {
        return factors().countAttempt(alice, LIMIT, deadline, at);
    }

    private String revealed(AccountId account) {
        return factors().secretOf(account).orElseThrow().reveal();
    }

    private AccountId addAccount(String email) {
        return accounts()
                .add(new EmailAddress(email), "Somebody", password("correct horse"), NOW)
                .orElseThrow()
                .id();
    }

    private Session addSession(AccountId account, OptionalInt codeAttempts) {
        return sessions()
                .add(
                        new NewSession(
                                account,
                                version(account),
                                newValue().fingerprint(),
                                "192.0.2.7",
                                "curl",
                                NOW,
                                codeAttempts),
                        SignIn.MAX_SESSIONS)
                .orElseThrow();
    }

    private int version(AccountId account) {
        return accounts().find(account).orElseThrow().credentialVersion();
    }

    private static TotpSecret newSecret() {
        return TotpSecret.generate(new SecureRandom());
    }
}
