package dev.latchkey.token.testing;

import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static dev.latchkey.token.testing.Fixtures.password;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.account.Account;
import dev.latchkey.account.AccountFilter;
import dev.latchkey.account.AccountStore;
import dev.latchkey.account.AccountSummary;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.NewSession;
import dev.latchkey.account.Passwords;
import dev.latchkey.account.Session;
import dev.latchkey.account.Sessions;
import dev.latchkey.account.SignIn;
import dev.latchkey.account.TotpSecret;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Password;
import dev.latchkey.token.TokenFingerprint;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every store of accounts promises, with the confirmation of their passwords. An implementation's test extends it
 * and gives empty stores for each test.
 */
public abstract class AccountsContract {

    private static final EmailAddress ALICE = new EmailAddress("alice@example.com");
    private static final EmailAddress BOB = new EmailAddress("bob@example.com");
    private static final Password SECRET = password("correct horse");
    private static final AccountId NOBODYS = new AccountId("2147483647");
    private static final AccountId NO_NUMBER = new AccountId("nobody");
    private static final int ROUNDS = 15;

    /** The stores under test, empty at the start of a test, and the same throughout it. */
    protected abstract AccountStore store();

    private Accounts accounts() {
        return store().accounts();
    }

    private Sessions sessions() {
        return store().sessions();
    }

    private Passwords passwords() {
        return store().passwords();
    }

    @Test
    public void add_storesAnAccountThatIsFoundByIdAndAddress() {
        Account added = add(ALICE);

        assertThat(added.id().value()).matches("[1-9][0-9]*");
        assertThat(added.email()).isEqualTo(ALICE);
        assertThat(added.name()).isEqualTo("Ünï 🔑");
        assertThat(added.createdAt()).isEqualTo(NOW);
        assertThat(accounts().find(added.id())).contains(added);
        assertThat(accounts().find(ALICE)).contains(added);
    }

    @Test
    public void add_whenTheAddressIsTaken_addsNothing() {
        Account first = add(ALICE);

        assertThat(accounts().add(ALICE, "Impostor", password("another one"), NOW))
                .isEmpty();

        assertThat(all()).containsExactly(first);
        assertThat(passwords().matches(first.id(), SECRET)).isTrue();
    }

    @Test
    public void find_whenThereIsNone_findsNothing() {
        add(ALICE);

        assertThat(accounts().find(BOB)).isEmpty();
        assertThat(accounts().find(NOBODYS)).isEmpty();
        assertThat(accounts().find(NO_NUMBER)).isEmpty();
    }

    @Test
    public void search_ofAll_givesTheOldestFirst() {
        Account first = add(BOB);
        Account second = add(ALICE);

        assertThat(all()).containsExactly(first, second);
    }

