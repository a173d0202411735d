package dev.latchkey.token.cache;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.util.concurrent.Uninterruptibles;
import dev.latchkey.token.Client;
import dev.latchkey.token.LastUse;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.Tokens;
import dev.latchkey.token.testing.Fixtures;
import dev.latchkey.token.testing.ForwardingTokens;
import dev.latchkey.token.testing.InMemoryTokens;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LastUsesTest {

    private static final Instant NOW = Fixtures.NOW.truncatedTo(ChronoUnit.SECONDS);
    private static final Client CURL = new Client("192.0.2.7", "curl/8.5.0");
    private static final Client MAVEN = new Client("192.0.2.8", "Apache-Maven/3.9");

    /** Has no number: its texts are too long. */
    private static final Client TALKATIVE = new Client("2001:db8:0:0:0:0:0:9", "x".repeat(Client.MAX_USER_AGENT));

    private static List<Client> clients() {
        return List.of(CURL, TALKATIVE);
    }

    private static final TokenFingerprint FINGERPRINT = Fixtures.newValue().fingerprint();

    private final InMemoryTokens tokens = new InMemoryTokens();
    private final RecordingTokens store = new RecordingTokens(tokens);
    private final InterruptedMap waiting = new InterruptedMap();
    private final LastUses uses = new LastUses(store, waiting);
    private final UseNumbers numbers = new UseNumbers();
    private final Token token = added(tokens, newToken());
    private final TokenGrant grant = kept(token);
    private final TokenGrant crowded = kept(added(tokens, newToken()));

    /** A grant as a cache keeps one; other grants are for one call. */
    private static TokenGrant kept(Token token) {
        return new TokenGrant(token, token.owner(), token.methods());
    }

    @Test
    void flush_writesTheLatestUseOfEachToken() {
        Token other = added(tokens, newToken());

        note(grant, CURL, NOW);
        note(grant, MAVEN, NOW.plusSeconds(2));
        note(new TokenGrant(other), CURL, NOW.plusSeconds(1));
        uses.flush();

        assertThat(store.batches)
                .containsExactly(ImmutableMap.of(
                        token.id(), new LastUse(NOW.plusSeconds(2), MAVEN),
                        other.id(), new LastUse(NOW.plusSeconds(1), CURL)));
        assertThat(lastUse()).contains(new LastUse(NOW.plusSeconds(2), MAVEN));
    }

    @Test
    void flush_withNothingNoted_asksNothingOfTheStore() {
        uses.flush();
        note(grant, CURL, NOW);
        uses.flush();
        uses.flush();

        assertThat(store.batches).hasSize(1);
    }

    @Test
    void note_ofAnEarlierUse_doesNotGoBack() {
        note(grant, CURL, NOW);
        note(new TokenGrant(token), MAVEN, NOW.minusSeconds(1));
        uses.flush();
        note(new TokenGrant(token), MAVEN, NOW.minusSeconds(1));
        uses.flush();

        assertThat(lastUse()).contains(new LastUse(NOW, CURL));
    }

    @Test
    void note_bySeveralClientsWithinASecond_keepsTheLatest() {
        note(grant, CURL, NOW);
        note(grant, MAVEN, NOW.plusMillis(1));
        note(grant, CURL, NOW.plusMillis(2));
        assertThat(shown()).contains(new LastUse(NOW, CURL));
        note(grant, MAVEN, NOW.plusMillis(3));
        uses.flush();

        assertThat(lastUse()).contains(new LastUse(NOW, MAVEN));
    }

    @Test
    void note_byOneClientWithinASecond_isNotedOnce() {
        note(grant, CURL, NOW);
        long noted = grant.waitingUse();
        note(grant, CURL, NOW.plusMillis(999));
        assertThat(grant.waitingUse()).isEqualTo(noted);
        note(grant, CURL, NOW.plusMillis(1_000));
        uses.flush();

        assertThat(lastUse()).contains(new LastUse(NOW.plusSeconds(1), CURL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2038-01-19T03:14:07Z", // the last second of 32 bits with a sign
                "2038-01-19T03:14:08Z",
                "2106-02-07T06:28:16Z", // the first beyond 32 bits
                "9999-12-31T23:59:59Z",
                "+10681-01-01T00:00:00Z" // beyond 38 bits
            })
    void note_howeverLateTheCenturyIs_goesForwards(Instant late) {
        note(grant, CURL, NOW);
        note(grant, MAVEN, late.minusSeconds(1));
        note(grant, CURL, late);
        note(grant, MAVEN, NOW);
        uses.flush();

        assertThat(lastUse()).contains(new LastUse(late, CURL));
    }

    @Test
    void flush_keepsTheUsesOfTokensThatSomebodyHolds_forTheNextTime() {
        Token other = added(tokens, newToken());
        note(grant, CURL, NOW);
        note(new TokenGrant(other), CURL, NOW);
        note(crowded, TALKATIVE, NOW);
        store.held = () -> ImmutableSet.of(token.id(), crowded.id());

        uses.flush();

        assertThat(lastUse()).isEmpty();
        assertThat(shown()).contains(new LastUse(NOW, CURL));
        assertThat(uses.pending()).isEqualTo(2);

        note(grant, MAVEN, NOW.plusSeconds(1));
        store.held = ImmutableSet::of;
        uses.flush();

        assertThat(store.batches.get(1)).containsOnlyKeys(token.id(), crowded.id());
        assertThat(lastUse()).contains(new LastUse(NOW.plusSeconds(1), MAVEN));
        assertThat(uses.pending()).isZero();
    }

    @Test
    void aUseThatIsWrittenAlready_isNotHiddenByAnEarlierOne() {
        tokens.keepLastUses(ImmutableMap.of(token.id(), new LastUse(NOW.plusSeconds(9), MAVEN)));
        note(grant, CURL, NOW);

        Token stored = tokens.find(ALICE, token.id()).orElseThrow();
        assertThat(uses.upToDate(stored).lastUse()).contains(new LastUse(NOW.plusSeconds(9), MAVEN));
    }

    @Test
    void flush_ofManyTokens_writesInBatches_orderedById() {
        for (int id = 2_500; id > 0; id--) {
            note(grantOf(500_009 * id), CURL, NOW); // a hash map has them in another order
        }
        uses.flush();

        assertThat(store.batches).extracting(ImmutableMap::size).containsExactly(1_000, 1_000, 500);
        assertThat(store.batches.stream().flatMap(batch -> batch.keySet().stream()))
                .isSorted();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void aUseThatIsNotWrittenYet_isShownAllTheSame(Client client) {
        note(grant, client, NOW);

        assertThat(lastUse()).isEmpty();
        assertThat(shown()).contains(new LastUse(NOW, client));

        uses.flush();

        assertThat(uses.upToDate(token)).isEqualTo(token);
        assertThat(lastUse()).contains(new LastUse(NOW, client));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void aUseThatIsBeingWritten_isShownAllTheSame(Client client) {
        List<Optional<LastUse>> shown = new ArrayList<>();
        note(grant, client, NOW);
        store.whileWriting = () -> shown.add(shown());
        store.onceWritten = () -> shown.add(shown());
        uses.flush();

        assertThat(shown).containsOnly(Optional.of(new LastUse(NOW, client))).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void aUseThatComesWhileAnotherIsBeingWritten_isWrittenNext(Client client) {
        note(grant, CURL, NOW);
        store.whileWriting = () -> note(grant, client, NOW.plusSeconds(1));
        uses.flush();
        assertThat(lastUse()).contains(new LastUse(NOW, CURL));
        assertThat(shown()).contains(new LastUse(NOW.plusSeconds(1), client));

        store.whileWriting = () -> {};
        uses.flush();
        assertThat(lastUse()).contains(new LastUse(NOW.plusSeconds(1), client));
        assertThat(waiting).isEmpty();
    }

    @Test
    void usesOfClientsWithAndWithoutNumbers_areOneOrder() {
        note(grant, CURL, NOW);
        note(grant, TALKATIVE, NOW.plusSeconds(1));
        assertThat(shown()).contains(new LastUse(NOW.plusSeconds(1), TALKATIVE));
        note(grant, CURL, NOW.plusSeconds(2));
        note(grant, TALKATIVE, NOW.plusSeconds(1));
        assertThat(shown()).contains(new LastUse(NOW.plusSeconds(2), CURL));
        uses.flush();
        uses.flush();

        assertThat(store.batches).containsExactly(ImmutableMap.of(token.id(), new LastUse(NOW.plusSeconds(2), CURL)));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void flush_whateverTheStoreThrows_tellsIt_andLosesNothing(Client client) {
        for (Throwable failure : List.of(
                new StorageException("on purpose"), new IllegalStateException("a bug"), new StackOverflowError())) {
            note(grant, client, NOW);
            store.whileWriting = () -> Throwables.throwIfUnchecked(failure);
            assertThatThrownBy(uses::flush).isSameAs(failure);
            assertThat(shown()).contains(new LastUse(NOW, client));
        }

        store.whileWriting = () -> {};
        uses.flush();
        uses.flush();

        assertThat(store.batches).containsExactly(ImmutableMap.of(token.id(), new LastUse(NOW, client)));
    }

    @Test
    void flush_whenOneBatchFails_writesTheOthersOnce() {
        for (int id = 1; id <= 1_500; id++) {
            note(grantOf(id), CURL, NOW);
        }
        store.whileWriting = () -> {
            if (!store.batches.isEmpty()) {
                throw new StorageException("on purpose");
            }
        };
        assertThatThrownBy(uses::flush).isInstanceOf(StorageException.class);
        store.whileWriting = () -> {};
        uses.flush();

        assertThat(store.batches).extracting(ImmutableMap::size).containsExactly(1_000, 500);
        assertThat(store.batches.get(1)).doesNotContainKeys(new TokenId(1_000)).containsKey(new TokenId(1_500));
    }

    @Test
    void flush_whenOneBatchAlwaysFails_writesAllLaterOnes() {
        for (int id = 1; id <= 2_500; id++) {
            note(grantOf(id), CURL, NOW);
        }
        StorageException failure = new StorageException("on purpose");
        AtomicInteger attempts = new AtomicInteger();
        store.whileWriting = () -> {
            if (attempts.getAndIncrement() == 0) {
                throw failure;
            }
        };

        assertThatThrownBy(uses::flush).isSameAs(failure).hasNoSuppressedExceptions();

        assertThat(store.batches).extracting(ImmutableMap::size).containsExactly(1_000, 500);
        assertThat(waiting).hasSize(1_000);
    }

    @Test
    void flush_whenSeveralBatchesFail_throwsTheFirstFailureWithTheOthers() {
        for (int id = 1; id <= 3_500; id++) {
            note(grantOf(id), CURL, NOW);
        }
        StorageException first = new StorageException("first");
        Error second = new StackOverflowError();
        Iterator<Throwable> failures = List.of(first, second, first, second).iterator();
        store.whileWriting = () -> Throwables.throwIfUnchecked(failures.next());

        assertThatThrownBy(uses::flush).isSameAs(first);

        assertThat(first.getSuppressed()).containsOnly(second);
        assertThat(failures).isExhausted();
    }

    @Test
    void note_whenTooManyTokensWait_dropsTheUsesOfOthers_andCountsThem() {
        for (int id = 1; id <= LastUses.MAX_WAITING; id++) {
            note(grantOf(1_000 + id), CURL, NOW);
        }
        assertThat(uses.dropped()).isZero();

        note(grant, CURL, NOW);
        note(grant, MAVEN, NOW);
        note(grantOf(1_001), MAVEN, NOW.plusSeconds(1));

        assertThat(waiting).hasSize(LastUses.MAX_WAITING);
        assertThat(shown()).isEmpty();
        assertThat(uses.dropped()).isEqualTo(2);
        assertThat(uses.upToDate(tokenOf(1_001)).lastUse()).contains(new LastUse(NOW.plusSeconds(1), MAVEN));
        flushAndExpectWarning("2 last uses were dropped: too many tokens waited for a write");
        note(grant, CURL, NOW);
        assertThat(shown()).contains(new LastUse(NOW, CURL));
    }

    @Test
    void note_whenTooManyTokensWaitWithUsesThatHaveNoNumber_dropsThoseOfOthers_andCountsThem() {
        for (int id = 1; id <= LastUses.MAX_UNNUMBERED; id++) {
            note(grantOf(1_000 + id), TALKATIVE, NOW);
        }
        assertThat(uses.dropped()).isZero();

        note(grant, TALKATIVE, NOW);
        note(grantOf(1_001), TALKATIVE, NOW.plusSeconds(1));

        assertThat(shown()).isEmpty();
        assertThat(uses.dropped()).isEqualTo(1);
        assertThat(uses.upToDate(tokenOf(1_001)).lastUse()).contains(new LastUse(NOW.plusSeconds(1), TALKATIVE));
        flushAndExpectWarning("1 last uses were dropped: too many tokens waited for a write");
        note(grant, TALKATIVE, NOW);
        assertThat(shown()).contains(new LastUse(NOW, TALKATIVE));
    }

    /** The warning comes with the first flush that has written all, and once. */
    private void flushAndExpectWarning(String warning) {
        List<String> logged = new ArrayList<>();
        Logger logger = Logger.getLogger(LastUses.class.getName());
        logger.setFilter(line -> {
            logged.add(line.getMessage());
            return false;
        });
        try {
            store.whileWriting = () -> {
                throw new StorageException("on purpose");
            };
            assertThatThrownBy(uses::flush).isInstanceOf(StorageException.class);
            assertThat(logged).isEmpty();
            store.whileWriting = () -> {};
            uses.flush();
            uses.flush();
        } finally {
            logger.setFilter(null);
        }
        assertThat(logged).containsExactly(warning);
        assertThat(uses.dropped()).isZero();
    }

    @Test
    void note_withAGrantOfItsOwnForEachCall_keepsTheLatest() {
        note(new TokenGrant(token), CURL, NOW);
        note(new TokenGrant(token), MAVEN, NOW.plusSeconds(2));
        note(new TokenGrant(token), CURL, NOW.plusSeconds(1));
        uses.flush();

        assertThat(store.batches).containsExactly(ImmutableMap.of(token.id(), new LastUse(NOW.plusSeconds(2), MAVEN)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void note_onceAUseWaits_takesNoLock(boolean cached) throws Exception {
        note(grant, CURL, NOW);
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch noted = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Future<?> locking = threads.submit(() -> waiting.compute(token.id(), (id, present) -> {
            locked.countDown();
            Uninterruptibles.awaitUninterruptibly(noted);
            return present;
        }));
        locked.await();
        Future<?> noting =
                threads.submit(() -> note(cached ? grant : new TokenGrant(token), MAVEN, NOW.plusSeconds(1)));
        try {
            noting.get(5, TimeUnit.SECONDS);
        } finally {
            noted.countDown();
            locking.get();
            threads.shutdown();
        }

        assertThat(shown()).contains(new LastUse(NOW.plusSeconds(1), MAVEN));
    }

    @Test
    void note_whenAnotherGrantIsNotedMeanwhile_losesNeither() {
        waiting.afterGet = () -> note(new TokenGrant(token), MAVEN, NOW.plusSeconds(5));
        note(new TokenGrant(token), CURL, NOW);

        assertThat(shown()).contains(new LastUse(NOW.plusSeconds(5), MAVEN));
        uses.flush();
        assertThat(lastUse()).contains(new LastUse(NOW.plusSeconds(5), MAVEN));
    }

    @Test
    void note_whenTheGrantThatWaitsIsWrittenMeanwhile_isWrittenNext() {
        note(grant, CURL, NOW);
        waiting.afterGet = uses::flush;
        note(new TokenGrant(token), MAVEN, NOW.plusSeconds(1));

        assertThat(lastUse()).contains(new LastUse(NOW, CURL));
        assertThat(shown()).contains(new LastUse(NOW.plusSeconds(1), MAVEN));
        uses.flush();
        assertThat(lastUse()).contains(new LastUse(NOW.plusSeconds(1), MAVEN));
    }

    @Test
    void replaceWaitingUse_whenAnotherHasTakenItsPlace_doesNothing() {
        note(grant, CURL, NOW);
        long read = grant.waitingUse();
        note(grant, MAVEN, NOW.plusSeconds(1));
        long present = grant.waitingUse();

        assertThat(grant.replaceWaitingUse(read, UseNumbers.NONE)).isFalse();
        assertThat(grant.waitingUse()).isEqualTo(present);
    }

    @Test
    void note_howeverManyClientsTellThemselvesApart_keepsTheLatest() {
        store.whileWriting = () -> {
            throw new StorageException("on purpose");
        };
        for (int i = 0; i < 40_000; i++) {
            Client client = agent(i);
            note(grant, client, NOW.plusSeconds(i));
            assertThat(shown()).contains(new LastUse(NOW.plusSeconds(i), client));
            if (i % 10_000 == 0) {
                assertThatThrownBy(uses::flush).isInstanceOf(StorageException.class);
            }
        }
        assertThat(waiting).hasSize(1);
        store.whileWriting = () -> {};
        uses.flush();

        assertThat(lastUse()).contains(new LastUse(NOW.plusSeconds(39_999), agent(39_999)));
    }

    @Test
    void flush_whenThereAreManyClients_makesRoomForOthers() {
        for (int i = 0; i < 60_000; i++) {
            note(grant, agent(i), NOW.plusSeconds(i));
            assertThat(UseNumbers.second(grant.waitingUse())).isEqualTo(NOW.getEpochSecond() + i);
            if (i % 2_000 == 0) {
                uses.flush();
            }
        }
    }

    @Test
    void flush_whenItFails_forgetsNoClients() {
        note(grant, CURL, NOW);
        store.whileWriting = () -> {
            throw new StorageException("on purpose");
        };
        for (int i = 0; i < 3; i++) {
            crowd(i);
            assertThatThrownBy(uses::flush).isInstanceOf(StorageException.class);
            assertThat(shown()).contains(new LastUse(NOW, CURL));
        }
        store.whileWriting = () -> {};
        uses.flush();

        assertThat(lastUse()).contains(new LastUse(NOW, CURL));
    }

    /** The use is noted just before the clients of its generation are put aside, and so must not be the next to go. */
    @Test
    void flush_whenAUseComesWhileItMakesRoom_keepsItsClient() {
        crowd(0);
        store.whileWriting = () -> note(grant, CURL, NOW);
        uses.flush();
        store.whileWriting = () -> {};
        assertThat(shown()).contains(new LastUse(NOW, CURL));
        crowd(1);
        uses.flush();

        assertThat(lastUse()).contains(new LastUse(NOW, CURL));
    }

    @Test
    void note_whenTheClientsOfItsGenerationAreForgottenMeanwhile_notesAgain() {
        waiting.beforeCompute = () -> {
            crowd(0);
            uses.flush();
            crowd(1);
            uses.flush();
        };
        note(grant, CURL, NOW);

        assertThat(shown()).contains(new LastUse(NOW, CURL));
        uses.flush();
        assertThat(lastUse()).contains(new LastUse(NOW, CURL));
    }

    @Test
    void upToDate_whenTheNextGenerationBeginsMeanwhile_showsTheLatest() {
        note(grant, CURL, NOW);
        waiting.afterGet = () -> {
            crowd(0);
            uses.flush();
            note(grant, MAVEN, NOW.plusSeconds(1));
        };

        assertThat(shown()).contains(new LastUse(NOW.plusSeconds(1), MAVEN));
    }

    /** The first use was read when the other thread noted the second. */
    @ParameterizedTest
    @CsvSource({"1, 2, 3, 3", "1, 3, 2, 3", "1, 3, 3, 3"})
    void replace_whenAnotherThreadWasFaster_keepsTheLaterUse(long read, long faster, long noted, long kept) {
        assertThat(grant.replaceWaitingUse(UseNumbers.NONE, number(faster))).isTrue();

        assertThat(LastUses.replace(grant, number(read), number(noted))).isTrue();
        assertThat(UseNumbers.second(grant.waitingUse())).isEqualTo(kept);
    }

    @Test
    void replace_whenTheUseIsWrittenMeanwhile_doesNothing() {
        assertThat(LastUses.replace(grant, number(1), number(2))).isFalse();
        assertThat(grant.waitingUse()).isEqualTo(UseNumbers.NONE);
    }

    @Test
    void note_byTwoThreadsAtOnce_neverGoesBack() throws Exception {
        AtomicLong clock = new AtomicLong(NOW.getEpochSecond());
        note(grant, CURL, NOW);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Future<?>> noting = List.of(
                threads.submit(() -> noteInTurns(CURL, clock)), threads.submit(() -> noteInTurns(MAVEN, clock)));
        for (Future<?> each : noting) {
            each.get();
        }
        threads.shutdown();
    }

    /** Notes a use at each step of a clock that others move too, and sees that it stays unless a later one comes. */
    private void noteInTurns(Client client, AtomicLong clock) {
        long before = 0;
        for (int turn = 0; turn < 200_000; turn++) {
            long second = clock.incrementAndGet();
            uses.note(grant, client, second);
            long after = UseNumbers.second(grant.waitingUse());
            if (after < second || after < before) {
                throw new AssertionError("noted " + second + ", but " + after + " came after " + before);
            }
            before = after;
        }
    }

    /** Each client calls in seconds of its own, and so a use that mixes two calls, or goes back, can be told. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void underContention_noUseIsLost_goesBack_orMixesWithAnother(boolean cached) throws Exception {
        int callers = 3;
        ExecutorService threads = Executors.newFixedThreadPool(callers + 1);
        CountDownLatch noted = new CountDownLatch(callers);
        List<Future<?>> all = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            int own = caller;
            all.add(threads.submit(() -> {
                for (int i = own; i < 60_000; i += callers) {
                    note(cached ? grant : new TokenGrant(token), agent(i), NOW.plusSeconds(i));
                }
                noted.countDown();
            }));
        }
        all.add(threads.submit(() -> {
            Instant before = Instant.MIN;
            while (noted.getCount() > 0) {
                uses.flush();
                Instant at = lastUse().map(LastUse::at).orElse(before);
                assertThat(at).isAfterOrEqualTo(before);
                before = at;
            }
        }));
        for (Future<?> each : all) {
            each.get();
        }
        uses.flush();
        threads.shutdown();

        assertThat(lastUse()).contains(new LastUse(NOW.plusSeconds(59_999), agent(59_999)));
        for (ImmutableMap<TokenId, LastUse> batch : store.batches) {
            batch.values()
                    .forEach(use -> assertThat(use.client())
                            .isEqualTo(agent((int) (use.at().getEpochSecond() - NOW.getEpochSecond()))));
        }
        assertThat(waiting).isEmpty();
    }

    private long number(long second) {
        return numbers.numberOf(second, CURL);
    }

    private static Client agent(int number) {
        return new Client("192.0.2.1", "agent " + number);
    }

    /** Has another token used by so many clients that a flush makes room. */
    private void crowd(int block) {
        for (int i = 0; i < UseNumbers.CROWD; i++) {
            note(crowded, agent((block + 1) * 100_000 + i), NOW);
        }
    }

    private TokenGrant grantOf(int id) {
        return new TokenGrant(tokenOf(id));
    }

    private Token tokenOf(int id) {
        return new Token(new TokenId(id), ALICE, token.terms(), FINGERPRINT, token.hint(), NOW, Optional.empty());
    }

    private Optional<LastUse> shown() {
        return uses.upToDate(token).lastUse();
    }

    private void note(TokenGrant used, Client client, Instant at) {
        uses.note(used, client, at.getEpochSecond());
    }

    private Optional<LastUse> lastUse() {
        return tokens.find(ALICE, token.id()).orElseThrow().lastUse();
    }

    /** A store that remembers what it was given, and can be told to do something else meanwhile. */
    private static final class RecordingTokens extends ForwardingTokens {

        private final List<ImmutableMap<TokenId, LastUse>> batches = new ArrayList<>();
        private Runnable whileWriting = () -> {};
        private Supplier<ImmutableSet<TokenId>> held = ImmutableSet::of;
        private Runnable onceWritten = () -> {};

        RecordingTokens(Tokens tokens) {
            super(tokens);
        }

        @Override
        public ImmutableSet<TokenId> keepLastUses(ImmutableMap<TokenId, LastUse> uses) {
            whileWriting.run();
            batches.add(uses);
            ImmutableSet<TokenId> notKept = held.get();
            ImmutableSet<TokenId> unused =
                    super.keepLastUses(ImmutableMap.copyOf(Maps.filterKeys(uses, id -> !notKept.contains(id))));
            onceWritten.run();
            return notKept;
        }
    }

    /** A map that can be told to do something else, once, between two steps of the one who asks it. */
    @SuppressWarnings("serial")
    private static final class InterruptedMap extends ConcurrentHashMap<TokenId, TokenGrant> {

        private Runnable afterGet = () -> {};
        private Runnable beforeCompute = () -> {};

        @Override
        public @Nullable TokenGrant get(Object id) {
            TokenGrant found = super.get(id);
            Runnable step = afterGet;
            afterGet = () -> {};
            step.run();
            return found;
        }

        @Override
        public TokenGrant compute(
                TokenId id, BiFunction<? super TokenId, ? super TokenGrant, ? extends TokenGrant> step) {
            Runnable first = beforeCompute;
            beforeCompute = () -> {};
            first.run();
            return super.compute(id, step);
        }
    }
}
