package dev.latchkey.token.testing;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.by;
import static dev.latchkey.token.testing.Fixtures.history;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.Origin;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every record of token events promises. An implementation's test extends it and gives an empty one for each test. */
public abstract class EventsContract {

    private static final Client CLIENT = new Client("192.0.2.7", "curl");

    private final TokenFingerprint fingerprint = newValue().fingerprint();

    /** The record under test, empty at the start of a test, and the same throughout it. */
    protected abstract Events events();

    /** A record of the same kind that is out of reach or closed, so that it can do nothing. */
    protected abstract Events brokenEvents();

    @Test
    public void everyMethod_whenTheStoreIsBroken_throwsAStorageException() {
        Events broken = brokenEvents();

        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> broken.add(ImmutableList.of(of(ALICE, 1))));
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> broken.latest(Events.Filter.ALL, 1));
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> broken.trim(NOW, 1));
    }

    @Test
    public void add_keepsWhoDidIt() {
        for (Actor actor : ImmutableList.of(
                Actor.owner(), Actor.administrator(BOB), Actor.platform(), Actor.ownToken(), Actor.stranger())) {
            events().add(ImmutableList.of(of(ALICE, 1, actor)));

            assertThat(latest().get(0).actor()).isEqualTo(actor);
        }
    }

    @Test
    public void addsAtOnce_loseNothing() {
        int batches = 10;
        Callable<Boolean> adding = () -> {
            for (int batch = 0; batch < batches; batch++) {
                events().add(ImmutableList.of(of(ALICE, batch), of(ALICE, batch), of(ALICE, batch)));
            }
            return true;
        };

        AtOnce.run(adding, adding, adding);

        assertThat(latest()).hasSize(3 * 3 * batches);
    }

    @Test
    public void add_keepsEverythingOfAnEvent() {
        Event known = new Event(
                Event.Kind.REFUSED,
                NOW,
                Actor.ownToken(),
                Optional.of(ALICE),
                Optional.of(new TokenId(5)),
                Optional.of(fingerprint),
                "aZ09",
                new Client("2001:db8::1", "curl/8.5"),
                "environment.control.StopEnv: EXPIRED",
                17);

        events().add(ImmutableList.of(known));

        assertThat(latest()).containsExactly(known);
    }

    @Test
    public void add_whenTheFingerprintIsOfNoToken_keepsTheEventWithoutAccount() {
        Event unknown = refused(Optional.empty(), Optional.empty());

        events().add(ImmutableList.of(unknown));

        assertThat(latest()).containsExactly(unknown);
    }

    @Test
    public void add_whenTheFingerprintWasATokens_tellsWhose() {
        events().add(ImmutableList.of(refused(Optional.of(ALICE), Optional.of(new TokenId(5)))));

        events().add(ImmutableList.of(refused(Optional.empty(), Optional.empty())));

        assertThat(latest()).extracting(Event::account).containsExactly(Optional.of(ALICE), Optional.of(ALICE));
        assertThat(latest()).extracting(Event::token).containsOnly(Optional.of(new TokenId(5)));
    }

    @Test
    public void add_ofNothing_changesNothing() {
        events().add(ImmutableList.of());

        assertThat(latest()).isEmpty();
    }

    @Test
    public void latest_givesTheNewestFirst_byAccountAndToken_andNoMoreThanAsked() {
        Event first = of(ALICE, 1);
        Event second = of(BOB, 2);
        Event third = of(ALICE, 3);
        events().add(ImmutableList.of(first, second, third));

        assertThat(latest()).containsExactly(third, second, first);
        assertThat(history(events(), Events.Filter.ALL, 2)).containsExactly(third, second);
        assertThat(history(events(), Events.Filter.ALL.account(ALICE), 9)).containsExactly(third, first);
        assertThat(history(events(), Events.Filter.ALL.token(new TokenId(2)), 9))
                .containsExactly(second);
        assertThat(history(events(), Events.Filter.ALL.account(BOB).token(new TokenId(1)), 9))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Event.Kind.class)
    public void add_keepsEveryKind_alsoOfNoAccountAndNoToken(Event.Kind kind) {
        Event event = Event.tried(kind, NOW, Optional.empty(), CLIENT, "");

        events().add(ImmutableList.of(event));

        assertThat(latest()).containsExactly(event);
    }

    @Test
    public void add_ofTheKindsOfAccounts_isFoundByAccount_andTellsNothingOfOthersWithoutFingerprint() {
        Event signedIn = Event.ofAccount(Event.Kind.SIGNED_IN, by(ALICE), "");
        Event failed = Event.tried(Event.Kind.SIGN_IN_FAILED, NOW, Optional.empty(), CLIENT, "");

        events().add(ImmutableList.of(signedIn));
        events().add(ImmutableList.of(failed));

        assertThat(latest()).containsExactly(failed, signedIn);
        assertThat(history(events(), Events.Filter.ALL.account(ALICE), 9)).containsExactly(signedIn);
    }

    @Test
    public void latest_byKinds_givesThoseAlone() {
        Event signedIn = Event.ofAccount(Event.Kind.SIGNED_IN, by(ALICE), "");
        Event signedOut = Event.ofAccount(Event.Kind.SIGNED_OUT, by(ALICE), "");
        events().add(ImmutableList.of(signedIn, of(ALICE, 1), signedOut, signedIn));

        assertThat(history(
                        events(),
                        Events.Filter.ALL.kinds(ImmutableSet.of(Event.Kind.SIGNED_IN, Event.Kind.SIGNED_OUT)),
                        2))
                .containsExactly(signedIn, signedOut);
        assertThat(history(events(), Events.Filter.ALL.kinds(ImmutableSet.of(Event.Kind.REMOVED)), 9))
                .isEmpty();
    }

    @Test
    public void latest_byTime_givesFromTheFirstInstantOn_andNotTheLast() {
        Event first = at(NOW);
        Event second = at(NOW.plusSeconds(1));
        Event third = at(NOW.plusSeconds(2));
        events().add(ImmutableList.of(first, second, third));
        Events.Filter all = Events.Filter.ALL;

        assertThat(history(events(), all.since(second.at()), 9)).containsExactly(third, second);
        assertThat(history(events(), all.since(second.at().plusNanos(1)), 9)).containsExactly(third);
        assertThat(history(events(), all.before(second.at()), 9)).containsExactly(first);
        assertThat(history(events(), all.before(second.at().plusNanos(1)), 9)).containsExactly(second, first);
        assertThat(history(events(), all.since(second.at()).before(third.at()), 9))
                .containsExactly(second);
    }

    @Test
    public void latest_pageByPage_givesEachEventOnce_whateverIsRecordedMeanwhile() {
        ImmutableList<Event> all =
                IntStream.range(0, 7).mapToObj(token -> of(ALICE, token)).collect(ImmutableList.toImmutableList());
        events().add(all);
        List<Event> read = new ArrayList<>();
        ImmutableList<Events.Recorded> page = events().latest(Events.Filter.ALL, 3);
        while (!page.isEmpty()) {
            page.forEach(recorded -> read.add(recorded.event()));
            events().add(ImmutableList.of(of(BOB, 99)));
            page = events().latest(
                            Events.Filter.ALL.recordedBefore(
                                    Iterables.getLast(page).id()),
                            3);
        }

        assertThat(read).containsExactlyElementsOf(all.reverse());
    }

    @Test
    public void latest_tellsEventsApartByIds_thatJavaScriptCanRead() {
        events().add(ImmutableList.of(of(ALICE, 1), of(ALICE, 1), of(ALICE, 1)));

        assertThat(events().latest(Events.Filter.ALL, 9))
                .extracting(Events.Recorded::id)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).isBetween(1L, (1L << 53) - 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 6, 1_000})
    public void trim_removesWhatIsOlder_inSlicesOfAnySize(int slice) {
        ImmutableList<Event> all = IntStream.range(0, 10)
                .mapToObj(second -> at(NOW.plusSeconds(second)))
                .collect(ImmutableList.toImmutableList());
        events().add(all.reverse());

        assertThat(events().trim(NOW.plusSeconds(6), slice)).isEqualTo(6);

        assertThat(latest()).containsExactlyElementsOf(all.subList(6, 10));
        assertThat(events().trim(NOW.plusSeconds(6), slice)).isZero();
    }

    @Test
    public void trim_keepsWhatHappenedAtThatInstant() {
        events().add(ImmutableList.of(at(NOW)));

        assertThat(events().trim(NOW, 10)).isZero();
        assertThat(events().trim(NOW.plusNanos(1), 10)).isEqualTo(1);
    }

    @Test
    public void trimsAtOnce_countEachEventOnce_andHoldUpNobody() {
        int number = 60;
        events().add(Stream.generate(() -> at(NOW)).limit(number).collect(ImmutableList.toImmutableList()));
        Callable<Integer> trimming = () -> events().trim(NOW.plusSeconds(1), 7);
        Callable<Integer> adding = () -> {
            for (int i = 0; i < 10; i++) {
                events().add(ImmutableList.of(at(NOW.plusSeconds(1))));
            }
            return 0;
        };

        int removed = AtOnce.run(trimming, trimming, adding).stream()
                .mapToInt(each -> each)
                .sum();

        assertThat(removed).isEqualTo(number);

        assertThat(latest()).hasSize(10);
    }

    private static Event at(Instant instant) {
        return Event.ofAccount(Event.Kind.SIGNED_IN, new Origin(ALICE, Actor.owner(), instant, CLIENT), "");
    }

    private ImmutableList<Event> latest() {
        return history(events(), Events.Filter.ALL, 100);
    }

    private Event refused(Optional<AccountId> account, Optional<TokenId> token) {
        return new Event(
                Event.Kind.REFUSED,
                NOW,
                Actor.ownToken(),
                account,
                token,
                Optional.of(fingerprint),
                "aZ09",
                CLIENT,
                "refused",
                1);
    }

    private static Event of(AccountId account, int token) {
        return of(account, token, Actor.owner());
    }

    private static Event of(AccountId account, int token, Actor actor) {
        return new Event(
                Event.Kind.EDITED,
                NOW,
                actor,
                Optional.of(account),
                Optional.of(new TokenId(token)),
                Optional.of(newValue().fingerprint()),
                "aZ09",
                CLIENT,
                "description",
                1);
    }
}