    @Test
    public void confirm_whenThePasswordIsRight_confirms() {
        assertThat(passwords().matches(add(ALICE).id(), password("correct horse")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct hors", "Correct horse", "correct horse ", "x"})
    public void confirm_whenThePasswordIsAnother_isWrong(String text) {
        assertThat(passwords().matches(add(ALICE).id(), password(text))).isFalse();
    }

    @Test
    public void confirm_whenTheAccountDoesNotExist_isWrong() {
        add(ALICE);

        assertThat(passwords().matches(NOBODYS, SECRET)).isFalse();
        assertThat(passwords().matches(NO_NUMBER, SECRET)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"пароль-пароль", "🔑🔑🔑🔑🔑🔑🔑🔑", "nul\0inside"})
    public void confirm_tellsEveryCharacterApart(String text) {
        Account account = accounts().add(ALICE, "Alice", password(text), NOW).orElseThrow();

        assertThat(passwords().matches(account.id(), password(text))).isTrue();
        assertThat(passwords().matches(account.id(), password(text + "x"))).isFalse();
    }

    @Test
    public void changePassword_makesTheNewOneGoodAndTheOldOneWrong() {
        Account account = add(ALICE);

        assertThat(accounts().changePassword(account.id(), password("battery staple"), Optional.empty()))
                .isTrue();

        assertThat(passwords().matches(account.id(), password("battery staple")))
                .isTrue();
        assertThat(passwords().matches(account.id(), SECRET)).isFalse();
    }

    @Test
    public void changePassword_endsTheAccountsSessionsAndNobodyElses() {
        Account alice = add(ALICE);
        Account bob = add(BOB);
        sessions()
                .add(
                        new NewSession(alice.id(), 0, newValue().fingerprint(), "192.0.2.7", "curl", NOW),
                        SignIn.MAX_SESSIONS);
        sessions()
                .add(
                        new NewSession(bob.id(), 0, newValue().fingerprint(), "192.0.2.7", "curl", NOW),
                        SignIn.MAX_SESSIONS);

        accounts().changePassword(alice.id(), password("battery staple"), Optional.empty());

        assertThat(sessions().ofAccount(alice.id())).isEmpty();
        assertThat(sessions().ofAccount(bob.id())).hasSize(1);
    }

    @Test
    public void changePassword_leavesNoSessionOfTheOldOne_whoeverAddsThem() throws Exception {
        AccountId alice = add(ALICE).id();
        for (int round = 0; round < ROUNDS; round++) {
            int before = version(alice);
            Password next = password("battery staple " + round);

            Together.whileItSucceeds(
                    4, () -> addSession(alice, before), () -> accounts().changePassword(alice, next, Optional.empty()));

            assertThat(version(alice)).isNotEqualTo(before);
            assertThat(sessions().ofAccount(alice)).isEmpty();
            assertThat(addSession(alice, version(alice))).isTrue();
        }
    }

    private int version(AccountId account) {
        return accounts().find(account).orElseThrow().credentialVersion();
    }

    private boolean addSession(AccountId account, int version) {
        NewSession session = new NewSession(account, version, newValue().fingerprint(), "192.0.2.7", "curl", NOW);
        return sessions().add(session, SignIn.MAX_SESSIONS).isPresent();
    }

    @Test
    public void changePassword_whenThereIsNoSuchAccount_changesNothing() {
        assertThat(accounts().changePassword(NOBODYS, SECRET, Optional.empty())).isFalse();
    }

    @Test
    public void changePassword_keepsTheSessionThatIsToBeKept() {
        AccountId alice = add(ALICE).id();
        Session kept = session(alice);
        session(alice);
        Session bobs = session(add(BOB).id());

        assertThat(accounts().changePassword(alice, password("battery staple"), Optional.of(kept.id())))
                .isTrue();

        assertThat(sessions().ofAccount(alice)).containsExactly(kept);
        assertThat(sessions().ofAccount(bobs.account())).containsExactly(bobs);
    }

    /** What was confirmed with a session counts as long as it is there. */
    @Test
    public void changePassword_withASessionThatHasEnded_orIsSomebodyElses_changesNothing() {
        AccountId alice = add(ALICE).id();
        Session ended = session(alice);
        sessions().remove(alice, ImmutableSet.of(ended.id()));
        Session present = session(alice);
        Session bobs = session(add(BOB).id());
        int before = version(alice);

        for (Session kept : List.of(ended, bobs)) {
            assertThat(accounts().changePassword(alice, password("battery staple"), Optional.of(kept.id())))
                    .isFalse();
        }

        assertThat(passwords().matches(alice, SECRET)).isTrue();
        assertThat(version(alice)).isEqualTo(before);
        assertThat(sessions().ofAccount(alice)).containsExactly(present);
        assertThat(sessions().ofAccount(bobs.account())).containsExactly(bobs);
    }

    @Test
    public void changePassword_byTwoAtOnce_eachWithASessionThatEndsTheOther_isDoneOnce() {
        AccountId alice = add(ALICE).id();
        for (int round = 0; round < ROUNDS; round++) {
            Session mine = session(alice);
            Session theirs = session(alice);

            assertThat(AtOnce.run(() -> change(alice, mine), () -> change(alice, theirs)))
                    .containsExactlyInAnyOrder(true, false);

            assertThat(sessions().ofAccount(alice)).hasSize(1).containsAnyOf(mine, theirs);
            accounts().changePassword(alice, SECRET, Optional.empty());
        }
    }

    private boolean change(AccountId account, Session session) {
        return accounts().changePassword(account, password("battery staple"), Optional.of(session.id()));
    }

    @Test
    public void changePassword_forgetsTheBrowsersOfTheAccountAlone() {
        TokenFingerprint alices = newValue().fingerprint();
        TokenFingerprint bobs = newValue().fingerprint();
        AccountId alice = add(ALICE).id();
        AccountId bob = add(BOB).id();
        store().knownBrowsers().note(alice, alices, NOW, 5);
        store().knownBrowsers().note(bob, bobs, NOW, 5);

        accounts().changePassword(alice, password("battery staple"), Optional.empty());

        assertThat(store().knownBrowsers().find(alices)).isEmpty();
        assertThat(store().knownBrowsers().find(bobs)).contains(bob);
    }

    @Test
    public void setAdministrator_makesAndUnmakesOne_andLeavesItsSessions() {
        Account alice = add(ALICE);
        Account bob = add(BOB);
        Session session = session(alice.id());
        assertThat(alice.administrator()).isFalse();

        assertThat(accounts().setAdministrator(alice.id(), true)).isTrue();

        assertThat(find(alice).administrator()).isTrue();
        assertThat(find(bob)).isEqualTo(bob);
        assertThat(sessions().ofAccount(alice.id())).containsExactly(session);

        assertThat(accounts().setAdministrator(alice.id(), false)).isTrue();
        assertThat(find(alice)).isEqualTo(alice);
        assertThat(accounts().setAdministrator(NOBODYS, true)).isFalse();
    }

    @Test
    public void disable_keepsSinceWhen_andEndsTheSessions() {
        Account alice = add(ALICE);
        session(alice.id());
        Session bobs = session(add(BOB).id());

        assertThat(accounts().disable(alice.id(), NOW)).isTrue();
        assertThat(accounts().disable(alice.id(), NOW.plusSeconds(9))).isTrue();

        assertThat(find(alice).disabledAt()).contains(NOW);
        assertThat(sessions().ofAccount(alice.id())).isEmpty();
        assertThat(sessions().ofAccount(bobs.account())).containsExactly(bobs);
        assertThat(accounts().disable(NOBODYS, NOW)).isFalse();
    }

    @Test
    public void enable_bringsTheAccountBack_withoutItsSessions() {
        Account alice = add(ALICE);
        session(alice.id());
        accounts().disable(alice.id(), NOW);

        assertThat(accounts().enable(alice.id())).isTrue();

        assertThat(find(alice).disabledAt()).isEmpty();
        assertThat(sessions().ofAccount(alice.id())).isEmpty();
        assertThat(passwords().matches(alice.id(), SECRET)).isTrue();
        assertThat(accounts().enable(NOBODYS)).isFalse();
    }

    @Test
    public void disable_leavesNoSession_whoeverAddsThem() throws Exception {
        AccountId alice = add(ALICE).id();
        for (int round = 0; round < ROUNDS; round++) {
            int before = version(alice);

            Together.whileItSucceeds(
                    4, () -> addSession(alice, before), () -> accounts().disable(alice, NOW));

            assertThat(sessions().ofAccount(alice)).isEmpty();
            accounts().enable(alice);
        }
    }

    @Test
    public void remove_takesAllThatGoesWithTheAccount_andNeverGivesItsIdAgain() {
        Account alice = add(ALICE);
        Account bob = add(BOB);
        Session bobs = session(bob.id());
        session(alice.id());
        store().secondFactors().turnOn(alice.id(), TotpSecret.generate(new SecureRandom()), Optional.empty());
        store().secondFactors()
                .setRecoveryCodes(alice.id(), ImmutableSet.of(newValue().fingerprint()), Optional.empty());
        TokenFingerprint browser = newValue().fingerprint();
        store().knownBrowsers().note(alice.id(), browser, NOW, 5);

        assertThat(accounts().remove(alice.id())).isTrue();
        assertThat(accounts().remove(alice.id())).isFalse();

        assertThat(all()).containsExactly(bob);
        assertThat(accounts().find(ALICE)).isEmpty();
        assertThat(passwords().matches(alice.id(), SECRET)).isFalse();
        assertThat(sessions().ofAccount(alice.id())).isEmpty();
        assertThat(store().secondFactors().secretOf(alice.id())).isEmpty();
        assertThat(store().secondFactors().recoveryCodesLeft(alice.id())).isZero();
        assertThat(store().knownBrowsers().find(browser)).isEmpty();
        assertThat(sessions().ofAccount(bob.id())).containsExactly(bobs);
        assertThat(add(ALICE).id()).isNotIn(alice.id(), bob.id());
    }

    @Test
    public void remove_leavesNoSession_whoeverAddsThem() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            AccountId alice = add(ALICE).id();

            Together.whileItSucceeds(
                    4, () -> addSession(alice, 0), () -> accounts().remove(alice));

            assertThat(sessions().ofAccount(alice)).isEmpty();
        }
    }

    @Test
    public void search_givesWhatTheFilterLetsThrough_theOldestFirst() {
        Account bob = add(BOB);
        Account alice = add(ALICE);
        accounts().setAdministrator(alice.id(), true);
        accounts().disable(bob.id(), NOW);

        assertThat(found(AccountFilter.ALL)).containsExactly(bob.id(), alice.id());
        assertThat(found(AccountFilter.ALL.login("ICE@Ex"))).containsExactly(alice.id());
        assertThat(found(AccountFilter.ALL.login("example"))).containsExactly(bob.id(), alice.id());
        assertThat(found(AccountFilter.ALL.login("a_ice"))).isEmpty();
        assertThat(found(AccountFilter.ALL.login("%"))).isEmpty();
        assertThat(found(AccountFilter.ALL.administrator(true))).containsExactly(alice.id());
        assertThat(found(AccountFilter.ALL.administrator(false))).containsExactly(bob.id());
        assertThat(found(AccountFilter.ALL.disabled(true))).containsExactly(bob.id());
        assertThat(found(AccountFilter.ALL.disabled(false))).containsExactly(alice.id());
        assertThat(found(AccountFilter.ALL.administrator(true).disabled(true))).isEmpty();
    }

    @Test
    public void search_givesEachAccountAsItIs_withItsSecondFactor() {
        AccountId alice = add(ALICE).id();
        AccountId bob = add(BOB).id();
        store().secondFactors().turnOn(bob, TotpSecret.generate(new SecureRandom()), Optional.empty());
        TokenFingerprint code = newValue().fingerprint();
        store().secondFactors()
                .setRecoveryCodes(bob, ImmutableSet.of(code, newValue().fingerprint()), Optional.empty());

        assertThat(accounts().search(AccountFilter.ALL, Optional.empty(), 10))
                .containsExactly(
                        new AccountSummary(accounts().find(alice).orElseThrow(), false, 0),
                        new AccountSummary(accounts().find(bob).orElseThrow(), true, 2));
    }

    @Test
    public void search_pageByPage_findsEachOnce_alsoIfTheLastWasRemovedMeanwhile() {
        List<AccountId> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(add(new EmailAddress("person" + i + "@example.com")).id());
        }
        accounts().remove(all.get(1));

        assertThat(page(Optional.empty(), 2)).containsExactly(all.get(0), all.get(2));
        assertThat(page(Optional.of(all.get(1)), 2)).containsExactly(all.get(2), all.get(3));
        assertThat(page(Optional.of(all.get(3)), 2)).containsExactly(all.get(4));
        assertThat(page(Optional.of(all.get(4)), 2)).isEmpty();
        assertThat(page(Optional.of(NOBODYS), 2)).isEmpty();
        assertThat(page(Optional.of(NO_NUMBER), 1)).containsExactly(all.get(0));
    }

