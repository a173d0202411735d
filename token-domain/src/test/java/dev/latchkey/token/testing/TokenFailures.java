package dev.latchkey.token.testing;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.by;
import static dev.latchkey.token.testing.Fixtures.history;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.LastUse;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenDescription;
import dev.latchkey.token.TokenEdit;
import dev.latchkey.token.TokenFilter;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenValue;
import dev.latchkey.token.Tokens;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a store of tokens promises when it fails, and of many tokens: a part of {@link TokensContract}. */
public abstract class TokenFailures extends TokenWatching {

    private static final int SLICES = 5_000;
    /** More than PostgreSQL takes as parameters of one statement. */
    private static final int TOO_MANY_TO_BIND = 70_000;

    private static final Expiry TOMORROW = Expiry.at(NOW.plus(Duration.ofDays(1)));
    private static final TokenEdit RENAMED = TokenEdit.NOTHING.description(new TokenDescription("Renamed"));

    /** A store of the same kind that is out of reach or closed, so that it can do nothing. */
    protected abstract Tokens brokenTokens();

    /** Makes it impossible for the store under test to record events. Its tokens can still be looked up. */
    protected abstract void breakEvents();

    @Test
    public void everyMethod_whenTheStoreIsBroken_throwsAStorageException() {
        Tokens broken = brokenTokens();
        TokenValue value = newValue();
        TokenId id = new TokenId(1);
        ImmutableList<ThrowingCallable> calls = ImmutableList.of(
                () -> broken.add(newToken(), 9, by(ALICE)),
                () -> broken.find(value.fingerprint()),
                () -> broken.find(ALICE, id),
                () -> broken.ownedBy(ALICE),
                () -> broken.edit(id, RENAMED, by(ALICE)),
                () -> broken.regenerate(id, value.fingerprint(), value.hint(), by(ALICE)),
                () -> broken.revive(id, value.fingerprint(), value.hint(), TOMORROW, by(ALICE)),
                () -> broken.remove(ImmutableSet.of(id), by(ALICE)),
                () -> broken.remove(value.fingerprint(), NOW, Client.UNKNOWN),
                () -> broken.search(TokenFilter.ALL, Optional.empty(), 9),
                () -> broken.suspend(ImmutableSet.of(id), by(ALICE)),
                () -> broken.resume(ImmutableSet.of(id), by(ALICE)),
                () -> broken.disableOwner(by(ALICE)),
                () -> broken.enableOwner(by(ALICE)),
                () -> broken.isDisabled(ALICE),
                () -> broken.keepLastUses(ImmutableMap.of(id, new LastUse(NOW, new Client("192.0.2.7", "curl")))));

        for (ThrowingCallable call : calls) {
            assertThatExceptionOfType(StorageException.class).isThrownBy(call);
        }
    }

    @Test
    public void everyChange_whoseEventCannotBeRecorded_isNotMade() {
        Token token = added(tokens(), newToken(ALICE, newValue(), "Live", TOMORROW));
        Token expired = added(tokens(), newToken(ALICE, newValue(), "Expired", Expiry.at(NOW)));
        Token added = added(tokens(), newToken(ALICE, newValue(), "Suspended", TOMORROW));
        tokens().suspend(ImmutableSet.of(added.id()), by(ALICE));
        Token suspended = tokens().find(ALICE, added.id()).orElseThrow();
        TokenValue value = newValue();
        breakEvents();
        ImmutableList<ThrowingCallable> changes = ImmutableList.of(
                () -> tokens().add(newToken(value), 9, by(ALICE)),
                () -> tokens().edit(token.id(), RENAMED, by(ALICE)),
                () -> tokens().regenerate(token.id(), value.fingerprint(), value.hint(), by(ALICE)),
                () -> tokens().revive(expired.id(), value.fingerprint(), value.hint(), TOMORROW, by(ALICE)),
                () -> tokens().suspend(ImmutableSet.of(token.id(), expired.id()), by(ALICE)),
                () -> tokens().resume(ImmutableSet.of(suspended.id()), by(ALICE)),
                () -> tokens().remove(token.fingerprint(), NOW, Client.UNKNOWN),
                () -> tokens().remove(ImmutableSet.of(token.id(), expired.id()), by(ALICE)));

        for (ThrowingCallable change : changes) {
            assertThatExceptionOfType(StorageException.class).isThrownBy(change);
            assertThat(tokens().ownedBy(ALICE)).containsExactly(token, expired, suspended);
            assertThat(tokens().find(value.fingerprint())).isEmpty();
            assertThat(tokens().find(token.fingerprint())).contains(token);
        }
    }

    @Test
    public void aChangeThatFailed_isNotRecorded() {
        Token token = added(tokens(), newToken());
        TokenValue taken = newValue();
        added(tokens(), newToken(taken));

        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> tokens().add(newToken(taken), 9, by(ALICE)));
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> tokens().regenerate(token.id(), taken.fingerprint(), taken.hint(), by(ALICE)));

        assertThat(tokens().ownedBy(ALICE)).hasSize(2);
        assertThat(tokens().find(token.fingerprint())).contains(token);
        assertThat(history(events(), Events.Filter.ALL, 9))
                .extracting(Event::kind)
                .containsExactly(Event.Kind.GENERATED, Event.Kind.GENERATED);
    }

    @Test
    public void add_whenTheOwnerHasAsManyAsItMay_storesNothing() {
        added(tokens(), newToken());
        Token second = added(tokens(), newToken());

        assertThat(tokens().add(newToken(), 2, by(ALICE))).isEmpty();
        assertThat(tokens().ownedBy(ALICE)).hasSize(2);
        assertThat(history(events(), Events.Filter.ALL, 9)).hasSize(2);

        tokens().remove(ImmutableSet.of(second.id()), by(ALICE));
        assertThat(tokens().add(newToken(), 2, by(ALICE))).isPresent();
    }

    @Test
    public void remove_ofThousands_removesAllOrNone() {
        ImmutableSet<TokenId> ids = IntStream.range(0, SLICES)
                .mapToObj(i -> added(tokens(), newToken()).id())
                .collect(ImmutableSet.toImmutableSet());
        TokenId nobodys = new TokenId(Integer.MAX_VALUE);

        assertThat(tokens().remove(Sets.union(ids, ImmutableSet.of(nobodys)).immutableCopy(), by(ALICE)))
                .containsExactly(nobodys);
        assertThat(tokens().ownedBy(ALICE)).hasSize(SLICES);

        assertThat(tokens().remove(ids, by(ALICE))).isEmpty();
        assertThat(tokens().ownedBy(ALICE)).isEmpty();
        assertThat(history(events(), Events.Filter.ALL, 3 * SLICES).stream()
                        .filter(event -> event.kind() == Event.Kind.REMOVED)
                        .map(event -> event.token().orElseThrow()))
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    public void remove_ofMoreThanAStatementTakes_answersWhichAreMissing() {
        Token token = added(tokens(), newToken());
        ImmutableSet<TokenId> missing = IntStream.range(0, TOO_MANY_TO_BIND)
                .mapToObj(i -> new TokenId(Integer.MAX_VALUE - i))
                .collect(ImmutableSet.toImmutableSet());

        assertThat(tokens().remove(
                                Sets.union(missing, ImmutableSet.of(token.id())).immutableCopy(), by(ALICE)))
                .isEqualTo(missing);

        assertThat(tokens().ownedBy(ALICE)).containsExactly(token);
    }
}
