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
import dev.latchkey.account.Session;
import dev.latchkey.account.SessionId;
import dev.latchkey.account.Sessions;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.TokenFingerprint;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of sessions promises. An implementation's test extends it and gives empty stores for each test. */
public abstract class SessionsContract {

    private static final Instant LATER = NOW.plusSeconds(60);
    private static final SessionId NOBODYS = new SessionId(Integer.MAX_VALUE);

    private static final int LIMIT = 3;

    private AccountId alice;
    private AccountId bob;

    /** The stores under test, empty at the start of a test, and the same throughout it. */
    protected abstract AccountStore store();

    private Sessions sessions() {
        return store().sessions();
    }

    private Accounts accounts() {
        return store().accounts();
    }

    @BeforeEach
    public void addAccounts() {
        alice = addAccount("alice@example.com");
        bob = addAccount("bob@example.com");
    }

    @Test
    public void add_givesAllThatWasStored() {
        TokenFingerprint fingerprint = newValue().fingerprint();

        Session added = sessions()
                .add(new NewSession(alice, 0, fingerprint, "192.0.2.7", "curl/8.0 🔑", NOW), LIMIT)
                .orElseThrow();

        assertThat(added)
                .isEqualTo(new Session(
                        added.id(),
                        alice,
                        fingerprint,
                        "192.0.2.7",
                        "curl/8.0 🔑",
                        NOW,
                        NOW,
                        NOW,
                        false,
                        OptionalInt.empty()));
        assertThat(sessions().find(fingerprint)).contains(added);
    }

    @Test
    public void add_keepsAnEmptyUserAgent() {
        Session added = sessions()
                .add(new NewSession(alice, 0, newValue().fingerprint(), "192.0.2.7", "", NOW), LIMIT)
                .orElseThrow();

        assertThat(sessions().find(added.fingerprint())).contains(added);
    }

    @Test
    public void find_whenTheFingerprintIsUnknown_findsNothing() {
        add(alice);

        assertThat(sessions().find(newValue().fingerprint())).isEmpty();
    }

    @Test
    public void ofAccount_listsTheAccountsFromTheOldest() {
        Session first = add(alice);
        add(bob);
        Session second = add(alice);

        assertThat(sessions().ofAccount(alice)).containsExactly(first, second);
    }

    @Test
    public void touch_movesTheLastAccessForwardsOnly() {
        Session session = add(alice);

        sessions().touch(session.id(), LATER);
        sessions().touch(session.id(), NOW);

        assertThat(sessions().find(session.fingerprint()).map(Session::lastAccess))
                .contains(LATER);
    }

    @Test
    public void touch_whenTheSessionIsGone_doesNothing() {
        sessions().touch(NOBODYS, LATER);

        assertThat(sessions().ofAccount(alice)).isEmpty();
    }

    @Test
    public void remove_removesAllThatAreGiven() {
        Session first = add(alice);
        Session second = add(alice);
        Session kept = add(alice);

        assertThat(sessions().remove(alice, ImmutableSet.of(first.id(), second.id())))
                .isEmpty();

        assertThat(sessions().ofAccount(alice)).containsExactly(kept);
        assertThat(sessions().find(first.fingerprint())).isEmpty();
    }

    @Test
    public void remove_whenOneIsSomebodyElsesOrMissing_removesNoneAndNamesThem() {
        Session alices = add(alice);
        Session bobs = add(bob);

        assertThat(sessions().remove(alice, ImmutableSet.of(alices.id(), bobs.id(), NOBODYS)))
                .containsExactlyInAnyOrder(bobs.id(), NOBODYS);

        assertThat(sessions().ofAccount(alice)).containsExactly(alices);
        assertThat(sessions().ofAccount(bob)).containsExactly(bobs);
    }

    @Test
    public void removeDead_removesWhatWasOpenedBefore_howeverMuchItWasUsed() {
        Session old = add(alice);
        sessions().touch(old.id(), LATER.plusSeconds(9));
        Session young = sessions()
                .add(new NewSession(alice, 0, newValue().fingerprint(), "192.0.2.7", "curl", LATER), LIMIT)
                .orElseThrow();

        assertThat(sessions().removeDead(NOW, NOW, NOW)).isZero();
        assertThat(sessions().removeDead(NOW, NOW, LATER)).isEqualTo(1);

        assertThat(sessions().ofAccount(alice)).containsExactly(young);
    }

