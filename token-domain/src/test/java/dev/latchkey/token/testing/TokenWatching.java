package dev.latchkey.token.testing;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.by;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.Client;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenDescription;
import dev.latchkey.token.TokenEdit;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenValue;
import dev.latchkey.token.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a store of tokens promises to those who keep what they looked up: the part of {@link TokensContract} about watching. */
public abstract class TokenWatching extends TokenSearching {

    private static final Expiry TOMORROW = Expiry.at(NOW.plus(Duration.ofDays(1)));
    private static final Expiry YESTERDAY = Expiry.at(NOW.minus(Duration.ofDays(1)));
    private static final TokenEdit RENAMED = TokenEdit.NOTHING.description(new TokenDescription("Renamed"));

    /** Whether the store under test can tell of every change: false if others can change it too. */
    protected boolean tellsOfChanges() {
        return true;
    }

    /** Whether it tells of a change once; others may tell of it again, and later. */
    protected boolean tellsOnce() {
        return true;
    }

    @Test
    public void watch_isEmpty_ifTheStoreCannotTellOfEveryChange() {
        assertThat(tokens().watch(fingerprint -> {}).isPresent()).isEqualTo(tellsOfChanges());
    }

    @Test
    public void watch_isToldTheOldFingerprint_onceTheChangeCanBeLookedUp_andBeforeItReturns() {
        Token token = added(tokens(), newToken(ALICE, newValue(), "Watched", TOMORROW));
        Token expired = added(tokens(), newToken(ALICE, newValue(), "Expired", YESTERDAY));
        TokenValue renewed = newValue();
        TokenValue revived = newValue();

        assertTold(
                token.fingerprint(),
                () -> tokens().edit(token.id(), RENAMED, by(ALICE)),
                old -> assertThat(tokens().find(old).map(Token::description))
                        .contains(new TokenDescription("Renamed")));
        assertTold(
                token.fingerprint(),
                () -> tokens().regenerate(token.id(), renewed.fingerprint(), renewed.hint(), by(ALICE)),
                old -> assertReplaced(old, renewed));
        assertTold(
                expired.fingerprint(),
                () -> tokens().revive(expired.id(), revived.fingerprint(), revived.hint(), TOMORROW, by(ALICE)),
                old -> assertReplaced(old, revived));
        assertTold(
                renewed.fingerprint(),
                () -> tokens().suspend(ImmutableSet.of(token.id()), by(ALICE)),
                same -> assertThat(tokens().find(same).flatMap(Token::suspension))
                        .isPresent());
        assertTold(
                renewed.fingerprint(),
                () -> tokens().resume(ImmutableSet.of(token.id()), by(ALICE)),
                same -> assertThat(tokens().find(same).flatMap(Token::suspension))
                        .isEmpty());
        assertTold(
                renewed.fingerprint(),
                () -> tokens().remove(ImmutableSet.of(token.id()), by(ALICE)),
                old -> assertThat(tokens().find(old)).isEmpty());
        assertTold(
                revived.fingerprint(),
                () -> tokens().remove(revived.fingerprint(), NOW, Client.UNKNOWN),
                old -> assertThat(tokens().find(old)).isEmpty());
    }

    @Test
    public void watch_ofARemovalOfMany_isToldOfEach() {
        Token first = added(tokens(), newToken());
        Token second = added(tokens(), newToken());
        List<TokenFingerprint> told = new CopyOnWriteArrayList<>();
        Optional<Tokens.Watch> watch = tokens().watch(told::add);

        tokens().remove(ImmutableSet.of(first.id(), second.id()), by(ALICE));

        assertToldOfBoth(told, first, second);
        watch.ifPresent(Tokens.Watch::close);
    }