    private ImmutableList<AccountId> page(Optional<AccountId> after, int limit) {
        return ids(accounts().search(AccountFilter.ALL, after, limit));
    }

    private ImmutableList<AccountId> found(AccountFilter filter) {
        return ids(accounts().search(filter, Optional.empty(), 10));
    }

    private static ImmutableList<AccountId> ids(ImmutableList<AccountSummary> summaries) {
        return summaries.stream().map(summary -> summary.account().id()).collect(ImmutableList.toImmutableList());
    }

    @Test
    public void addresses_areThoseOfTheAccountsThatExist() {
        AccountId alice = add(ALICE).id();
        AccountId bob = add(BOB).id();

        assertThat(accounts().addresses(ImmutableSet.of(bob, NOBODYS, NO_NUMBER, alice)))
                .containsOnly(Map.entry(alice, ALICE), Map.entry(bob, BOB));
        assertThat(accounts().addresses(ImmutableSet.of())).isEmpty();
    }

    @Test
    public void changesByAnAdministrator_areMade() {
        AccountId alice = administrator(ALICE);
        AccountId bob = add(BOB).id();

        assertThat(accounts().setAdministrator(bob, true, alice)).isTrue();
        assertThat(accounts().find(bob).orElseThrow().administrator()).isTrue();
        assertThat(accounts().setAdministrator(bob, false, alice)).isTrue();
        assertThat(accounts().find(bob).orElseThrow().administrator()).isFalse();
        session(bob);
        assertThat(accounts().disable(bob, NOW, alice)).isTrue();
        assertThat(accounts().find(bob).orElseThrow().disabledAt()).contains(NOW);
        assertThat(sessions().ofAccount(bob)).isEmpty();
        assertThat(accounts().remove(bob, alice)).isTrue();
        assertThat(accounts().find(bob)).isEmpty();

        assertThat(accounts().setAdministrator(bob, true, alice)).isFalse();
        assertThat(accounts().disable(NOBODYS, NOW, alice)).isFalse();
        assertThat(accounts().remove(NOBODYS, alice)).isFalse();
    }