    @Test
    public void removeDead_removesWhatWasLastUsedBefore() {
        Session idle = add(alice);
        Session used = add(alice);
        sessions().touch(used.id(), LATER);

        assertThat(sessions().removeDead(LATER, LATER, NOW)).isEqualTo(1);

        assertThat(sessions().find(idle.fingerprint())).isEmpty();
        assertThat(sessions().find(used.fingerprint())).isPresent();
    }

    @Test
    public void removeDead_removesThoseOfTheDashboardByATimeOfTheirOwn() {
        Session wire = add(alice);
        Session dashboard = sessions()
                .add(
                        new NewSession(
                                alice,
                                0,
                                newValue().fingerprint(),
                                "192.0.2.7",
                                "Firefox",
                                NOW,
                                true,
                                OptionalInt.empty()),
                        LIMIT)
                .orElseThrow();
        assertThat(dashboard.dashboard()).isTrue();
        assertThat(sessions().find(dashboard.fingerprint())).contains(dashboard);

        assertThat(sessions().removeDead(NOW, NOW, NOW)).isZero();
        assertThat(sessions().removeDead(NOW, LATER, NOW)).isEqualTo(1);

        assertThat(sessions().ofAccount(alice)).containsExactly(wire);
    }

    @Test
    public void noteConfirmation_keepsWhenItWas_andNothingElse() {
        Session session = add(alice);
        Session other = add(alice);

        sessions().noteConfirmation(session.id(), LATER);
        sessions().noteConfirmation(NOBODYS, LATER);

        Session noted = sessions().find(session.fingerprint()).orElseThrow();
        assertThat(session.confirmedAt()).isEqualTo(NOW);
        assertThat(noted.confirmedAt()).isEqualTo(LATER);
        assertThat(noted.lastAccess()).isEqualTo(session.lastAccess());
        assertThat(sessions().find(other.fingerprint())).contains(other);
    }

    @Test
    public void makeFull_withAnotherValue_isFoundByThatAlone() {
        Session restricted = addRestricted(1);
        TokenFingerprint renewed = newValue().fingerprint();

        assertThat(sessions().makeFull(restricted.id(), renewed)).isTrue();

        assertThat(sessions().find(restricted.fingerprint())).isEmpty();
        assertThat(sessions().find(renewed).map(Session::id)).contains(restricted.id());
    }

    @Test
    public void add_keepsHowManyCodesMayBeTried() {
        Session restricted = addRestricted(5);

        assertThat(restricted.codeAttempts()).hasValue(5);
        assertThat(restricted.isRestricted()).isTrue();
        assertThat(sessions().find(restricted.fingerprint())).contains(restricted);
        assertThat(sessions().ofAccount(alice)).containsExactly(restricted);
    }

    @Test
    public void takeCodeAttempt_takesOneAtATime_untilNoneIsLeft() {
        Session restricted = addRestricted(2);
        Session other = addRestricted(2);

        assertThat(sessions().takeCodeAttempt(restricted.id())).hasValue(1);
        assertThat(sessions().takeCodeAttempt(restricted.id())).hasValue(0);
        assertThat(sessions().takeCodeAttempt(restricted.id())).isEmpty();

        assertThat(codeAttempts(restricted)).hasValue(0);
        assertThat(codeAttempts(other)).hasValue(2);
    }

    @Test
    public void takeCodeAttempt_ofAFullSessionOrNone_takesNothing() {
        Session full = add(alice);

        assertThat(sessions().takeCodeAttempt(full.id())).isEmpty();
        assertThat(sessions().takeCodeAttempt(NOBODYS)).isEmpty();
        assertThat(codeAttempts(full)).isEmpty();
    }

    @Test
    public void makeFull_ofARestrictedSession_worksOnce() {
        Session restricted = addRestricted(1);
        Session other = addRestricted(1);
        sessions().takeCodeAttempt(restricted.id());

        assertThat(sessions().makeFull(restricted.id(), restricted.fingerprint()))
                .isTrue();
        assertThat(sessions().makeFull(restricted.id(), restricted.fingerprint()))
                .isFalse();
        assertThat(sessions().makeFull(NOBODYS, newValue().fingerprint())).isFalse();

        assertThat(codeAttempts(restricted)).isEmpty();
        assertThat(codeAttempts(other)).hasValue(1);
    }