    @Test
    public void watch_ofAnOwnerThatIsDisabledOrEnabled_isToldOfEachToken_onceThatCanBeLookedUp() {
        Token first = added(tokens(), newToken());
        Token second = added(tokens(), newToken());
        added(tokens(), newToken(BOB, newValue(), "Bob's", TOMORROW));
        List<Boolean> disabled = new CopyOnWriteArrayList<>();
        List<TokenFingerprint> told = new CopyOnWriteArrayList<>();
        Optional<Tokens.Watch> watch = tokens().watch(fingerprint -> {
            told.add(fingerprint);
            tokens().find(fingerprint).map(Token::ownerDisabled).ifPresent(disabled::add);
        });

        tokens().disableOwner(by(ALICE));
        assertToldOfBoth(told, first, second);
        assertThat(disabled).doesNotContain(false);

        disabled.clear();
        tokens().enableOwner(by(ALICE));
        assertToldOfBoth(told, first, second);
        assertThat(tellsOnce() && disabled.contains(true)).isFalse();
        watch.ifPresent(Tokens.Watch::close);
    }

    private void assertToldOfBoth(List<TokenFingerprint> told, Token first, Token second) {
        assertTold(told, first.fingerprint(), second.fingerprint());
        told.clear();
    }

    @Test
    public void watch_byTwo_isToldToBoth_andToNobodyAfterItIsClosed() {
        Token token = added(tokens(), newToken());
        List<String> told = new CopyOnWriteArrayList<>();
        Optional<Tokens.Watch> first = tokens().watch(fingerprint -> told.add("first"));
        Optional<Tokens.Watch> second = tokens().watch(fingerprint -> told.add("second"));

        tokens().edit(token.id(), RENAMED, by(ALICE));
        assertToldIfItTells(told, "first", "second");

        first.ifPresent(Tokens.Watch::close);
        tokens().edit(token.id(), RENAMED, by(ALICE));
        assertToldIfItTells(told, "second");

        second.ifPresent(Tokens.Watch::close);
        second.ifPresent(Tokens.Watch::close);
        tokens().remove(ImmutableSet.of(token.id()), by(ALICE));
        assertThat(tellsOnce() && !told.isEmpty()).isFalse();
    }

    @ExpectedLog("a watcher failed to take note")
    @Test
    public void watch_byOneThatFails_leavesTheChangeDone_andTheOthersTold() {
        Token token = added(tokens(), newToken());
        List<String> told = new CopyOnWriteArrayList<>();
        Optional<Tokens.Watch> failing = tokens().watch(fingerprint -> {
            throw new IllegalStateException("on purpose");
        });
        Optional<Tokens.Watch> second = tokens().watch(fingerprint -> told.add("second"));

        assertThat(tokens().remove(ImmutableSet.of(token.id()), by(ALICE))).isEmpty();

        assertToldIfItTells(told, "second");
        failing.ifPresent(Tokens.Watch::close);
        second.ifPresent(Tokens.Watch::close);
    }

    /** Looks whether these were told, and forgets it. */
    private void assertToldIfItTells(List<String> told, String... expected) {
        assertTold(told, (Object[]) expected);
        told.clear();
    }

    private void assertTold(List<?> told, Object... expected) {
        if (!tellsOfChanges()) {
            assertThat(told).isEmpty();
        } else if (tellsOnce()) {
            assertThat(List.<Object>copyOf(told)).containsExactlyInAnyOrder(expected);
        } else {
            assertThat(List.<Object>copyOf(told)).contains(expected);
        }
    }

    /** @param looking what the watcher finds when it is told */
    private void assertTold(TokenFingerprint old, Runnable change, Consumer<TokenFingerprint> looking) {
        List<TokenFingerprint> told = new CopyOnWriteArrayList<>();
        Optional<Tokens.Watch> watch = tokens().watch(fingerprint -> {
            try {
                looking.accept(fingerprint);
            } catch (AssertionError e) {
                if (tellsOnce()) {
                    throw e;
                }
                return; // it is told again of a change before
            }
            // A cache may wait for a look-up of another thread: the store must not hold what that needs.
            AtOnce.run(() -> tokens().find(fingerprint));
            told.add(fingerprint);
        });

        change.run();

        assertTold(told, old);
        looking.accept(old);
        watch.ifPresent(Tokens.Watch::close);
    }

    private void assertReplaced(TokenFingerprint old, TokenValue value) {
        assertThat(tokens().find(old)).isEmpty();
        assertThat(tokens().find(value.fingerprint())).isPresent();
    }
}