    @Test
    public void changesBySomebodyElse_changeNothing() {
        Account alice = add(ALICE);
        Account bob = add(BOB);
        AccountId disabled = administrator(new EmailAddress("disabled@example.com"));
        accounts().disable(disabled, NOW);
        AccountId self = administrator(new EmailAddress("self@example.com"));

        for (AccountId by : List.of(bob.id(), disabled, NOBODYS, NO_NUMBER)) {
            assertThat(changedInAnyWay(alice.id(), by)).isFalse();
        }
        assertThat(changedInAnyWay(self, self)).isFalse();
        assertThat(find(alice)).isEqualTo(alice);
        assertThat(accounts().find(self).orElseThrow().mayAdminister()).isTrue();
    }

    private boolean changedInAnyWay(AccountId id, AccountId by) {
        return Stream.of(
                        accounts().setAdministrator(id, false, by),
                        accounts().setAdministrator(id, true, by),
                        accounts().disable(id, NOW, by),
                        accounts().remove(id, by))
                .anyMatch(changed -> changed);
    }

    /** What administrators do to each other at the same time leaves one of them, whatever it is. */
    @Test
    public void administratorsWhoStopEachOther_leaveOne() {
        for (int round = 0; round < ROUNDS; round++) {
            AccountId first = administrator(new EmailAddress("first" + round + "@example.com"));
            AccountId second = administrator(new EmailAddress("second" + round + "@example.com"));
            int how = round;

            List<Boolean> stopped = AtOnce.run(() -> stop(how, second, first), () -> stop(how / 3, first, second));

            assertThat(stopped).as("round %s", round).containsExactlyInAnyOrder(true, false);
            assertThat(found(AccountFilter.ALL.administrator(true).disabled(false)))
                    .hasSize(1);
            accounts().remove(first);
            accounts().remove(second);
        }
    }

    private boolean stop(int how, AccountId id, AccountId by) {
        return switch (how % 3) {
            case 0 -> accounts().setAdministrator(id, false, by);
            case 1 -> accounts().disable(id, NOW, by);
            default -> accounts().remove(id, by);
        };
    }

    private AccountId administrator(EmailAddress email) {
        AccountId id = add(email).id();
        accounts().setAdministrator(id, true);
        return id;
    }

    private List<Account> all() {
        return accounts().search(AccountFilter.ALL, Optional.empty(), 9).stream()
                .map(AccountSummary::account)
                .toList();
    }

    private Account find(Account account) {
        return accounts().find(account.id()).orElseThrow();
    }

    private Session session(AccountId account) {
        NewSession session =
                new NewSession(account, version(account), newValue().fingerprint(), "192.0.2.7", "curl", NOW);
        return sessions().add(session, SignIn.MAX_SESSIONS).orElseThrow();
    }

    private Account add(EmailAddress email) {
        return accounts().add(email, "Ünï 🔑", SECRET, NOW).orElseThrow();
    }
}
