package dev.latchkey.account;

import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.done;
import static dev.latchkey.token.testing.Fixtures.password;
import static dev.latchkey.token.testing.Fixtures.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.Password;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.testing.InMemoryAccountStore;
import dev.latchkey.token.testing.InMemoryAccounts;
import dev.latchkey.token.testing.InMemoryEvents;
import dev.latchkey.token.testing.SettableClock;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What signing in and out tells the history. */
final class SignInEventsTest {

    private static final String LOGIN = "alice@example.com";
    private static final Password SECRET = password("correct horse");
    private static final Client CLIENT = new Client("192.0.2.7", "curl");

    private final SettableClock clock = new SettableClock(NOW);
    private final FailingEvents history = new FailingEvents();
    private final InMemoryAccountStore store = InMemoryAccountStore.empty().with(history);
    private final InMemoryAccounts accounts = store.accounts();
    private final AccountId alice = accounts.add(new EmailAddress(LOGIN), "Alice", SECRET, NOW)
            .orElseThrow()
            .id();
    private final SignIn signIn = new SignIn(store, TokenFormat.SESSION, new SecureRandom(), clock);

    @Test
    void signIn_isToldAtOnce() {
        open();

        assertThat(events())
                .containsExactly(new Event(
                        Event.Kind.SIGNED_IN,
                        NOW,
                        Actor.owner(),
                        Optional.of(alice),
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        CLIENT,
                        "",
                        1));
    }

    @Test
    void signIn_withAWrongPassword_isAStrangers_andToldWithTheNextFlush() {
        refusal(signIn.signIn(LOGIN, password("wrong"), CLIENT));
        refusal(signIn.signIn(LOGIN, password("wrong again"), CLIENT));
        assertThat(events()).isEmpty();

        signIn.flush();

        assertThat(events())
                .containsExactly(Event.tried(Event.Kind.SIGN_IN_FAILED, NOW, Optional.of(alice), CLIENT, "")
                        .times(2));
    }

    /** People type passwords where the login belongs. */
    @Test
    void signIn_withAnUnknownLogin_isToldWithoutAccount_andWithoutWhatWasTyped() {
        refusal(signIn.signIn("my secret password", password("wrong"), CLIENT));
        refusal(signIn.signIn("nobody@example.com", password("wrong"), CLIENT));

        signIn.flush();

        assertThat(events())
                .containsExactly(Event.tried(Event.Kind.SIGN_IN_FAILED, NOW, Optional.empty(), CLIENT, "")
                        .times(2));
    }

    @Test
    void signIn_thatHasToWait_isTold() {
        for (int i = 0; i < 6; i++) {
            refusal(signIn.signIn(LOGIN, password("wrong"), CLIENT));
        }

        signIn.flush();

        assertThat(events())
                .extracting(Event::kind, Event::times, Event::detail)
                .containsExactlyInAnyOrder(
                        tuple(Event.Kind.SIGN_IN_FAILED, 5, ""), tuple(Event.Kind.MADE_TO_WAIT, 1, "signing in"));
    }

    @Test
    void confirm_withAWrongPassword_isTold_andARightOneIsNot() {
        String session = open();
        refusal(signIn.confirm(session, password("wrong"), CLIENT));
        done(signIn.confirm(session, SECRET, CLIENT));

        signIn.flush();

        assertThat(kinds()).containsExactly(Event.Kind.SIGNED_IN, Event.Kind.CONFIRMATION_FAILED);
        assertThat(events().get(1).actor()).isEqualTo(Actor.stranger());
        assertThat(events().get(1).account()).hasValue(alice);
    }

