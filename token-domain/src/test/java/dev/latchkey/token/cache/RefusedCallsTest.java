package dev.latchkey.token.cache;

import static dev.latchkey.token.cache.RefusedCalls.BURST;
import static dev.latchkey.token.cache.RefusedCalls.PER_MINUTE;
import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.START_ENV;
import static dev.latchkey.token.testing.Fixtures.STOP_ENV;
import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.Client;
import dev.latchkey.token.DenialReason;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenTerms;
import dev.latchkey.token.TokenValue;
import dev.latchkey.token.testing.Fixtures;
import dev.latchkey.token.testing.InMemoryTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class RefusedCallsTest {

    private static final String ADDRESS = "192.0.2.7";
    private static final Client CLIENT = new Client(ADDRESS, "curl");

    private final Batches store = new Batches();
    private final AtomicInteger nodes = new AtomicInteger(1);
    private final RefusedCalls calls = new RefusedCalls(store, nodes::get);
    private final TokenValue value = newValue();
    private final Token token = added(new InMemoryTokens(), newToken(value));

    @Test
    void severalNodes_keepApartNoMoreThanOneWould() {
        nodes.set(8);
        values(BURST).forEach(this::note);
        calls.flush();
        assertThat(store.batches.get(0)).hasSize(BURST / 8 + 1);

        values(BURST).forEach(each -> note(each, NOW.plus(Duration.ofMinutes(4))));
        calls.flush();
        assertThat(store.batches.get(1)).hasSize(4 * PER_MINUTE / 8 + 1);

        nodes.set(1);
        values(2 * BURST).forEach(each -> note(each, NOW.plus(Duration.ofDays(1))));
        calls.flush();
        assertThat(store.batches.get(2)).hasSize(BURST + 1);
    }

    @Test
    void aNodeAmongVeryMany_keepsOneApart_ofEveryKind() {
        nodes.set(10 * BURST);
        noteOfToken(token, ADDRESS, NOW);
        note(newValue());
        note(newValue());
        calls.flush();

        assertThat(store.events())
                .hasSize(3)
                .allSatisfy(event -> assertThat(event.times()).isOne());
    }

    @ParameterizedTest
    @EnumSource(DenialReason.class)
    void flush_writesWhoseTokenWasRefusedWhatAndWhy(DenialReason reason) {
        calls.note(value.fingerprint(), value.hint(), new TokenGrant(token), STOP_ENV, reason, CLIENT, NOW);

        calls.flush();

        assertThat(store.events())
                .containsExactly(new Event(
                        Event.Kind.REFUSED,
                        NOW,
                        Actor.ownToken(),
                        Optional.of(ALICE),
                        Optional.of(token.id()),
                        Optional.of(value.fingerprint()),
                        value.hint(),
                        CLIENT,
                        "environment.control.StopEnv: " + reason,
                        1));
        assertThat(store.events().toString()).doesNotContain(value.reveal().substring(4, 34));
    }

    @Test
    void flush_whenNothingWasNoted_writesNothing() {
        calls.flush();
        assertThat(store.batches).isEmpty();

        note(value);
        calls.flush();
        calls.flush();
        assertThat(store.batches).hasSize(1);
    }

    @Test
    void flush_writesAlikeCallsAsOne_withTheirNumberAndTheLatestTime() {
        noteAt(NOW);
        noteAt(NOW.plusSeconds(9));
        noteAt(NOW.plusSeconds(3));

        calls.flush();

        assertThat(store.events()).singleElement().satisfies(event -> {
            assertThat(event.times()).isEqualTo(3);
            assertThat(event.at()).isEqualTo(NOW.plusSeconds(9));
            assertThat(event.fingerprint()).contains(value.fingerprint());
        });
    }

    @Test
    void flush_keepsApartWhatDiffersInValueMethodReasonOrAddress() {
        note(value);
        note(newValue());
        calls.note(value.fingerprint(), value.hint(), null, START_ENV, DenialReason.UNKNOWN, CLIENT, NOW);
        calls.note(value.fingerprint(), value.hint(), null, null, DenialReason.UNKNOWN, CLIENT, NOW);
        calls.note(value.fingerprint(), value.hint(), null, STOP_ENV, DenialReason.EXPIRED, CLIENT, NOW);
        calls.note(
                value.fingerprint(),
                value.hint(),
                null,
                STOP_ENV,
                DenialReason.UNKNOWN,
                new Client("2001:db8::1", ""),
                NOW);

        calls.flush();

        assertThat(store.events())
                .hasSize(6)
                .allSatisfy(event -> assertThat(event.times()).isEqualTo(1));
    }

    @Test
    void flush_doesNotCountAgainWhatWasWritten() {
        note(value);
        calls.flush();
        note(value);
        calls.flush();

        assertThat(store.events()).extracting(Event::times).containsExactly(1, 1);
    }

    @Test
    void flush_afterAFlood_writesTheFirstApartAndTheRestAsOne() {
        List<TokenValue> values = values(BURST + 50);
        values.forEach(this::note);
        note(values.get(0));
        note(values.get(BURST));

        calls.flush();

        List<Event> apart = store.events().subList(0, BURST);
        assertThat(apart)
                .extracting(Event::fingerprint)
                .containsExactlyElementsOf(values.subList(0, BURST).stream()
                        .map(TokenValue::fingerprint)
                        .map(Optional::of)
                        .toList());
        assertThat(apart.get(0).times()).isEqualTo(2);
        assertThat(store.events().subList(BURST, store.events().size()))
                .singleElement()
                .satisfies(rest -> {
                    assertThat(rest.times()).isEqualTo(51);
                    assertThat(rest.account()).isEmpty();
                    assertThat(rest.token()).isEmpty();
                    assertThat(rest.hint()).isEmpty();
                    assertThat(rest.client().address()).isEmpty();
                    assertThat(rest.fingerprint()).isEmpty();
                });
    }

    @Test
    void flush_whenExactlySoManyDiffer_keepsAllApart() {
        values(BURST).forEach(this::note);

        calls.flush();

        assertThat(store.events())
                .hasSize(BURST)
                .allSatisfy(event -> assertThat(event.hint()).hasSize(4));
    }

    @Test
    void flush_afterAFlood_keepsApartAFewAMinute() {
        values(BURST + 50).forEach(this::note);
        calls.flush();
        note(value);
        calls.flush();
        assertThat(store.batches.get(1))
                .singleElement()
                .satisfies(event -> assertThat(event.hint()).isEmpty());

        values(PER_MINUTE + 5).forEach(each -> note(each, NOW.plusSeconds(60)));
        calls.flush();
        assertThat(store.batches.get(2)).hasSize(PER_MINUTE + 1);
        assertThat(store.batches.get(2).get(PER_MINUTE).times()).isEqualTo(5);

        values(BURST + 5).forEach(each -> note(each, NOW.plus(Duration.ofDays(1))));
        calls.flush();
        assertThat(store.batches.get(3)).hasSize(BURST + 1);
    }

    @Test
    void flush_whenTheStoreIsBroken_failsAndKeepsWhatWasNotedForTheNext() {
        noteAt(NOW.plusSeconds(5));
        store.broken = true;
        assertThatExceptionOfType(StorageException.class).isThrownBy(calls::flush);
        TokenValue other = newValue();
        note(other);
        noteAt(NOW);
        assertThatExceptionOfType(StorageException.class).isThrownBy(calls::flush);
        store.broken = false;

        calls.flush();

        assertThat(store.batches).hasSize(1);
        assertThat(store.events()).hasSize(2).anySatisfy(event -> {
            assertThat(event.fingerprint()).contains(value.fingerprint());
            assertThat(event.times()).isEqualTo(2);
            assertThat(event.at()).isEqualTo(NOW.plusSeconds(5));
        });
        assertThat(store.events())
                .anySatisfy(event -> assertThat(event.fingerprint()).contains(other.fingerprint()));
    }

    @Test
    void flush_whenTheStoreFails_addsWhatWasNotedMeanwhile() {
        TokenValue other = newValue();
        noteAt(NOW);
        noteAt(NOW);
        noteAt(NOW);
        store.broken = true;
        store.whileWriting = () -> {
            note(value);
            note(other);
        };
        assertThatExceptionOfType(StorageException.class).isThrownBy(calls::flush);
        store.broken = false;
        store.whileWriting = () -> {};

        calls.flush();

        assertThat(store.events())
                .extracting(Event::fingerprint, Event::times)
                .containsExactlyInAnyOrder(
                        tuple(Optional.of(value.fingerprint()), 4), tuple(Optional.of(other.fingerprint()), 1));
    }

    @Test
    void flush_whenTheStoreStaysBrokenThroughAFlood_losesNoCallAndDoesNotGrow() {
        store.broken = true;
        for (int i = 0; i < 5; i++) {
            values(BURST).forEach(this::note);
            assertThatExceptionOfType(StorageException.class).isThrownBy(calls::flush);
        }
        store.broken = false;

        calls.flush();

        assertThat(store.events()).hasSize(BURST + 1);
        assertThat(store.calls()).isEqualTo(5 * BURST);
    }

    @Test
    void note_whenNothingIsEverFlushed_keepsABoundedNumber_andLosesNoCall() {
        int minutes = 24 * 60 * 30;
        for (int minute = 0; minute < minutes; minute++) {
            Instant at = NOW.plus(Duration.ofMinutes(minute));
            values(1).forEach(each -> note(each, at));
            noteOfToken(token, "198.51.100." + minute, at);
        }

        calls.flush();

        assertThat(store.events()).hasSizeLessThanOrEqualTo(2 * (RefusedCalls.MAX_PENDING + 1));
        assertThat(store.calls()).isEqualTo(2L * minutes);
    }

    private static Stream<Throwable> failures() {
        return Stream.of(new IllegalStateException("bug"), new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void flush_whateverTheStoreThrows_keepsWhatWasNoted(Throwable failure) {
        note(value);
        store.whileWriting = () -> Throwables.throwIfUnchecked(failure);
        assertThatThrownBy(calls::flush).isSameAs(failure);
        store.whileWriting = () -> {};
        calls.flush();

        assertThat(store.events())
                .singleElement()
                .satisfies(event -> assertThat(event.fingerprint()).contains(value.fingerprint()));
    }

    @Test
    void flush_whenItFails_leavesTheRoomOfLiveTokensToThem() {
        for (int minute = 0; minute < RefusedCalls.MAX_PENDING; minute++) {
            calls.note(
                    value.fingerprint(),
                    value.hint(),
                    new TokenGrant(token),
                    STOP_ENV,
                    DenialReason.EXPIRED,
                    new Client("198.51.100." + minute, ""),
                    NOW.plus(Duration.ofMinutes(minute)));
        }
        store.broken = true;
        assertThatExceptionOfType(StorageException.class).isThrownBy(calls::flush);
        noteOfToken(token, ADDRESS, NOW.plus(Duration.ofMinutes(RefusedCalls.MAX_PENDING)));
        store.broken = false;

        calls.flush();

        assertThat(store.events()).hasSize(RefusedCalls.MAX_PENDING + 1);
        assertThat(store.events())
                .filteredOn(event -> event.detail().endsWith("METHOD_NOT_GRANTED"))
                .singleElement()
                .satisfies(event -> assertThat(event.client().address()).isEqualTo(ADDRESS));
    }

    @Test
    void flush_whenItFails_putsBackWhatIsToldOfAnAccount() {
        tokensOf(ALICE, RefusedCalls.ACCOUNT_BURST + 1).forEach(each -> noteOfToken(each, ADDRESS, NOW));
        store.broken = true;
        assertThatExceptionOfType(StorageException.class).isThrownBy(calls::flush);
        store.broken = false;
        noteOfToken(token, "198.51.100.1", NOW);

        calls.flush();

        assertThat(store.events()).hasSize(RefusedCalls.ACCOUNT_BURST + 1);
        assertThat(store.events())
                .filteredOn(event -> event.client().address().isEmpty())
                .singleElement()
                .satisfies(event -> assertThat(event.times()).isEqualTo(2));
    }

    @Test
    void anAccountsRefusals_beyondItsAllowance_areOneThatTellsOfIt_andHideNoOthers() {
        tokensOf(ALICE, RefusedCalls.ACCOUNT_BURST + 50).forEach(each -> noteOfToken(each, ADDRESS, NOW));
        noteOfToken(withId(1_000_000, BOB), ADDRESS, NOW);

        calls.flush();

        List<Event> ofAlice = ofAccount(ALICE);
        assertThat(ofAlice).hasSize(RefusedCalls.ACCOUNT_BURST + 1);
        assertThat(ofAlice).last().satisfies(rest -> {
            assertThat(rest.times()).isEqualTo(50);
            assertThat(rest.token()).isPresent();
            assertThat(rest.client().address()).isEmpty();
            assertThat(rest.detail()).contains("this account's tokens");
        });
        assertThat(ofAccount(BOB))
                .singleElement()
                .satisfies(event -> assertThat(event.client().address()).isEqualTo(ADDRESS));
    }

    @Test
    void anAccountsFlood_leavesTheAllowancesOfOtherTokensAlone() {
        values(2 * BURST).forEach(this::note);
        tokensOf(ALICE, RefusedCalls.MAX_PENDING + 1).forEach(each -> noteOfToken(each, ADDRESS, NOW));
        noteOfToken(withId(1_000_000, BOB), ADDRESS, NOW);

        calls.flush();

        assertThat(ofAccount(BOB))
                .singleElement()
                .satisfies(event -> assertThat(event.client().address()).isEqualTo(ADDRESS));
    }

    @Test
    void anAccountOfManyTokens_writesFewEventsAMinute() {
        List<TokenGrant> grants =
                tokensOf(ALICE, 1_000).stream().map(TokenGrant::new).toList();
        int minutes = 10;
        for (int second = 0; second < 60 * minutes; second += 10) {
            Instant at = NOW.plusSeconds(second);
            grants.forEach(each -> noteOfToken(each, ADDRESS, at));
            calls.flush();
        }

        int beyond = 6 * minutes; // one with each batch
        assertThat(store.events())
                .hasSizeLessThanOrEqualTo(
                        RefusedCalls.ACCOUNT_BURST + minutes * RefusedCalls.ACCOUNT_PER_MINUTE + beyond);
        assertThat(store.calls()).isEqualTo(1_000L * 6 * minutes);
    }

    private List<Event> ofAccount(AccountId account) {
        return store.events().stream()
                .filter(event -> event.account().equals(Optional.of(account)))
                .toList();
    }

    private List<Token> tokensOf(AccountId owner, int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(id -> withId(id, owner))
                .toList();
    }

    @Test
    void aLiveTokensRefusals_areKeptApart_whateverAFloodOfMadeUpValuesDoes() {
        values(2 * BURST).forEach(this::note);
        noteOfToken(token, ADDRESS, NOW);

        calls.flush();

        assertThat(store.events())
                .filteredOn(event -> event.token().equals(Optional.of(token.id())))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.detail()).isEqualTo("environment.control.StopEnv: METHOD_NOT_GRANTED"));
    }

    @Test
    void aLiveTokensRefusals_beyondItsAllowance_areOneThatTellsOfIt_andHideNoOthers() {
        TokenValue otherValue = newValue();
        Token other = added(new InMemoryTokens(), newToken(otherValue));
        Token second = new Token(
                new TokenId(77),
                other.owner(),
                TokenTerms.of(other.description(), other.methods(), other.expiry()),
                other.fingerprint(),
                other.hint(),
                other.createdAt(),
                Optional.empty());
        for (int i = 0; i < RefusedCalls.TOKEN_BURST + 5; i++) {
            noteOfToken(token, "198.51.100." + i, NOW);
        }
        noteOfToken(second, ADDRESS, NOW);

        calls.flush();

        List<Event> ofToken = store.events().stream()
                .filter(event -> event.token().equals(Optional.of(token.id())))
                .toList();
        assertThat(ofToken).hasSize(RefusedCalls.TOKEN_BURST + 1);
        assertThat(ofToken).last().satisfies(rest -> {
            assertThat(rest.times()).isEqualTo(5);
            assertThat(rest.account()).contains(ALICE);
            assertThat(rest.client().address()).isEmpty();
        });
        assertThat(store.events())
                .filteredOn(event -> event.token().equals(Optional.of(second.id())))
                .hasSize(1);
    }

    @Test
    void anExpiredTokensRefusals_shareTheAllowanceOfMadeUpValues() {
        values(BURST).forEach(this::note);
        calls.note(
                value.fingerprint(), value.hint(), new TokenGrant(token), STOP_ENV, DenialReason.EXPIRED, CLIENT, NOW);

        calls.flush();

        assertThat(store.events())
                .filteredOn(event -> event.token().isPresent())
                .isEmpty();
    }

    @Test
    void aLiveTokensAllowance_isNotRenewedByWriting() {
        for (int i = 0; i < RefusedCalls.TOKEN_BURST; i++) {
            noteOfToken(token, "198.51.100." + i, NOW);
        }
        calls.flush();

        noteOfToken(token, ADDRESS, NOW);
        calls.flush();

        assertThat(store.batches.get(1))
                .singleElement()
                .satisfies(event -> assertThat(event.client().address()).isEmpty());
    }

    @Test
    void aLiveTokensAllowance_isForgottenOnceItIsFull_soThatOthersHaveRoomForTheirs() {
        ofAccountsOfTheirOwn(1, RefusedCalls.MAX_PENDING).forEach(each -> noteOfToken(each, ADDRESS, NOW));
        Instant later = NOW.plus(Duration.ofHours(1));
        noteOfToken(withId(1, ALICE), ADDRESS, later);
        calls.flush();

        ofAccountsOfTheirOwn(RefusedCalls.MAX_PENDING + 1, 2 * BURST)
                .forEach(each -> noteOfToken(each, "198.51.100.1", later));
        calls.flush();

        assertThat(store.batches.get(1))
                .hasSize(2 * BURST)
                .allSatisfy(event -> assertThat(event.client().address()).isEqualTo("198.51.100.1"));
    }

    @Test
    void aLiveTokensRefusals_whenSoManyTokensHaveAllowances_areStillKeptApartFromMadeUpValues() {
        ofAccountsOfTheirOwn(1, RefusedCalls.MAX_PENDING).forEach(each -> noteOfToken(each, ADDRESS, NOW));
        calls.flush();
        values(2 * BURST).forEach(this::note);

        noteOfToken(withId(RefusedCalls.MAX_PENDING + 1, BOB), "198.51.100.1", NOW);
        calls.flush();

        assertThat(ofAccount(BOB))
                .singleElement()
                .satisfies(event -> assertThat(event.client().address()).isEqualTo("198.51.100.1"));
    }

    private List<Token> ofAccountsOfTheirOwn(int first, int number) {
        return IntStream.range(first, first + number)
                .mapToObj(id -> withId(id, new AccountId("account " + id)))
                .toList();
    }

    /** One with a value of its own. */
    private Token withId(int id, AccountId owner) {
        return new Token(
                new TokenId(id),
                owner,
                token.terms(),
                newValue().fingerprint(),
                token.hint(),
                token.createdAt(),
                Optional.empty());
    }

    private void noteOfToken(Token called, String address, Instant at) {
        noteOfToken(new TokenGrant(called), address, at);
    }

    private void noteOfToken(TokenGrant called, String address, Instant at) {
        calls.note(
                called.fingerprint(),
                called.hint(),
                called,
                STOP_ENV,
                DenialReason.METHOD_NOT_GRANTED,
                new Client(address, "curl"),
                at);
    }

    @Test
    void note_whileABatchIsBeingWritten_doesNotWait_andIsInTheNext() {
        TokenValue meanwhile = newValue();
        store.whileWriting = () -> CompletableFuture.runAsync(() -> note(meanwhile))
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
        note(value);

        calls.flush();
        store.whileWriting = () -> {};
        calls.flush();

        assertThat(store.events())
                .extracting(Event::fingerprint)
                .containsExactly(Optional.of(value.fingerprint()), Optional.of(meanwhile.fingerprint()));
    }

    @Test
    void note_byManyThreadsWhileItIsFlushed_losesNoCall() {
        List<TokenValue> values = values(4);
        CompletableFuture<?>[] callers = values.stream()
                .map(each -> CompletableFuture.runAsync(
                        () -> IntStream.range(0, 10_000).forEach(i -> note(each))))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture<Void> all = CompletableFuture.allOf(callers);
        while (!all.isDone()) {
            calls.flush();
        }
        all.join();
        calls.flush();

        assertThat(store.calls()).isEqualTo(40_000);
    }

    @Test
    void flush_throughRandomFloodsAndFailures_writesEveryCallOnceInBatchesOfBoundedSize() {
        Random random = new Random(42);
        List<TokenValue> values = values(2 * BURST);
        AtomicLong noted = new AtomicLong();
        Runnable noteSome = () -> random.ints(random.nextInt(BURST), 0, values.size())
                .mapToObj(values::get)
                .peek(each -> noted.incrementAndGet())
                .forEach(this::note);
        store.whileWriting = noteSome;
        int failures = 0;
        for (int step = 0; step < 300; step++) {
            noteSome.run();
            store.broken = random.nextInt(3) > 0;
            try {
                calls.flush();
            } catch (StorageException e) {
                failures++;
            }
        }
        store.broken = false;
        store.whileWriting = () -> {};
        calls.flush();

        assertThat(failures).isBetween(100, 250);
        assertThat(store.calls()).isEqualTo(noted.get());
        assertThat(store.batches).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(BURST + 1));
    }

    private void note(TokenValue called) {
        note(called, NOW);
    }

    private void note(TokenValue called, Instant at) {
        calls.note(called.fingerprint(), called.hint(), null, STOP_ENV, DenialReason.UNKNOWN, CLIENT, at);
    }

    private void noteAt(Instant at) {
        note(value, at);
    }

    private static List<TokenValue> values(int number) {
        return Stream.generate(Fixtures::newValue).limit(number).toList();
    }

    /** A record that keeps the batches that it was given, and can be broken. */
    private static final class Batches implements Events {

        final List<ImmutableList<Event>> batches = new ArrayList<>();
        boolean broken;
        Runnable whileWriting = () -> {};

        @Override
        public void add(ImmutableList<Event> events) {
            whileWriting.run();
            if (broken) {
                throw new StorageException("disk full");
            }
            batches.add(events);
        }

        @Override
        public ImmutableList<Recorded> latest(Filter filter, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int trim(Instant before, int slice) {
            throw new UnsupportedOperationException();
        }

        /** All that was written, in its order. */
        List<Event> events() {
            return batches.stream().flatMap(List::stream).toList();
        }

        /** How many calls all that was written tells of. */
        long calls() {
            return events().stream().mapToLong(Event::times).sum();
        }
    }
}
