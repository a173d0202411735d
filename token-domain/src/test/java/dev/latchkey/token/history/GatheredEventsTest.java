package dev.latchkey.token.history;

import static dev.latchkey.token.history.GatheredEvents.ACCOUNT_BURST;
import static dev.latchkey.token.history.GatheredEvents.ALL_PER_MINUTE;
import static dev.latchkey.token.history.GatheredEvents.BURST;
import static dev.latchkey.token.history.GatheredEvents.MAX_PENDING;
import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.history;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.testing.InMemoryEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GatheredEventsTest {

    private static final int ALL = 1_000_000;
    private static final Optional<AccountId> NONE = Optional.empty();

    private final InMemoryEvents events = new InMemoryEvents();
    private final GatheredEvents gathered = new GatheredEvents(events, () -> 1);

    @Test
    void note_writesNothing_untilItIsFlushed() {
        gathered.note(failed(Optional.of(ALICE), "192.0.2.1"));
        assertThat(written()).isEmpty();

        gathered.flush();

        assertThat(written()).containsExactly(failed(Optional.of(ALICE), "192.0.2.1"));
        gathered.flush();
        assertThat(written()).hasSize(1);
    }

    @Test
    void flush_writesThoseOfOneKindAccountAndAddressAsOne_theLatest() {
        Event first = event(Event.Kind.WRONG_CODE, Optional.of(ALICE), new Client("192.0.2.1", "curl"), NOW, "one");
        Event second =
                event(Event.Kind.WRONG_CODE, Optional.of(ALICE), new Client("192.0.2.1", "wget"), later(), "two");
        gathered.note(second);
        gathered.note(first);

        gathered.flush();

        assertThat(written()).containsExactly(second.times(2));
    }

    @Test
    void severalNodes_keepApartNoMoreThanOneWould() {
        GatheredEvents ofOneOfFour = new GatheredEvents(events, () -> 4);
        for (int i = 0; i < GatheredEvents.BURST; i++) {
            ofOneOfFour.note(failed(NONE, "192.0.2." + i));
            ofOneOfFour.note(failed(Optional.of(ALICE), "192.0.2." + i));
        }

        ofOneOfFour.flush();

        assertThat(written()).hasSize(GatheredEvents.BURST / 4 + 1 + GatheredEvents.ACCOUNT_BURST / 4 + 1);
    }

    @Test
    void flush_keepsApartWhatDiffersInKindAccountOrAddress() {
        List<Event> different = List.of(
                failed(Optional.of(ALICE), "192.0.2.1"),
                failed(Optional.of(ALICE), "192.0.2.2"),
                failed(Optional.of(BOB), "192.0.2.1"),
                failed(NONE, "192.0.2.1"),
                event(Event.Kind.MADE_TO_WAIT, NONE, new Client("192.0.2.1", ""), NOW, ""));
        different.forEach(gathered::note);

        gathered.flush();

        assertThat(written()).containsExactlyInAnyOrderElementsOf(different);
    }

    @Test
    void anAccountsEvents_beyondItsAllowance_areOneThatTellsOfIt_andHideNoOthers() {
        for (int i = 0; i < ACCOUNT_BURST + 5; i++) {
            gathered.note(failed(Optional.of(ALICE), "198.51.100." + i));
        }
        gathered.note(failed(Optional.of(BOB), "192.0.2.1"));

        gathered.flush();

        assertThat(ofAccount(ALICE)).hasSize(ACCOUNT_BURST + 1);
        assertThat(ofAccount(ALICE))
                .filteredOn(event -> event.client().address().isEmpty())
                .singleElement()
                .satisfies(rest -> assertThat(rest.times()).isEqualTo(5));
        assertThat(ofAccount(BOB)).containsExactly(failed(Optional.of(BOB), "192.0.2.1"));
    }

    @Test
    void anAccountsEvents_areKeptApart_whateverAFloodOfUnknownLoginsDoes() {
        for (int i = 0; i < 2 * MAX_PENDING; i++) {
            gathered.note(failed(NONE, "198.51.100." + i));
        }
        gathered.note(failed(Optional.of(ALICE), "192.0.2.1"));

        gathered.flush();

        assertThat(ofAccount(ALICE)).containsExactly(failed(Optional.of(ALICE), "192.0.2.1"));
        assertThat(written()).hasSize(BURST + 2);
        assertThat(times()).isEqualTo(2 * MAX_PENDING + 1);
    }

    @Test
    void note_ofMoreAccountsThanThereIsRoomFor_countsThemTogether_eachKindByItself() {
        for (int i = 0; i < MAX_PENDING + 7; i++) {
            gathered.note(failed(Optional.of(new AccountId("account " + i)), "192.0.2.1"));
        }
        gathered.note(event(Event.Kind.WRONG_CODE, Optional.of(BOB), new Client("192.0.2.1", ""), NOW, ""));

        gathered.flush();

        assertThat(written()).hasSize(MAX_PENDING + 2);
        assertThat(written())
                .filteredOn(event -> event.account().isEmpty())
                .extracting(event -> event.kind() + " " + event.times())
                .containsExactlyInAnyOrder("SIGN_IN_FAILED 7", "WRONG_CODE 1");
    }

    @Test
    void aFloodOverManyAccounts_writesFewEventsAMinute_andLosesNone() {
        int minutes = 5;
        int rounds = 0;
        for (int second = 0; second < 60 * minutes; second += 10, rounds++) {
            Instant at = NOW.plusSeconds(second);
            for (int i = 0; i < 2 * MAX_PENDING; i++) {
                gathered.note(event(
                        Event.Kind.SIGN_IN_FAILED,
                        Optional.of(new AccountId("account " + i)),
                        new Client("192.0.2.1", ""),
                        at,
                        ""));
            }
            gathered.flush();
        }

        assertThat(written()).hasSizeLessThanOrEqualTo(MAX_PENDING + minutes * ALL_PER_MINUTE + rounds);
        assertThat(times()).isEqualTo(2L * MAX_PENDING * rounds);
    }

    @Test
    void note_whenNothingIsEverFlushed_keepsABoundedNumber_andLosesNone() {
        int minutes = 20_000;
        for (int minute = 0; minute < minutes; minute++) {
            Instant at = NOW.plus(Duration.ofMinutes(minute));
            Client client = new Client("198.51.100." + minute, "");
            gathered.note(event(Event.Kind.SIGN_IN_FAILED, NONE, client, at, ""));
            gathered.note(event(Event.Kind.SIGN_IN_FAILED, Optional.of(ALICE), client, at, ""));
        }

        gathered.flush();

        assertThat(written()).hasSizeLessThanOrEqualTo(2 * (MAX_PENDING + 1));
        assertThat(times()).isEqualTo(2L * minutes);
    }

    @Test
    void flush_whenTheStoreFails_keepsWhatWasNoted() {
        FailingOnce failing = new FailingOnce();
        GatheredEvents events = new GatheredEvents(failing, () -> 1);
        events.note(failed(Optional.of(ALICE), "192.0.2.1"));
        assertThatExceptionOfType(StorageException.class).isThrownBy(events::flush);
        events.note(failed(Optional.of(ALICE), "192.0.2.1"));

        events.flush();

        assertThat(failing.written)
                .containsExactly(failed(Optional.of(ALICE), "192.0.2.1").times(2));
    }

    @Test
    void note_byManyThreadsWhileItIsFlushed_losesNone() {
        CompletableFuture<?>[] callers = IntStream.range(0, 4)
                .mapToObj(caller -> CompletableFuture.runAsync(() -> IntStream.range(0, 10_000)
                        .forEach(i -> gathered.note(failed(caller < 2 ? NONE : Optional.of(ALICE), "192.0.2.1")))))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture<Void> all = CompletableFuture.allOf(callers);
        while (!all.isDone()) {
            gathered.flush();
        }
        all.join();
        gathered.flush();

        assertThat(times()).isEqualTo(40_000);
    }

    private static Event failed(Optional<AccountId> account, String address) {
        return event(Event.Kind.SIGN_IN_FAILED, account, new Client(address, ""), NOW, "");
    }

    private static Event event(Event.Kind kind, Optional<AccountId> account, Client client, Instant at, String detail) {
        return Event.tried(kind, at, account, client, detail);
    }

    private static Instant later() {
        return NOW.plusSeconds(1);
    }

    private ImmutableList<Event> written() {
        return history(events, Events.Filter.ALL, ALL);
    }

    private ImmutableList<Event> ofAccount(AccountId account) {
        return history(events, Events.Filter.ALL.account(account), ALL);
    }

    private long times() {
        return written().stream().mapToLong(Event::times).sum();
    }

    /** A history whose first batch is lost. */
    private static final class FailingOnce implements Events {

        private boolean failed;
        private ImmutableList<Event> written = ImmutableList.of();

        @Override
        public void add(ImmutableList<Event> events) {
            if (!failed) {
                failed = true;
                throw new StorageException("disk full");
            }
            written = events;
        }

        @Override
        public ImmutableList<Recorded> latest(Filter filter, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int trim(Instant before, int slice) {
            throw new UnsupportedOperationException();
        }
    }
}
