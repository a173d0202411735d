package dev.latchkey.account;

import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.done;
import static dev.latchkey.token.testing.Fixtures.password;
import static dev.latchkey.token.testing.Fixtures.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Client;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.Password;
import dev.latchkey.token.RefusalReason;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenValue;
import dev.latchkey.token.testing.InMemoryAccountStore;
import dev.latchkey.token.testing.SettableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Guessing passwords, and those who are not to be kept out by it. */
final class GuessingTest {

    private static final int AT_ONCE = 20;
    private static final String ALICE = "alice@example.com";
    private static final Password SECRET = password("correct horse");
    private static final Password WRONG = password("battery staple");
    private static final Client STRANGER = new Client("203.0.113.9", "curl");
    private static final Client OWNER = new Client("192.0.2.7", "Firefox");
    private static final Browser NEW_BROWSER = Browser.with(Optional.empty(), Optional.empty());

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryAccountStore store = InMemoryAccountStore.empty();
    private final AccountId alice = account(ALICE);
    private final AtomicInteger looks = new AtomicInteger();
    private final CountDownLatch allCame = new CountDownLatch(1);
    private boolean places = true;
    private volatile boolean slow;
    private final SignIn signIn = new SignIn(store.with(new Counted()), TokenFormat.SESSION, new SecureRandom(), clock);

    private final class Counted implements Passwords {

        @Override
        public <T> Optional<T> at(HashingPlace place, Supplier<T> work) {
            return places ? Optional.of(work.get()) : Optional.empty();
        }

        @Override
        public boolean matches(AccountId account, Password password) {
            if (looks.incrementAndGet() == AT_ONCE) {
                allCame.countDown();
            }
            if (slow) {
                Uninterruptibles.awaitUninterruptibly(allCame);
            }
            return store.accounts().matches(account, password);
        }
    }