    @Test
    void signIn_withASecondFactor_isToldOnceItIsComplete() {
        TotpSecret secret = TotpSecret.generate(new SecureRandom());
        accounts.turnOn(alice, secret, Optional.empty());
        RecoveryCode recovery = RecoveryCode.generate(new SecureRandom());
        accounts.setRecoveryCodes(alice, ImmutableSet.of(recovery.fingerprint()), Optional.empty());
        String session = open();
        refusal(signIn.verify(session, RecoveryCode.generate(new SecureRandom()), CLIENT));
        assertThat(events()).isEmpty();

        done(signIn.verify(
                session, TotpCode.parse(secret.codeAt(clock.instant())).orThrow(), CLIENT));
        assertThat(kinds()).containsExactly(Event.Kind.SIGNED_IN);
        done(signIn.verify(open(), recovery, CLIENT));
        signIn.flush();

        assertThat(kinds())
                .containsExactly(
                        Event.Kind.SIGNED_IN,
                        Event.Kind.RECOVERY_CODE_USED,
                        Event.Kind.SIGNED_IN,
                        Event.Kind.CODE_ASKED,
                        Event.Kind.WRONG_CODE);
        assertThat(events().get(3).times()).isEqualTo(2);
    }

    @Test
    void signOut_ofALiveFullSession_isTold_andOfNoOther() {
        String session = open();
        signIn.signOut(session, CLIENT);
        signIn.signOut(session, CLIENT);
        signIn.signOut("lks_", CLIENT);
        String dead = open();
        clock.advance(SignIn.IDLE_LIMIT);
        signIn.signOut(dead, CLIENT);

        assertThat(kinds()).containsExactly(Event.Kind.SIGNED_IN, Event.Kind.SIGNED_OUT, Event.Kind.SIGNED_IN);
    }

    @Test
    void signOutOfSeveral_tellsHowMany_orNothingIfNoneEnded() {
        open();
        SessionId first = signIn.sessions(alice).get(0).id();
        open();
        open();
        refusal(signIn.signOut(alice, ImmutableSet.of(first, new SessionId(4711)), CLIENT));
        done(signIn.signOut(alice, ImmutableSet.of(), CLIENT));

        done(signIn.signOut(alice, ImmutableSet.of(first), CLIENT));
        done(signIn.signOutAll(alice, CLIENT));
        done(signIn.signOutAll(alice, CLIENT));

        assertThat(events())
                .filteredOn(event -> event.kind() != Event.Kind.SIGNED_IN)
                .extracting(Event::kind, Event::detail)
                .containsExactly(tuple(Event.Kind.SESSIONS_ENDED, "1"), tuple(Event.Kind.SESSIONS_ENDED, "2"));
    }

    @Test
    void signIn_whoseEventCannotBeWritten_isDone_andToldWithTheNextFlush() {
        history.failing = true;

        String session = open();

        assertThat(signIn.identify(session)).isInstanceOf(SessionCheck.Live.class);
        assertThatThrownBy(signIn::flush).isInstanceOf(StorageException.class);
        history.failing = false;
        signIn.flush();
        assertThat(events())
                .extracting(Event::kind, Event::actor)
                .containsExactly(tuple(Event.Kind.SIGNED_IN, Actor.owner()));
    }

    @Test
    void limits_shareWhatWasNoted() {
        SignIn other = signIn.limits(SessionLimits.DEFAULT);
        refusal(other.signIn(LOGIN, password("wrong"), CLIENT));

        signIn.flush();

        assertThat(kinds()).containsExactly(Event.Kind.SIGN_IN_FAILED);
    }

    private String open() {
        return done(signIn.signIn(LOGIN, SECRET, CLIENT)).session().reveal();
    }

    private List<Event.Kind> kinds() {
        return events().stream().map(Event::kind).toList();
    }

    private ImmutableList<Event> events() {
        return history.latest(Events.Filter.ALL, 100).reverse().stream()
                .map(Events.Recorded::event)
                .collect(ImmutableList.toImmutableList());
    }

    /** Events that fail to be written while they are told to. */
    private static final class FailingEvents implements Events {

        private final InMemoryEvents events = new InMemoryEvents();
        private boolean failing;

        @Override
        public void add(ImmutableList<Event> added) {
            if (failing) {
                throw new StorageException("out of reach, for the test");
            }
            events.add(added);
        }

        @Override
        public ImmutableList<Recorded> latest(Filter filter, int limit) {
            return events.latest(filter, limit);
        }

        @Override
        public int trim(Instant before, int slice) {
            return events.trim(before, slice);
        }
    }
}
