package dev.latchkey.token.testing;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.account.NewSession;
import dev.latchkey.account.Session;
import dev.latchkey.account.SessionId;
import dev.latchkey.account.Sessions;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.TokenFingerprint;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What every store of sessions promises. An implementation's test extends it and gives an empty store for each test. */
public abstract class SessionsContract {

    private static final Instant LATER = NOW.plusSeconds(60);
    private static final SessionId NOBODYS = new SessionId(Integer.MAX_VALUE);

    /** The store under test, empty at the start of a test, and the same throughout it. */
    protected abstract Sessions sessions();

    @Test
    public void add_givesAllThatWasStored() {
        TokenFingerprint fingerprint = newValue().fingerprint();

        Session added = sessions().add(new NewSession(ALICE, fingerprint, "192.0.2.7", "curl/8.0 🔑", NOW));

        assertThat(added)
                .isEqualTo(new Session(
                        added.id(), ALICE, fingerprint, "192.0.2.7", "curl/8.0 🔑", NOW, NOW, OptionalInt.empty()));
        assertThat(sessions().find(fingerprint)).contains(added);
    }

    @Test
    public void add_keepsAnEmptyUserAgent() {
        Session added = sessions().add(new NewSession(ALICE, newValue().fingerprint(), "192.0.2.7", "", NOW));

        assertThat(sessions().find(added.fingerprint())).contains(added);
    }

    @Test
    public void find_whenTheFingerprintIsUnknown_findsNothing() {
        add(ALICE);

        assertThat(sessions().find(newValue().fingerprint())).isEmpty();
    }

    @Test
    public void ofAccount_listsTheAccountsFromTheOldest() {
        Session first = add(ALICE);
        add(BOB);
        Session second = add(ALICE);

        assertThat(sessions().ofAccount(ALICE)).containsExactly(first, second);
    }

    @Test
    public void touch_movesTheLastAccessForwardsOnly() {
        Session session = add(ALICE);

        sessions().touch(session.id(), LATER);
        sessions().touch(session.id(), NOW);

        assertThat(sessions().find(session.fingerprint()).map(Session::lastAccess))
                .contains(LATER);
    }

    @Test
    public void touch_whenTheSessionIsGone_doesNothing() {
        sessions().touch(NOBODYS, LATER);

        assertThat(sessions().ofAccount(ALICE)).isEmpty();
    }

    @Test
    public void remove_removesAllThatAreGiven() {
        Session first = add(ALICE);
        Session second = add(ALICE);
        Session kept = add(ALICE);

        assertThat(sessions().remove(ALICE, ImmutableSet.of(first.id(), second.id())))
                .isEmpty();

        assertThat(sessions().ofAccount(ALICE)).containsExactly(kept);
        assertThat(sessions().find(first.fingerprint())).isEmpty();
    }

    @Test
    public void remove_whenOneIsSomebodyElsesOrMissing_removesNoneAndNamesThem() {
        Session alices = add(ALICE);
        Session bobs = add(BOB);

        assertThat(sessions().remove(ALICE, ImmutableSet.of(alices.id(), bobs.id(), NOBODYS)))
                .containsExactlyInAnyOrder(bobs.id(), NOBODYS);

        assertThat(sessions().ofAccount(ALICE)).containsExactly(alices);
        assertThat(sessions().ofAccount(BOB)).containsExactly(bobs);
    }

    @Test
    public void removeUnusedSince_removesWhatWasLastUsedBefore() {
        Session idle = add(ALICE);
        Session used = add(ALICE);
        sessions().touch(used.id(), LATER);

        assertThat(sessions().removeUnusedSince(LATER)).isEqualTo(1);

        assertThat(sessions().find(idle.fingerprint())).isEmpty();
        assertThat(sessions().find(used.fingerprint())).isPresent();
    }

    @Test
    public void add_keepsHowManyCodesMayBeTried() {
        Session restricted = addRestricted(5);

        assertThat(restricted.codeAttempts()).hasValue(5);
        assertThat(restricted.isRestricted()).isTrue();
        assertThat(sessions().find(restricted.fingerprint())).contains(restricted);
        assertThat(sessions().ofAccount(ALICE)).containsExactly(restricted);
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
        Session full = add(ALICE);

        assertThat(sessions().takeCodeAttempt(full.id())).isEmpty();
        assertThat(sessions().takeCodeAttempt(NOBODYS)).isEmpty();
        assertThat(codeAttempts(full)).isEmpty();
    }

    @Test
    public void makeFull_ofARestrictedSession_worksOnce() {
        Session restricted = addRestricted(1);
        Session other = addRestricted(1);
        sessions().takeCodeAttempt(restricted.id());

        assertThat(sessions().makeFull(restricted.id())).isTrue();
        assertThat(sessions().makeFull(restricted.id())).isFalse();
        assertThat(sessions().makeFull(NOBODYS)).isFalse();

        assertThat(codeAttempts(restricted)).isEmpty();
        assertThat(codeAttempts(other)).hasValue(1);
    }

    @Test
    public void touch_leavesASessionRestricted() {
        Session restricted = addRestricted(3);

        sessions().touch(restricted.id(), LATER);

        assertThat(codeAttempts(restricted)).hasValue(3);
    }

    private OptionalInt codeAttempts(Session session) {
        return sessions().find(session.fingerprint()).orElseThrow().codeAttempts();
    }

    private Session addRestricted(int codeAttempts) {
        return sessions()
                .add(new NewSession(
                        ALICE, newValue().fingerprint(), "192.0.2.7", "curl", NOW, OptionalInt.of(codeAttempts)));
    }

    private Session add(AccountId account) {
        return sessions().add(new NewSession(account, newValue().fingerprint(), "192.0.2.7", "curl", NOW));
    }
}
