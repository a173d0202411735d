package dev.latchkey.token.cache;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.START_ENV;
import static dev.latchkey.token.testing.Fixtures.STOP_ENV;
import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.by;
import static dev.latchkey.token.testing.Fixtures.custom;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.DenialReason;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenEdit;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenValue;
import dev.latchkey.token.Tokens;
import dev.latchkey.token.testing.ForwardingTokens;
import dev.latchkey.token.testing.InMemoryTokens;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class GrantsTest {

    private static final long ROOMY = 1 << 20;
    private static final Expiry TOMORROW = Expiry.at(NOW.plus(Duration.ofDays(1)));
    private static final Expiry YESTERDAY = Expiry.at(NOW.minus(Duration.ofDays(1)));
    private static final TokenEdit WIDER = TokenEdit.NOTHING.methods(custom(START_ENV, STOP_ENV));

    private final CountingTokens store = new CountingTokens(new InMemoryTokens());
    private final Grants grants = Grants.of(store, ROOMY);

    @Test
    void find_asksTheStoreOnce() {
        Token token = add();

        assertThat(grants.findCached(token.fingerprint())).isNull();
        assertThat(grants.find(token.fingerprint())).satisfies(grant -> assertIsOf(token, grant));
        assertThat(grants.find(token.fingerprint())).satisfies(grant -> assertIsOf(token, grant));
        assertThat(grants.findCached(token.fingerprint())).satisfies(grant -> assertIsOf(token, grant));
        assertThat(store.looked).hasValue(1);
    }

    @Test
    void findCached_neverAsksTheStore() {
        grants.findCached(add().fingerprint());
        grants.findCached(newValue().fingerprint());

        assertThat(store.looked).hasValue(0);
    }

    @Test
    void findCached_marksWhatItFinds_soThatItStays() {
        Token token = add();
        TokenGrant grant = grants.find(token.fingerprint());
        assertThat(grant.wasFound()).isFalse();

        grants.findCached(token.fingerprint());

        assertThat(grant.wasFound()).isTrue();
    }

    @Test
    void find_byManyAtOnce_asksTheStoreOnce() throws Exception {
        Token token = add();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CyclicBarrier together = new CyclicBarrier(8);
        List<Future<TokenGrant>> found = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            found.add(threads.submit(() -> {
                together.await();
                return grants.find(token.fingerprint());
            }));
        }
        for (Future<TokenGrant> grant : found) {
            assertIsOf(token, grant.get());
        }
        threads.shutdown();

        assertThat(store.looked).hasValue(1);
    }

    @Test
    void everyChange_isSeenByTheVeryNextLookup() {
        Token token = add();
        grants.find(token.fingerprint());

        store.edit(token.id(), WIDER, by(ALICE));
        assertThat(grants.find(token.fingerprint()).methods()).isEqualTo(custom(START_ENV, STOP_ENV));

        TokenValue value = newValue();
        store.regenerate(token.id(), value.fingerprint(), value.hint(), by(ALICE));
        assertThat(grants.find(token.fingerprint())).isNull();
        assertThat(grants.find(value.fingerprint())).isNotNull();

        store.remove(ImmutableSet.of(token.id()), by(ALICE));
        assertThat(grants.find(value.fingerprint())).isNull();
        assertThat(grants.weight()).isZero();
    }

    @Test
    void revive_hasTheDeadValueForgotten() {
        Token expired = added(store, newToken(ALICE, newValue(), "Cached", YESTERDAY));
        grants.find(expired.fingerprint());
        TokenValue value = newValue();

        store.revive(expired.id(), value.fingerprint(), value.hint(), TOMORROW, by(ALICE));

        assertThat(grants.find(expired.fingerprint())).isNull();
        assertThat(grants.find(value.fingerprint()).expiry()).isEqualTo(TOMORROW);
    }

    @Test
    void aChange_isForgottenByAllThatLookInTheStore() {
        Token token = add();
        Grants others = Grants.of(store, ROOMY);
        grants.find(token.fingerprint());
        others.find(token.fingerprint());

        store.remove(ImmutableSet.of(token.id()), by(ALICE));

        assertThat(grants.find(token.fingerprint())).isNull();
        assertThat(others.find(token.fingerprint())).isNull();
    }

    @Test
    void close_ofOne_leavesTheOthersTold() {
        Token token = add();
        Grants others = Grants.of(store, ROOMY);
        others.find(token.fingerprint());

        grants.close();
        store.remove(ImmutableSet.of(token.id()), by(ALICE));

        assertThat(others.find(token.fingerprint())).isNull();
    }

    /** Else it could be used after the era is over. What is taken away while the era is asked for was found by then. */
    @Test
    void theEra_isAskedFor_afterTheEntryWasFound() {
        Token token = add();
        grants.find(token.fingerprint());
        store.whileEraIsAskedFor = () -> store.remove(ImmutableSet.of(token.id()), by(ALICE));

        assertThat(grants.findCached(token.fingerprint())).isNotNull();
        assertThat(grants.findCached(token.fingerprint())).isNull();
    }

    @Test
    void whatIsKept_isUsedInItsEraOnly() {
        Token token = add();
        grants.find(token.fingerprint());

        store.era = Tokens.Watch.NO_ERA;
        assertThat(grants.findCached(token.fingerprint())).isNull();
        store.era = 1;
        assertThat(grants.findCached(token.fingerprint())).isNull();

        assertThat(grants.find(token.fingerprint())).isNotNull();
        assertThat(store.looked).hasValue(2);
        assertThat(grants.findCached(token.fingerprint())).isNotNull();
    }

    /** Nobody may have told of what was changed since the store was read. */
    @Test
    void aLoadDuringWhichAnotherEraBegins_isMadeAgain() {
        Token token = add();
        store.afterRead = () -> store.era = 1;

        assertThat(grants.find(token.fingerprint())).isNotNull();

        assertThat(store.looked).hasValue(2);
    }

    @Test
    void aStoreThatCannotTell_isAskedAtEveryCall_andNothingOfItIsKept() {
        CountingTokens shared = new CountingTokens(new InMemoryTokens()) {
            @Override
            public Optional<Watch> watch(Consumer<TokenFingerprint> watcher) {
                return Optional.empty();
            }
        };
        Grants uncached = Grants.of(shared, ROOMY);
        Token token = added(shared, newToken());

        for (int call = 1; call <= 3; call++) {
            assertIsOf(token, uncached.find(token.fingerprint()));
            assertThat(shared.looked).hasValue(call);
        }
        assertThat(uncached.findCached(token.fingerprint())).isNull();
        assertThat(uncached.weight()).isZero();
        shared.remove(ImmutableSet.of(token.id()), by(ALICE));
        assertThat(uncached.find(token.fingerprint())).isNull();
    }

    @Test
    void close_hasEveryLaterLookupFail() {
        Token token = add();
        grants.find(token.fingerprint());

        grants.close();

        assertThatIllegalStateException().isThrownBy(() -> grants.find(token.fingerprint()));
        assertThatIllegalStateException().isThrownBy(() -> grants.findCached(token.fingerprint()));
        assertThatIllegalStateException()
                .isThrownBy(() -> grants.find(newValue().fingerprint()));
    }

    @Test
    void close_aSecondTime_doesNothing() {
        grants.close();
        grants.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> grants.find(newValue().fingerprint()));
    }

    @Test
    void close_endsTheWatch() {
        Token token = add();
        grants.find(token.fingerprint());
        long weight = grants.weight();

        grants.close();
        store.remove(ImmutableSet.of(token.id()), by(ALICE));

        assertThat(grants.weight()).isEqualTo(weight);
    }

    @Test
    void of_withLessThanNoRoom_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Grants.of(store, -1));
    }

    @Test
    void unknownValues_areNotKept_andPushNothingOut() {
        Token token = add();
        grants.find(token.fingerprint());
        long weight = grants.weight();

        for (int i = 0; i < 10_000; i++) {
            assertThat(grants.find(newValue().fingerprint())).isNull();
        }

        assertThat(grants.weight()).isEqualTo(weight);
        assertThat(grants.findCached(token.fingerprint())).isNotNull();
    }

    @Test
    void theWeight_staysBounded_andWhatIsUsedStays() {
        Grants small = Grants.of(store, 20_000);
        Token used = add();
        for (int i = 0; i < 1_000; i++) {
            small.find(used.fingerprint());
            small.find(add().fingerprint());
            assertThat(small.weight()).isLessThanOrEqualTo(20_000);
        }

        assertThat(small.weight()).isGreaterThan(15_000);
        assertThat(small.findCached(used.fingerprint())).isNotNull();
    }

    @Test
    void anEqualMethodSet_weighsOnce_andNothingOnceNobodyHasIt() {
        grants.find(add().fingerprint());
        long first = grants.weight();
        grants.find(add().fingerprint());
        long second = grants.weight() - first;

        assertThat(second).isLessThan(first);
        for (Token each : store.ownedBy(ALICE)) {
            store.remove(ImmutableSet.of(each.id()), by(ALICE));
        }
        assertThat(grants.weight()).isZero();
    }

    @Test
    void equalMethodSets_areOneObject() {
        TokenGrant first = grants.find(add().fingerprint());
        TokenGrant second = grants.find(add().fingerprint());

        assertThat(first.methods()).isSameAs(second.methods());
    }

    @Test
    void aFailingStore_isTold_andAskedAgain() {
        Token token = add();
        store.failing = true;
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> grants.find(token.fingerprint()));

        store.failing = false;
        assertThat(grants.find(token.fingerprint())).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = Stop.class,
            names = {"SUSPENSION", "DISABLING"})
    void aStoppedToken_isForgotten_andNotKeptUntilItIsAliveAgain(Stop stop) {
        Token token = add();
        grants.find(token.fingerprint());

        stop.stop(store, token);
        assertThat(grants.weight()).isZero();
        for (int call = 1; call <= 2; call++) {
            assertThat(whyDead(grants.find(token.fingerprint()))).isEqualTo(stop.reason);
            assertThat(grants.findCached(token.fingerprint())).isNull();
            assertThat(grants.weight()).isZero();
        }

        stop.end(store, token);
        assertThat(whyDead(grants.find(token.fingerprint()))).isNull();
        assertThat(grants.findCached(token.fingerprint())).isNotNull();
    }

    private static DenialReason whyDead(TokenGrant grant) {
        return grant == null ? DenialReason.UNKNOWN : grant.whyDead(NOW.toEpochMilli(), () -> NOW);
    }

    /** The load has read the token when that is stopped, and goes on only once that is done, or waits for it. */
    @ParameterizedTest
    @EnumSource(Stop.class)
    void aLoadThatAStopOvertakes_leavesNothingBehind(Stop stop) throws Exception {
        Token token = add();
        CountDownLatch forgotten = new CountDownLatch(1);
        Tokens.Watch afterGrants =
                store.watch(fingerprint -> forgotten.countDown()).orElseThrow();
        store.readBeforeReturning = new CountDownLatch(1);
        store.mayReturn = new CountDownLatch(1);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<TokenGrant> loading = threads.submit(() -> grants.find(token.fingerprint()));
        store.readBeforeReturning.await();

        Thread stopping = new Thread(() -> stop.stop(store, token));
        stopping.start();
        while (stopping.isAlive() && stopping.getState() != Thread.State.WAITING && forgotten.getCount() > 0) {
            Thread.onSpinWait();
        }
        store.mayReturn.countDown();

        stopping.join();
        assertThat(whyDead(loading.get())).isEqualTo(stop.reason);
        assertThat(grants.findCached(token.fingerprint())).isNull();
        assertThat(whyDead(grants.find(token.fingerprint()))).isEqualTo(stop.reason);
        afterGrants.close();
        threads.shutdown();
    }

    /** Readers hammer the token's present value and its last one, while it is regenerated: a dead one must never be found. */
    @Test
    void underContention_noValueIsFound_afterItsRegenerationWasAcknowledged() throws Exception {
        Token token = add();
        AtomicReference<TokenFingerprint> present = new AtomicReference<>(token.fingerprint());
        AtomicReference<TokenFingerprint> dead =
                new AtomicReference<>(newValue().fingerprint());
        AtomicInteger found = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService readers = Executors.newFixedThreadPool(3);
        List<Future<?>> reading = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            reading.add(readers.submit(() -> {
                while (end.getCount() > 0) {
                    TokenFingerprint killed = dead.get();
                    grants.find(present.get());
                    if (grants.find(killed) != null) {
                        found.incrementAndGet();
                    }
                }
            }));
        }
        for (int i = 0; i < 3_000; i++) {
            TokenValue value = newValue();
            TokenFingerprint old = present.get();
            store.regenerate(token.id(), value.fingerprint(), value.hint(), by(ALICE));
            dead.set(old);
            present.set(value.fingerprint());
        }
        end.countDown();
        for (Future<?> each : reading) {
            each.get();
        }
        readers.shutdown();

        assertThat(found).hasValue(0);
    }

    private static void assertIsOf(Token token, TokenGrant grant) {
        assertThat(grant.isOf(token.fingerprint())).isTrue();
        assertThat(grant.fingerprint()).isEqualTo(token.fingerprint());
        assertThat(grant.hint()).isEqualTo(token.hint());
        assertThat(grant.owner()).isEqualTo(token.owner());
        assertThat(grant.id()).isEqualTo(token.id());
        assertThat(grant.methods()).isEqualTo(token.methods());
        assertThat(grant.expiry()).isEqualTo(token.expiry());
    }

    private Token add() {
        return added(store, newToken(ALICE, newValue(), "Cached", TOMORROW));
    }

    /** A store that counts its look-ups by value, and can fail or dawdle in them. */
    private static class CountingTokens extends ForwardingTokens {

        private final AtomicInteger looked = new AtomicInteger();
        private volatile boolean failing;
        private volatile long era;
        private volatile Runnable whileEraIsAskedFor = () -> {};
        private volatile Runnable afterRead = () -> {};
        private volatile CountDownLatch readBeforeReturning = new CountDownLatch(0);
        private volatile CountDownLatch mayReturn = new CountDownLatch(0);

        CountingTokens(Tokens tokens) {
            super(tokens);
        }

        @Override
        public Optional<Token> find(TokenFingerprint fingerprint) {
            if (failing) {
                throw new StorageException("on purpose");
            }
            looked.incrementAndGet();
            Optional<Token> found = super.find(fingerprint);
            readBeforeReturning.countDown();
            await(mayReturn);
            afterRead.run();
            return found;
        }

        @Override
        public Optional<Watch> watch(Consumer<TokenFingerprint> watcher) {
            return super.watch(watcher).map(watch -> new Watch() {
                @Override
                public long era() {
                    long asked = era;
                    whileEraIsAskedFor.run();
                    return asked;
                }

                @Override
                public int nodes() {
                    return watch.nodes();
                }

                @Override
                public InstantSource clock() {
                    return watch.clock();
                }

                @Override
                public void close() {
                    watch.close();
                }
            });
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