    @Test
    public void touch_leavesASessionRestricted() {
        Session restricted = addRestricted(3);

        sessions().touch(restricted.id(), LATER);

        assertThat(codeAttempts(restricted)).hasValue(3);
    }

    @Test
    public void add_overTheLimit_removesTheOldestOfThatAccountAlone() {
        Session bobs = add(bob);
        Session oldest = add(alice, LIMIT);
        Session second = add(alice, LIMIT);
        Session third = add(alice, LIMIT);
        sessions().touch(oldest.id(), LATER);

        Session fourth = add(alice, LIMIT);

        assertThat(sessions().ofAccount(alice)).containsExactly(second, third, fourth);
        assertThat(sessions().find(oldest.fingerprint())).isEmpty();
        assertThat(sessions().ofAccount(bob)).containsExactly(bobs);
    }

    @Test
    public void add_overTheLimit_removesTheOldestRestrictedBeforeAFullOne() {
        Session full = add(alice);
        Session oldestRestricted = addRestricted(5);
        Session restricted = addRestricted(5);

        Session added = add(alice);

        assertThat(sessions().ofAccount(alice)).containsExactly(full, restricted, added);
        assertThat(sessions().find(oldestRestricted.fingerprint())).isEmpty();
    }

    @Test
    public void add_ofManyRestrictedOnes_endsOneFullSessionAtMost() {
        add(alice);
        Session second = add(alice);
        Session third = add(alice);

        Session last = addRestricted(5);
        for (int i = 0; i < LIMIT; i++) {
            last = addRestricted(5);
        }

        assertThat(sessions().ofAccount(alice)).containsExactly(second, third, last);
    }

    @Test
    public void add_withALowerLimitThanBefore_removesAllThatAreOverIt() {
        add(alice, LIMIT);
        addRestricted(5);
        add(alice, LIMIT);

        Session last = add(alice, 1);

        assertThat(sessions().ofAccount(alice)).containsExactly(last);
    }

    @Test
    public void add_byManyAtOnce_neverLeavesMoreThanTheLimit() throws Exception {
        List<Integer> seen = Together.run(Collections.nCopies(48, () -> {
            add(alice, LIMIT);
            return sessions().ofAccount(alice).size();
        }));

        assertThat(seen).allMatch(count -> count <= LIMIT);
        assertThat(sessions().ofAccount(alice)).hasSize(LIMIT);
    }

    @Test
    public void takeCodeAttempt_byTwoAtOnce_givesEachOnce_andNoMoreThanThereAre() throws Exception {
        Session restricted = addRestricted(225);

        List<OptionalInt> left = Together.inStep(150, round -> sessions().takeCodeAttempt(restricted.id()));

        assertThat(left.stream().flatMapToInt(OptionalInt::stream)).hasSize(225).doesNotHaveDuplicates();
        assertThat(codeAttempts(restricted)).hasValue(0);
    }

    @Test
    public void add_ofOtherCredentials_addsNothing_andRemovesNothing() {
        Session kept = add(alice);
        NewSession session = new NewSession(alice, 1, newValue().fingerprint(), "192.0.2.7", "curl", NOW);

        assertThat(sessions().add(session, 1)).isEmpty();

        assertThat(sessions().find(session.fingerprint())).isEmpty();
        assertThat(sessions().ofAccount(alice)).containsExactly(kept);
    }

    private OptionalInt codeAttempts(Session session) {
        return sessions().find(session.fingerprint()).orElseThrow().codeAttempts();
    }

    private Session addRestricted(int codeAttempts) {
        NewSession session = new NewSession(
                alice, 0, newValue().fingerprint(), "192.0.2.7", "curl", NOW, false, OptionalInt.of(codeAttempts));
        return sessions().add(session, LIMIT).orElseThrow();
    }

    private Session add(AccountId account) {
        return add(account, LIMIT);
    }

    private Session add(AccountId account, int limit) {
        return sessions()
                .add(new NewSession(account, 0, newValue().fingerprint(), "192.0.2.7", "curl", NOW), limit)
                .orElseThrow();
    }

    private AccountId addAccount(String email) {
        return accounts()
                .add(new EmailAddress(email), "Somebody", password("correct horse"), NOW)
                .orElseThrow()
                .id();
    }
}
