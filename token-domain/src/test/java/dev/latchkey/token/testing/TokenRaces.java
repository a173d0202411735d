package dev.latchkey.token.testing;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.START_ENV;
import static dev.latchkey.token.testing.Fixtures.STOP_ENV;
import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.by;
import static dev.latchkey.token.testing.Fixtures.custom;
import static dev.latchkey.token.testing.Fixtures.history;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.LastUse;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenDescription;
import dev.latchkey.token.TokenEdit;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenValue;
import dev.latchkey.token.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a store of tokens promises to those who change one token at once: the part of {@link TokensContract} about races. */
public abstract class TokenRaces {

    private static final Expiry TOMORROW = Expiry.at(NOW.plus(Duration.ofDays(1)));
    private static final Expiry YESTERDAY = Expiry.at(NOW.minus(Duration.ofDays(1)));
    private static final TokenEdit RENAMED = TokenEdit.NOTHING.description(new TokenDescription("Renamed"));
    private static final TokenEdit WIDENED = TokenEdit.NOTHING.methods(custom(START_ENV, STOP_ENV));

    /** The store under test, empty at the start of a test, and the same throughout it. */
    protected abstract Tokens tokens();

    /** The record that the store under test adds to. */
    protected abstract Events events();

    /** How often each race is run. The faster a store is, the more rounds it takes to see that it is not atomic. */
    protected int rounds() {
        return 20;
    }

    @Test
    public void changesAtOnce_neverBringARemovedTokenBack() {
        for (int round = 0; round < rounds(); round++) {
            Token token = add(Expiry.never());
            TokenValue value = newValue();

            List<Boolean> done = AtOnce.run(
                    () -> tokens().edit(token.id(), RENAMED, by(ALICE)).isPresent(),
                    () -> remove(token),
                    () -> regenerate(token, value),
                    () -> use(token));

            assertThat(done.get(1)).as("the only removal, in round %s", round).isTrue();
            assertGone(token, value);
        }
    }

    @Test
    public void revivalAndRemovalAtOnce_neverBringARemovedTokenBack() {
        for (int round = 0; round < rounds(); round++) {
            Token token = add(YESTERDAY);
            TokenValue value = newValue();

            List<Boolean> done = AtOnce.run(
                    () -> revive(token, value),
                    () -> remove(token),
                    () -> tokens().edit(token.id(), RENAMED, by(ALICE)).isPresent());

            assertThat(done.get(1)).as("the only removal, in round %s", round).isTrue();
            assertGone(token, value);
        }
    }

    @Test
    public void regenerationsAtOnce_leaveOneValueGood_andLoseNoOtherChange() {
        for (int round = 0; round < rounds(); round++) {
            Token token = add(TOMORROW);
            TokenValue first = newValue();
            TokenValue second = newValue();

            List<Boolean> done = AtOnce.run(
                    () -> regenerate(token, first),
                    () -> regenerate(token, second),
                    () -> tokens().edit(token.id(), RENAMED, by(ALICE)).isPresent(),
                    () -> tokens().edit(token.id(), WIDENED, by(ALICE)).isPresent());

            Token stored = tokens().find(ALICE, token.id()).orElseThrow();
            assertThat(done).as("round %s", round).containsOnly(true);
            assertThat(tokens().find(token.fingerprint())).isEmpty();
            assertThat(good(first) + good(second))
                    .as("good values in round %s", round)
                    .isEqualTo(1);
            assertThat(tokens().find(stored.fingerprint())).contains(stored);
            assertThat(stored.description().text()).isEqualTo("Renamed");
            assertThat(stored.methods()).isEqualTo(custom(START_ENV, STOP_ENV));
            assertThat(history(events(), Events.Filter.ALL.token(token.id()), 9).stream()
                            .filter(event -> event.kind() == Event.Kind.REGENERATED)
                            .map(event -> event.fingerprint().orElseThrow())
                            .findFirst())
                    .as("the value that was recorded last")
                    .contains(stored.fingerprint());
        }
    }

    @Test
    public void regenerationAndRemovalByTheOldFingerprintAtOnce_exactlyOneSucceeds() {
        for (int round = 0; round < rounds(); round++) {
            Token token = add(TOMORROW);
            TokenValue value = newValue();

            List<Boolean> done = AtOnce.run(
                    () -> regenerate(token, value),
                    () -> tokens().remove(token.fingerprint(), NOW, Client.UNKNOWN),
                    () -> tokens().remove(token.fingerprint(), NOW, Client.UNKNOWN));

            assertThat(done).as("round %s", round).containsOnlyOnce(true);
            assertThat(good(value)).as("round %s", round).isEqualTo(done.get(0) ? 1 : 0);
            assertThat(tokens().find(token.fingerprint())).isEmpty();
        }
    }

