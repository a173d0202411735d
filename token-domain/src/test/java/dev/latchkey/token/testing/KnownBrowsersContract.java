package dev.latchkey.token.testing;

import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static dev.latchkey.token.testing.Fixtures.password;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.account.AccountStore;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.KnownBrowsers;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.TokenFingerprint;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of known browsers promises. An implementation's test extends it and gives empty stores for each test. */
public abstract class KnownBrowsersContract {

    private static final int LIMIT = 3;

    private AccountId alice;
    private AccountId bob;

    /** The stores under test, empty at the start of a test, and the same throughout it. */
    protected abstract AccountStore store();

    @BeforeEach
    public void addAccounts() {
        alice = addAccount("alice@example.com");
        bob = addAccount("bob@example.com");
    }

    @Test
    public void find_givesTheAccountThatWasNoted() {
        TokenFingerprint browser = note(alice, NOW);

        assertThat(browsers().find(browser)).contains(alice);
        assertThat(browsers().find(newValue().fingerprint())).isEmpty();
    }

    @Test
    public void note_overTheLimit_forgetsTheLongestUnusedOfThatAccount() {
        TokenFingerprint bobs = note(bob, NOW);
        TokenFingerprint first = note(alice, NOW);
        TokenFingerprint second = note(alice, NOW.plusSeconds(1));
        TokenFingerprint third = note(alice, NOW.plusSeconds(2));
        browsers().note(alice, first, NOW.plusSeconds(3), LIMIT);

        TokenFingerprint fourth = note(alice, NOW.plusSeconds(4));

        assertThat(browsers().find(second)).isEmpty();
        assertThat(Stream.of(first, third, fourth))
                .allMatch(each -> browsers().find(each).isPresent());
        assertThat(browsers().find(bobs)).contains(bob);
    }

    @Test
    public void note_neverForgetsTheOneThatIsNoted() {
        for (int i = 0; i < LIMIT; i++) {
            note(alice, NOW.plusSeconds(i));
        }

        assertThat(browsers().find(note(alice, NOW.minusSeconds(1)))).contains(alice);
    }

    @Test
    public void note_byManyAtOnce_keepsNoMoreThanTheLimit() throws Exception {
        List<TokenFingerprint> noted = Together.inStep(20, round -> note(alice, NOW.plusSeconds(round)));

        assertThat(noted).filteredOn(each -> browsers().find(each).isPresent()).hasSize(LIMIT);
    }

    private TokenFingerprint note(AccountId account, Instant at) {
        TokenFingerprint browser = newValue().fingerprint();
        browsers().note(account, browser, at, LIMIT);
        return browser;
    }

    private KnownBrowsers browsers() {
        return store().knownBrowsers();
    }

    private AccountId addAccount(String email) {
        return store().accounts()
                .add(new EmailAddress(email), "Somebody", password("correct horse"), NOW)
                .orElseThrow()
                .id();
    }
}
