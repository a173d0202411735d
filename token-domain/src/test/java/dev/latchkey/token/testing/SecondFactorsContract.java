package dev.latchkey.token.testing;

import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static dev.latchkey.token.testing.Fixtures.password;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.account.AccountStore;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.NewSession;
import dev.latchkey.account.SecondFactors;
import dev.latchkey.account.Session;
import dev.latchkey.account.Sessions;
import dev.latchkey.account.SignIn;
import dev.latchkey.account.TotpSecret;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.TokenFingerprint;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of second factors promises. An implementation's test extends it and gives empty stores for each test. */
public abstract class SecondFactorsContract {

    private static final AccountId NOBODYS = new AccountId("2147483647");
    private static final int ROUNDS = 20;
    private static final long STEP = 59_666_667;

    private AccountId alice;
    private AccountId bob;

    /** The stores under test, empty at the start of a test, and the same throughout it. */
    protected abstract AccountStore store();

    private SecondFactors factors() {
        return store().secondFactors();
    }

    private Accounts accounts() {
        return store().accounts();
    }

    private Sessions sessions() {
        return store().sessions();
    }

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

        assertThat(factors().turnOn(alice, secret, Optional.empty())).isTrue();

        assertThat(revealed(alice)).isEqualTo(secret.reveal());
        assertThat(factors().secretOf(bob)).isEmpty();
    }

    @Test
    public void turnOn_again_replacesTheSecret_andForgetsSteps() {
        factors().turnOn(alice, newSecret(), Optional.empty());
        factors().accept(alice, STEP);
        TotpSecret another = newSecret();

        factors().turnOn(alice, another, Optional.empty());

        assertThat(revealed(alice)).isEqualTo(another.reveal());
        assertThat(factors().accept(alice, STEP)).isTrue();
    }

    @Test
    public void turnOn_endsTheAccountsSessionsAndNobodyElses() {
        addSession(alice, OptionalInt.empty());
        addSession(alice, OptionalInt.of(5));
        Session bobs = addSession(bob, OptionalInt.empty());

        factors().turnOn(alice, newSecret(), Optional.empty());

        assertThat(sessions().ofAccount(alice)).isEmpty();
        assertThat(sessions().ofAccount(bob)).containsExactly(bobs);
    }

    @Test
    public void turnOn_whenThereIsNoSuchAccount_changesNothing() {
        assertThat(factors().turnOn(NOBODYS, newSecret(), Optional.empty())).isFalse();
        assertThat(factors().secretOf(NOBODYS)).isEmpty();
    }

    @Test
    public void turnOnAndOff_endAllSessionsButTheOneThatIsKept() {
        Session kept = addSession(alice, OptionalInt.empty());
        addSession(alice, OptionalInt.empty());
        addSession(alice, OptionalInt.of(5));
        Session bobs = addSession(bob, OptionalInt.empty());

        factors().turnOn(alice, newSecret(), Optional.of(kept.id()));

        assertThat(sessions().ofAccount(alice)).containsExactly(kept);
        addSession(alice, OptionalInt.empty());

        assertThat(factors().turnOff(alice, Optional.of(kept.id()))).isTrue();

        assertThat(factors().secretOf(alice)).isEmpty();
        assertThat(sessions().ofAccount(alice)).containsExactly(kept);
        assertThat(sessions().ofAccount(bob)).containsExactly(bobs);
    }

    @Test
    public void turnOnAndOff_withASessionThatHasEnded_orIsSomebodyElses_changeNothing() {
        factors().turnOn(alice, newSecret(), Optional.empty());
        String present = revealed(alice);
        factors().setRecoveryCodes(alice, ImmutableSet.of(newValue().fingerprint()), Optional.empty());
        Session ended = addSession(alice, OptionalInt.empty());
        sessions().remove(alice, ImmutableSet.of(ended.id()));
        Session live = addSession(alice, OptionalInt.empty());
        Session bobs = addSession(bob, OptionalInt.empty());

        for (Session kept : List.of(ended, bobs)) {
            assertThat(factors().turnOn(alice, newSecret(), Optional.of(kept.id())))
                    .isFalse();
            assertThat(factors().turnOff(alice, Optional.of(kept.id()))).isFalse();
        }

        assertThat(revealed(alice)).isEqualTo(present);
        assertThat(factors().recoveryCodesLeft(alice)).isEqualTo(1);
        assertThat(sessions().ofAccount(alice)).containsExactly(live);
        assertThat(sessions().ofAccount(bob)).containsExactly(bobs);
    }

    @Test
    public void turnOnPrepared_turnsItOnWithItsCodes_countsTheStep_andKeepsOneSession() {
        TotpSecret prepared = newSecret();
        factors().prepare(alice, prepared);
        Session kept = addSession(alice, OptionalInt.empty());
        addSession(alice, OptionalInt.empty());
        TokenFingerprint code = newValue().fingerprint();
        int before = version(alice);

        assertThat(factors().turnOnPrepared(alice, prepared, STEP, ImmutableSet.of(code), kept.id()))
                .isTrue();

        assertThat(revealed(alice)).isEqualTo(prepared.reveal());
        assertThat(factors().prepared(alice)).isEmpty();
        assertThat(factors().accept(alice, STEP)).isFalse();
        assertThat(factors().accept(alice, STEP + 1)).isTrue();
        assertThat(factors().takeRecoveryCode(alice, code)).isTrue();
        assertThat(version(alice)).isNotEqualTo(before);
        assertThat(sessions().ofAccount(alice)).containsExactly(kept);
    }

    @Test
    public void turnOnPrepared_whenSomethingElseIsPrepared_orNothing_orTheSessionHasEnded_changesNothing() {
        TotpSecret prepared = newSecret();
        Session ended = addSession(alice, OptionalInt.empty());
        sessions().remove(alice, ImmutableSet.of(ended.id()));
        Session live = addSession(alice, OptionalInt.empty());

        assertThat(turnOnPrepared(prepared, live)).isFalse();
        factors().prepare(alice, prepared);
        assertThat(turnOnPrepared(newSecret(), live)).isFalse();
        assertThat(turnOnPrepared(prepared, ended)).isFalse();

        assertThat(factors().secretOf(alice)).isEmpty();
        assertThat(sessions().ofAccount(alice)).containsExactly(live);
        assertThat(turnOnPrepared(prepared, live)).isTrue();
    }

    @Test
    public void turnOnPrepared_whenThereIsASecondFactor_leavesThat() {
        factors().turnOn(alice, newSecret(), Optional.empty());
        String present = revealed(alice);
        TotpSecret prepared = newSecret();
        factors().prepare(alice, prepared);

        assertThat(turnOnPrepared(prepared, addSession(alice, OptionalInt.empty())))
                .isFalse();

        assertThat(revealed(alice)).isEqualTo(present);
    }

    private boolean turnOnPrepared(TotpSecret secret, Session kept) {
        return factors().turnOnPrepared(alice, secret, STEP, ImmutableSet.of(), kept.id());
    }

    @Test
    public void turnOff_whenThereIsNone_endsNoSession() {
        Session session = addSession(alice, OptionalInt.empty());

        assertThat(factors().turnOff(alice, Optional.empty())).isFalse();

        assertThat(sessions().ofAccount(alice)).containsExactly(session);
    }

    @Test
    public void prepare_keepsASecretBesideTheOneThatCounts_untilOneIsTurnedOn() {
        TotpSecret present = newSecret();
        TotpSecret prepared = newSecret();
        factors().turnOn(alice, present, Optional.empty());

        assertThat(factors().prepare(alice, newSecret())).isTrue();
        assertThat(factors().prepare(alice, prepared)).isTrue();

        assertThat(factors().prepared(alice).orElseThrow().reveal()).isEqualTo(prepared.reveal());
        assertThat(revealed(alice)).isEqualTo(present.reveal());
        assertThat(factors().prepared(bob)).isEmpty();

        factors().turnOn(alice, prepared, Optional.empty());

        assertThat(factors().prepared(alice)).isEmpty();
        assertThat(revealed(alice)).isEqualTo(prepared.reveal());
    }

    @Test
    public void prepare_whenThereIsNoSuchAccount_keepsNothing() {
        assertThat(factors().prepare(NOBODYS, newSecret())).isFalse();
        assertThat(factors().prepared(NOBODYS)).isEmpty();
    }

    @Test
    public void takeRecoveryCode_takesEachOnce_andOfItsAccountAlone() {
        TokenFingerprint first = newValue().fingerprint();
        TokenFingerprint second = newValue().fingerprint();
        factors().turnOn(alice, newSecret(), Optional.empty());
        factors().turnOn(bob, newSecret(), Optional.empty());

        assertThat(factors().setRecoveryCodes(alice, ImmutableSet.of(first, second), Optional.empty()))
                .isTrue();
        assertThat(factors().recoveryCodesLeft(alice)).isEqualTo(2);

        assertThat(factors().takeRecoveryCode(bob, first)).isFalse();
        assertThat(factors().takeRecoveryCode(alice, first)).isTrue();
        assertThat(factors().takeRecoveryCode(alice, first)).isFalse();
        assertThat(factors().recoveryCodesLeft(alice)).isEqualTo(1);
    }

    @Test
    public void setRecoveryCodes_replacesThoseThatWereThere() {
        TokenFingerprint old = newValue().fingerprint();
        factors().turnOn(alice, newSecret(), Optional.empty());
        factors().setRecoveryCodes(alice, ImmutableSet.of(old), Optional.empty());

        factors().setRecoveryCodes(alice, ImmutableSet.of(newValue().fingerprint()), Optional.empty());

        assertThat(factors().takeRecoveryCode(alice, old)).isFalse();
        assertThat(factors().recoveryCodesLeft(alice)).isEqualTo(1);
    }

    @Test
    public void setRecoveryCodes_withASessionThatIsNotThere_setsNone() {
        factors().turnOn(alice, newSecret(), Optional.empty());
        Session ended = addSession(alice, OptionalInt.empty());
        Session bobs = addSession(bob, OptionalInt.empty());
        sessions().remove(alice, ImmutableSet.of(ended.id()));
        Session live = addSession(alice, OptionalInt.empty());
        ImmutableSet<TokenFingerprint> codes = ImmutableSet.of(newValue().fingerprint());

        assertThat(factors().setRecoveryCodes(alice, codes, Optional.of(ended.id())))
                .isFalse();
        assertThat(factors().setRecoveryCodes(alice, codes, Optional.of(bobs.id())))
                .isFalse();
        assertThat(factors().recoveryCodesLeft(alice)).isZero();
        assertThat(factors().setRecoveryCodes(alice, codes, Optional.of(live.id())))
                .isTrue();
    }

    @Test
    public void setRecoveryCodes_withoutASecondFactor_setsNone() {
        assertThat(factors().setRecoveryCodes(alice, ImmutableSet.of(newValue().fingerprint()), Optional.empty()))
                .isFalse();
        assertThat(factors().setRecoveryCodes(NOBODYS, ImmutableSet.of(), Optional.empty()))
                .isFalse();
        assertThat(factors().recoveryCodesLeft(alice)).isZero();
    }

    @Test
    public void turnOnAndOff_forgetTheRecoveryCodes() {
        factors().turnOn(alice, newSecret(), Optional.empty());
        factors().setRecoveryCodes(alice, ImmutableSet.of(newValue().fingerprint()), Optional.empty());

        factors().turnOn(alice, newSecret(), Optional.empty());
        assertThat(factors().recoveryCodesLeft(alice)).isZero();

        factors().setRecoveryCodes(alice, ImmutableSet.of(newValue().fingerprint()), Optional.empty());
        factors().turnOff(alice, Optional.empty());
        assertThat(factors().recoveryCodesLeft(alice)).isZero();
    }

    @Test
    public void takeRecoveryCode_byManyAtOnce_takesItOnce() throws Exception {
        factors().turnOn(alice, newSecret(), Optional.empty());
        List<TokenFingerprint> codes =
                Stream.generate(() -> newValue().fingerprint()).limit(150).toList();
        factors().setRecoveryCodes(alice, ImmutableSet.copyOf(codes), Optional.empty());

        List<Boolean> taken = Together.inStep(150, round -> factors().takeRecoveryCode(alice, codes.get(round)));

        assertThat(taken).filteredOn(each -> each).hasSize(150);
    }

    @Test
    public void turnOff_whenThereIsNone_saysSo() {
        assertThat(factors().turnOff(alice, Optional.empty())).isFalse();
        assertThat(factors().turnOff(NOBODYS, Optional.empty())).isFalse();
    }

    @Test
    public void accept_takesEachStepOnce_andNoneBeforeIt() {
        factors().turnOn(alice, newSecret(), Optional.empty());

        assertThat(factors().accept(alice, STEP)).isTrue();

        assertThat(factors().accept(alice, STEP)).isFalse();
        assertThat(factors().accept(alice, STEP - 1)).isFalse();
        assertThat(factors().accept(alice, STEP + 1)).isTrue();
    }

    @Test
    public void accept_isOfEachAccountAlone() {
        factors().turnOn(alice, newSecret(), Optional.empty());
        factors().turnOn(bob, newSecret(), Optional.empty());
        factors().accept(alice, STEP);

        assertThat(factors().accept(bob, STEP)).isTrue();
    }

    @Test
    public void withoutASecondFactor_nothingIsAccepted() {
        factors().turnOn(alice, newSecret(), Optional.empty());
        factors().turnOff(alice, Optional.empty());

        for (AccountId account : new AccountId[] {alice, bob, NOBODYS}) {
            assertThat(factors().accept(account, STEP)).isFalse();
        }
    }

    @Test
    public void accept_byTwoAtOnce_takesAStepOnce() throws Exception {
        factors().turnOn(alice, newSecret(), Optional.empty());

        List<Boolean> accepted = Together.inStep(150, round -> factors().accept(alice, STEP + round));

        assertThat(accepted).filteredOn(each -> each).hasSize(150);
    }

    @Test
    public void turnOn_leavesNoSessionThatWasConfirmedBefore_whoeverAddsThem() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            factors().turnOff(alice, Optional.empty());
            int before = version(alice);

            Together.whileItSucceeds(
                    7, () -> addFullSession(before), () -> factors().turnOn(alice, newSecret(), Optional.empty()));

            assertThat(sessions().ofAccount(alice)).isEmpty();
        }
    }

    @Test
    public void turnOnAndOff_makeOtherCredentials_onceEach() {
        int before = version(alice);
        factors().turnOff(alice, Optional.empty());
        assertThat(version(alice)).isEqualTo(before);

        factors().turnOn(alice, newSecret(), Optional.empty());
        int on = version(alice);
        factors().turnOff(alice, Optional.empty());

        assertThat(List.of(before, on, version(alice))).doesNotHaveDuplicates();
        assertThat(version(bob)).isEqualTo(before);
    }

    private boolean addFullSession(int version) {
        NewSession session = new NewSession(alice, version, newValue().fingerprint(), "192.0.2.7", "curl", NOW);
        return sessions().add(session, SignIn.MAX_SESSIONS).isPresent();
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
                                false,
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
