package dev.latchkey.account;

import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.done;
import static dev.latchkey.token.testing.Fixtures.password;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Client;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenValue;
import dev.latchkey.token.testing.InMemoryAccountStore;
import dev.latchkey.token.testing.SettableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Signing in with a browser, and completing that with a second factor. */
final class BrowserTest {

    private static final String LOGIN = "alice@example.com";
    private static final Client CLIENT = new Client("192.0.2.7", "Firefox");
    private static final Browser NEW = Browser.with(Optional.empty(), Optional.empty());

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryAccountStore store = InMemoryAccountStore.empty();
    private final AccountId alice = store.accounts()
            .add(new EmailAddress(LOGIN), "Alice", password("correct horse"), NOW)
            .orElseThrow()
            .id();
    private final TotpSecret secret = TotpSecret.generate(new SecureRandom());
    private final SignIn signIn = new SignIn(store, TokenFormat.SESSION, new SecureRandom(), clock);

    @Test
    void signIn_again_endsTheSessionThatTheBrowserHad_andNoOther() {
        SignedIn first = signIn(NEW);
        SignedIn elsewhere = signIn(NEW);

        SignedIn second = signIn(holding(first));

        assertThat(isLive(first.session())).isFalse();
        assertThat(isLive(elsewhere.session())).isTrue();
        assertThat(isLive(second.session())).isTrue();
    }

    @Test
    void signIn_thatIsRefused_leavesTheBrowsersSession() {
        SignedIn first = signIn(NEW);

        assertThat(signIn.signIn(LOGIN, password("wrong"), CLIENT, holding(first)))
                .isInstanceOf(Outcome.Refused.class);

        assertThat(isLive(first.session())).isTrue();
    }

    @Test
    void signIn_givesABrowserItsMarkOnce() {
        SignedIn first = signIn(NEW);

        assertThat(first.browser()).isPresent();
        assertThat(signIn(holding(first)).browser()).isEmpty();
        assertThat(signIn(Browser.with(Optional.empty(), Optional.of("lkb_of-no-browser")))
                        .browser())
                .isPresent();
    }

    @Test
    void signIn_withoutABrowser_givesNoMark() {
        assertThat(done(signIn.signIn(LOGIN, password("correct horse"), CLIENT)).browser())
                .isEmpty();
    }

    @Test
    void aSessionOfABrowser_diesOfDisuseSooner() {
        TokenValue inBrowser = signIn(NEW).session();
        TokenValue other =
                done(signIn.signIn(LOGIN, password("correct horse"), CLIENT)).session();

        clock.advance(SignIn.DASHBOARD_IDLE_LIMIT.minusNanos(1));
        assertThat(store.sessions().ofAccount(alice)).hasSize(2);
        clock.advance(Duration.ofNanos(1));

        assertThat(isLive(inBrowser)).isFalse();
        assertThat(isLive(other)).isTrue();
    }

    @Test
    void verify_inABrowser_givesTheSessionAnotherValue_andTheBrowserItsMark() {
        store.accounts().turnOn(alice, secret, Optional.empty());
        SignedIn restricted = signIn(NEW);
        assertThat(restricted.browser()).as("a password alone is not enough").isEmpty();

        Verified verified =
                done(signIn.verify(restricted.session().reveal(), code(), Client.UNKNOWN, holding(restricted)));

        assertThat(isLive(restricted.session())).isFalse();
        assertThat(isLive(verified.session().orElseThrow())).isTrue();
        assertThat(verified.browser()).isPresent();
    }

    @Test
    void verify_withoutABrowser_keepsTheValue() {
        store.accounts().turnOn(alice, secret, Optional.empty());
        TokenValue session =
                done(signIn.signIn(LOGIN, password("correct horse"), CLIENT)).session();

        Verified verified = done(signIn.verify(session.reveal(), code(), Client.UNKNOWN));

        assertThat(verified.session()).isEmpty();
        assertThat(isLive(session)).isTrue();
    }

    @Test
    void verify_takesARecoveryCodeOnce() {
        store.accounts().turnOn(alice, secret, Optional.empty());
        RecoveryCode recovery = RecoveryCode.generate(new SecureRandom());
        store.accounts().setRecoveryCodes(alice, ImmutableSet.of(recovery.fingerprint()), Optional.empty());
        String typed = " " + recovery.reveal().toLowerCase(java.util.Locale.ROOT);
        TokenValue first = signIn(NEW).session();
        TokenValue second = signIn(NEW).session();

        done(signIn.verify(first.reveal(), done(SecondFactorCode.parse(typed)), Client.UNKNOWN));

        assertThat(signIn.verify(second.reveal(), done(SecondFactorCode.parse(typed)), Client.UNKNOWN))
                .isInstanceOf(Outcome.Refused.class);
    }

    /** OWASP ASVS 5.0, 6.5.2: with 112 bits a plain hash is enough. */
    @Test
    void aRecoveryCode_hasSoManyBits_thatAPlainHashIsEnough() {
        String code = RecoveryCode.generate(new SecureRandom()).reveal();

        assertThat(code).matches("[A-Z2-7]{4}(-[A-Z2-7]{4}){5}"); // 5 bits a character
    }

    @Test
    void toString_tellsNoSecret() {
        SignedIn signedIn = signIn(NEW);
        RecoveryCode recovery = RecoveryCode.generate(new SecureRandom());

        assertThat(holding(signedIn).toString())
                .doesNotContain(signedIn.session().reveal().substring(4));
        assertThat(recovery.toString()).doesNotContain(recovery.reveal().substring(0, 4));
    }

    private SecondFactorCode code() {
        return done(SecondFactorCode.parse(secret.codeAt(clock.instant())));
    }

    private SignedIn signIn(Browser browser) {
        return done(signIn.signIn(LOGIN, password("correct horse"), CLIENT, browser));
    }

    private static Browser holding(SignedIn signedIn) {
        return Browser.with(
                Optional.of(signedIn.session().reveal()), signedIn.browser().map(TokenValue::reveal));
    }

    private boolean isLive(TokenValue session) {
        return signIn.identify(session.reveal()) instanceof SessionCheck.Live;
    }
}