    @Test
    void fiveWrongPasswords_makeEvenTheRightOneWait_whichIsNotLookedAt() {
        fail(ALICE, 4);
        assertThat(wrong(ALICE).retryAfter()).isEqualTo(Duration.ofSeconds(15));
        assertThat(looks).hasValue(5);

        Outcome.Refused<?> refusal = refusal(signIn.signIn(ALICE, SECRET, STRANGER));

        assertThat(refusal.reason()).isEqualTo(RefusalReason.TOO_MANY_PASSWORDS);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(15));
        assertThat(refusal.detail()).contains("wait 15 seconds");
        assertThat(looks).hasValue(5);
    }

    @Test
    void theWaitGrows_andEnds() {
        fail(ALICE, 5);
        for (long seconds : new long[] {15, 30, 60, 120, 240, 480, 900, 900}) {
            clock.advance(Duration.ofSeconds(seconds).minusNanos(1));
            assertThat(wrong(ALICE).reason()).isEqualTo(RefusalReason.TOO_MANY_PASSWORDS);
            clock.advance(Duration.ofNanos(1));
            assertThat(wrong(ALICE).reason()).isEqualTo(RefusalReason.WRONG_PASSWORD);
        }
        clock.advance(Duration.ofMinutes(15));

        done(signIn.signIn(ALICE, SECRET, STRANGER));
        fail(ALICE, 4);
        done(signIn.signIn(ALICE, SECRET, STRANGER));
    }

    @Test
    void anUnknownLogin_isAnsweredAlikeAllTheWay() {
        List<Outcome<?>> known = new ArrayList<>();
        List<Outcome<?>> unknown = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            known.add(signIn.signIn(ALICE, WRONG, new Client("203.0.113.1", "")));
            unknown.add(signIn.signIn("Nobody@example.com ", WRONG, new Client("203.0.113.2", "")));
            clock.advance(Duration.ofSeconds(10));
        }

        assertThat(unknown).isEqualTo(known);
    }

    @Test
    void aDisabledAccount_looksLikeAWrongPassword() {
        store.accounts().disable(alice, NOW);

        assertThat(signIn.signIn(ALICE, SECRET, STRANGER)).isEqualTo(signIn.signIn("no@example.com", SECRET, STRANGER));
        assertThat(looks).hasValue(2);
    }

    @Test
    void afterAHundredInARow_noStrangerGetsIn_andIsNotToldSo() {
        lock();

        Outcome.Refused<?> refusal = refusal(signIn.signIn(ALICE, SECRET, new Client("203.0.113.200", "")));

        assertThat(refusal.reason()).isEqualTo(RefusalReason.WRONG_PASSWORD);
        assertThat(refusal.detail()).startsWith("the login or the password is wrong");
    }

    @Test
    void afterAHundredInARow_aKnownBrowserGetsIn_andThenStrangersToo() {
        Browser known = knownBrowser();
        lock();

        done(signIn.signIn(ALICE, SECRET, OWNER, known));

        done(signIn.signIn(ALICE, SECRET, new Client("203.0.113.200", "")));
    }

    @Test
    void afterAHundredInARow_aLiveSessionConfirms() {
        String session = session(signIn.signIn(ALICE, SECRET, OWNER));
        lock();

        done(signIn.confirm(session, SECRET, OWNER));

        assertThat(signIn.signIn(ALICE, SECRET, new Client("203.0.113.200", "")))
                .as("a confirmation is no sign-in: strangers could go on guessing")
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void aKnownBrowser_isThatOfItsAccountAlone() {
        Browser ofAlice = knownBrowser();
        account("bob@example.com");
        fail("bob@example.com", 5);

        assertThat(refusal(signIn.signIn("bob@example.com", SECRET, OWNER, ofAlice))
                        .reason())
                .isEqualTo(RefusalReason.TOO_MANY_PASSWORDS);
    }

    @Test
    void aKnownBrowser_hasToPauseForItsOwnFailures() {
        Browser known = knownBrowser();
        for (int i = 0; i < 5; i++) {
            refusal(signIn.signIn(ALICE, WRONG, OWNER, known));
        }

        assertThat(refusal(signIn.signIn(ALICE, SECRET, OWNER, known)).reason())
                .isEqualTo(RefusalReason.TOO_MANY_PASSWORDS);
        assertThat(refusal(signIn.signIn(ALICE, SECRET, STRANGER)).reason())
                .as("its failures are the account's too")
                .isEqualTo(RefusalReason.TOO_MANY_PASSWORDS);
    }

    @Test
    void aSession_hasToPauseForItsOwnFailures_whichAreTheAccountsToo() {
        String session = session(signIn.signIn(ALICE, SECRET, OWNER));
        String other = session(signIn.signIn(ALICE, SECRET, OWNER));
        for (int i = 0; i < 5; i++) {
            assertThat(refusal(signIn.confirm(session, WRONG, OWNER)).reason()).isEqualTo(RefusalReason.WRONG_PASSWORD);
        }

        assertThat(refusal(signIn.confirm(session, SECRET, OWNER)).reason())
                .isEqualTo(RefusalReason.TOO_MANY_PASSWORDS);
        done(signIn.confirm(other, SECRET, OWNER));
        assertThat(refusal(signIn.signIn(ALICE, SECRET, STRANGER)).reason())
                .isEqualTo(RefusalReason.TOO_MANY_PASSWORDS);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.9, 192.0.2.9, true",
        "192.0.2.9, 192.0.2.10, false",
        "2001:db8::1, 2001:db8::ffff:2, true",
        "2001:db8::1, 2001:db8:0:1::1, false",
        "unknown, unknown, true"
    })
    void anAddress_hasToPauseAfterThirtyFailures_whateverTheLogins(String address, String next, boolean pauses) {
        failAt(address, 30);

        Outcome<SignedIn> outcome = signIn.signIn(ALICE, SECRET, new Client(next, "curl"));

        assertThat(outcome instanceof Outcome.Refused<SignedIn>).isEqualTo(pauses);
        if (pauses) {
            assertThat(refusal(outcome).reason()).isEqualTo(RefusalReason.TOO_MANY_PASSWORDS);
            assertThat(refusal(outcome).retryAfter()).isEqualTo(Duration.ofMinutes(1));
        }
    }

    @Test
    void anAddressThatPaused_mayTryOncePerMinute_untilItIsQuiet() {
        failAt("203.0.113.9", 30);
        for (int i = 0; i < 9; i++) {
            clock.advance(Duration.ofMinutes(1));
            assertThat(wrong("late" + i + "@example.com").reason()).isEqualTo(RefusalReason.WRONG_PASSWORD);
            assertThat(wrong("late" + i + "@example.com").reason()).isEqualTo(RefusalReason.TOO_MANY_PASSWORDS);
        }
        clock.advance(Duration.ofMinutes(6));

        failAt("203.0.113.9", 29);
        done(signIn.signIn(ALICE, SECRET, STRANGER));
    }

    @Test
    void aSuccess_takesNothingOfTheFailuresOfItsAddress() {
        for (int i = 0; i < 30; i++) {
            wrong("nobody" + i + "@example.com");
            done(signIn.signIn(ALICE, SECRET, i < 29 ? STRANGER : OWNER));
        }

        assertThat(refusal(signIn.signIn(ALICE, SECRET, STRANGER)).reason())
                .isEqualTo(RefusalReason.TOO_MANY_PASSWORDS);
    }

    @Test
    void strangersOfAnAddress_doNotMakeItsSessionsPause() {
        String session = session(signIn.signIn(ALICE, SECRET, STRANGER));
        failAt(STRANGER.address(), 40);

        done(signIn.confirm(session, SECRET, STRANGER));
    }

    @Test
    void ofManyAtOnce_noMoreAreLookedAtThanMayBeWrong() throws Exception {
        slow = true;
        AtomicInteger turnedAway = new AtomicInteger();
        List<Outcome<SignedIn>> outcomes = atOnce(() -> {
            Outcome<SignedIn> outcome = signIn.signIn(ALICE, WRONG, STRANGER);
            turnedAway.incrementAndGet();
            if (looks.get() + turnedAway.get() >= AT_ONCE) {
                allCame.countDown();
            }
            return outcome;
        });

        assertThat(outcomes).hasSize(AT_ONCE);
        assertThat(looks).hasValue(5);
    }

    @Test
    void manyRightOnesAtOnce_areAllDone() throws Exception {
        List<Outcome<SignedIn>> outcomes = atOnce(() -> signIn.signIn(ALICE, SECRET, STRANGER));

        assertThat(outcomes).allMatch(outcome -> outcome instanceof Outcome.Done<SignedIn>);
    }

    @Test
    void aFailureOfTheStore_isNoGuess() {
        SignIn failing = new SignIn(
                store.with(new Passwords() {
                    @Override
                    public <T> Optional<T> at(HashingPlace place, Supplier<T> work) {
                        return Optional.of(work.get());
                    }

                    @Override
                    public boolean matches(AccountId account, Password password) {
                        throw new StorageException("on purpose");
                    }
                }),
                TokenFormat.SESSION,
                new SecureRandom(),
                clock);
        for (int i = 0; i < 6; i++) {
            try {
                failing.signIn(ALICE, SECRET, STRANGER);
            } catch (StorageException e) {
                assertThat(e).hasMessage("on purpose");
            }
        }

        done(signIn.signIn(ALICE, SECRET, STRANGER));
    }

    @Test
    void confirmRevocation_withoutAPassword_takesOneThatWasConfirmedLately() {
        String session = session(signIn.signIn(ALICE, SECRET, OWNER));

        clock.advance(SignIn.CONFIRMED_FOR.minusNanos(1));
        done(signIn.confirmRevocation(session, Optional.empty(), OWNER));
        clock.advance(Duration.ofNanos(1));
        assertThat(refusal(signIn.confirmRevocation(session, Optional.empty(), OWNER))
                        .reason())
                .isEqualTo(RefusalReason.PASSWORD_NEEDED);

        done(signIn.confirm(session, SECRET, OWNER));
        done(signIn.confirmRevocation(session, Optional.empty(), OWNER));
    }

    @Test
    void confirmRevocation_thatConfirmedNothing_isNoConfirmation() {
        String session = session(signIn.signIn(ALICE, SECRET, OWNER));
        clock.advance(SignIn.CONFIRMED_FOR.minusNanos(1));
        done(signIn.confirmRevocation(session, Optional.empty(), OWNER));
        clock.advance(Duration.ofNanos(1));

        assertThat(refusal(signIn.confirmRevocation(session, Optional.empty(), OWNER))
                        .reason())
                .isEqualTo(RefusalReason.PASSWORD_NEEDED);
    }

    @Test
    void confirmRevocation_withAWrongPassword_isRefused_howeverLatelyTheRightOneWasConfirmed() {
        String session = session(signIn.signIn(ALICE, SECRET, OWNER));

        assertThat(refusal(signIn.confirmRevocation(session, Optional.of(WRONG), OWNER))
                        .reason())
                .isEqualTo(RefusalReason.WRONG_PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void confirmRevocation_whosePasswordCannotBeLookedAt_takesTheOneThatWasConfirmedLately(boolean lately) {
        String session = session(signIn.signIn(ALICE, SECRET, OWNER));
        clock.advance(lately ? Duration.ofMinutes(9) : Duration.ofMinutes(11));
        places = false;

        Outcome<SessionId> outcome = signIn.confirmRevocation(session, Optional.of(SECRET), OWNER);

        assertThat(outcome instanceof Outcome.Done<SessionId>).isEqualTo(lately);
    }

    @Test
    void removeOldGuesses_forgetsWhatIsLongAgo() {
        lock();
        clock.advance(Duration.ofDays(30).plusNanos(1));

        signIn.removeOldGuesses();

        done(signIn.signIn(ALICE, SECRET, STRANGER));
    }

    private static <T> List<T> atOnce(Callable<T> attempt) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(Collections.nCopies(AT_ONCE, attempt))) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }

    /** A hundred strangers fail, each from an address of its own. */
    private void lock() {
        GuessSubject subject = GuessSubject.account(alice);
        store.guesses()
                .change(
                        ImmutableSet.of(subject),
                        before -> ImmutableMap.of(
                                subject,
                                new GuessTally(
                                        0,
                                        clock.instant().minusSeconds(1_000_000),
                                        0,
                                        clock.instant(),
                                        clock.instant(),
                                        100)));
    }

    private Browser knownBrowser() {
        SignedIn signedIn = done(signIn.signIn(ALICE, SECRET, OWNER, NEW_BROWSER));
        return Browser.with(
                Optional.of(signedIn.session().reveal()), signedIn.browser().map(TokenValue::reveal));
    }

    private void fail(String login, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(wrong(login).reason()).isEqualTo(RefusalReason.WRONG_PASSWORD);
        }
    }

    private void failAt(String address, int times) {
        for (int i = 0; i < times; i++) {
            refusal(signIn.signIn("nobody" + i + "@example.com", WRONG, new Client(address, "curl")));
        }
    }

    private Outcome.Refused<?> wrong(String login) {
        return refusal(signIn.signIn(login, WRONG, STRANGER));
    }

    private static String session(Outcome<SignedIn> outcome) {
        return done(outcome).session().reveal();
    }

    private AccountId account(String email) {
        return store.accounts()
                .add(new EmailAddress(email), "Somebody", SECRET, NOW)
                .orElseThrow()
                .id();
    }
}