    @Test
    public void revivalsAtOnce_exactlyOneSucceeds() {
        for (int round = 0; round < rounds(); round++) {
            Token token = add(YESTERDAY);
            TokenValue first = newValue();
            TokenValue second = newValue();

            List<Boolean> done = AtOnce.run(() -> revive(token, first), () -> revive(token, second));

            assertThat(done).as("round %s", round).containsExactlyInAnyOrder(true, false);
            assertThat(good(first)).isEqualTo(done.get(0) ? 1 : 0);
            assertThat(good(second)).isEqualTo(done.get(1) ? 1 : 0);
            assertThat(count(Event.Kind.REGENERATED, token.id())).isEqualTo(1);
        }
    }

    @Test
    public void removalsAtOnce_exactlyOneSucceeds() {
        for (int round = 0; round < rounds(); round++) {
            Token first = add(Expiry.never());
            Token second = add(YESTERDAY);

            List<Boolean> done =
                    AtOnce.run(() -> remove(first, second), () -> remove(second, first), () -> remove(first, second));

            assertThat(done).as("round %s", round).containsOnlyOnce(true);
            assertGone(first, newValue());
            assertGone(second, newValue());
            assertThat(count(Event.Kind.REMOVED, first.id())).isEqualTo(1);
        }
    }

    @Test
    public void addsOfOneFingerprintAtOnce_exactlyOneIsStored() {
        for (int round = 0; round < rounds(); round++) {
            TokenValue value = newValue();
            int before = tokens().ownedBy(ALICE).size();

            List<Boolean> done = AtOnce.run(() -> add(value), () -> add(value), () -> add(value));

            assertThat(done).as("round %s", round).containsOnlyOnce(true);
            assertThat(tokens().ownedBy(ALICE)).hasSize(before + 1);
            Token stored = tokens().find(value.fingerprint()).orElseThrow();
            assertThat(count(Event.Kind.GENERATED, stored.id())).isEqualTo(1);
            assertThat(remove(stored)).isTrue();
        }
    }

    @Test
    public void addsAtOnce_neverExceedWhatAnOwnerMayHave() {
        for (int round = 0; round < rounds(); round++) {
            add(TOMORROW);

            List<Boolean> done = AtOnce.run(this::addIfThereIsRoom, this::addIfThereIsRoom, this::addIfThereIsRoom);

            assertThat(done).as("round %s", round).containsExactlyInAnyOrder(true, true, false);
            List<Token> owned = tokens().ownedBy(ALICE);
            assertThat(owned).hasSize(3);
            assertThat(remove(owned.toArray(Token[]::new))).isTrue();
        }
    }

    private boolean addIfThereIsRoom() {
        return tokens().add(newToken(), 3, by(ALICE)).isPresent();
    }

    private Token add(Expiry expiry) {
        return added(tokens(), newToken(ALICE, newValue(), "Nightly stop", expiry));
    }

    private boolean add(TokenValue value) {
        try {
            return tokens().add(newToken(value), Integer.MAX_VALUE, by(ALICE)).isPresent();
        } catch (StorageException e) {
            return false;
        }
    }

    private boolean regenerate(Token token, TokenValue value) {
        return tokens().regenerate(token.id(), value.fingerprint(), value.hint(), by(ALICE))
                .isPresent();
    }

    private boolean revive(Token token, TokenValue value) {
        return tokens().revive(token.id(), value.fingerprint(), value.hint(), TOMORROW, by(ALICE))
                .isPresent();
    }

    private boolean remove(Token... removed) {
        ImmutableSet<TokenId> ids = List.of(removed).stream().map(Token::id).collect(ImmutableSet.toImmutableSet());
        return tokens().remove(ids, by(ALICE)).isEmpty();
    }

    private boolean use(Token token) {
        tokens().keepLastUses(ImmutableMap.of(token.id(), new LastUse(NOW, new Client("192.0.2.7", "curl"))));
        return true;
    }

    private int good(TokenValue value) {
        return tokens().find(value.fingerprint()).isPresent() ? 1 : 0;
    }

    private long count(Event.Kind kind, TokenId token) {
        return history(events(), Events.Filter.ALL.token(token), 9).stream()
                .filter(event -> event.kind() == kind)
                .count();
    }

    private void assertGone(Token token, TokenValue other) {
        assertThat(tokens().find(ALICE, token.id())).isEqualTo(Optional.empty());
        assertThat(tokens().find(token.fingerprint())).isEmpty();
        assertThat(tokens().find(other.fingerprint())).isEmpty();
        assertThat(tokens().ownedBy(ALICE)).extracting(Token::id).doesNotContain(token.id());
    }
}
