package dev.latchkey.token;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.START_ENV;
import static dev.latchkey.token.testing.Fixtures.STOP_ENV;
import static dev.latchkey.token.testing.Fixtures.by;
import static dev.latchkey.token.testing.Fixtures.custom;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.testing.InMemoryTokenEvents;
import dev.latchkey.token.testing.InMemoryTokens;
import dev.latchkey.token.testing.TokensContract;
import java.time.Duration;
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
import org.junit.jupiter.api.Test;

/** The cache keeps the store's contract, and what it adds to it. */
final class CachedTokensTest extends TokensContract {

    private static final long ROOMY = 1 << 20;
    private static final TokenEdit WIDER =
            new TokenEdit(Optional.empty(), Optional.of(custom(START_ENV, STOP_ENV)), Optional.empty());

    private final InMemoryTokenEvents events = new InMemoryTokenEvents();
    private final CountingTokens store = new CountingTokens(new InMemoryTokens(events));
    private final CachedTokens cached = new CachedTokens(store, ROOMY);

    @Override
    protected Tokens tokens() {
        return cached;
    }

    @Override
    protected TokenEvents events() {
        return events;
    }

    @Test
    void findGrant_asksTheStoreOnce() {
        Token token = add();

        assertThat(cached.findCached(token.fingerprint())).isEmpty();
        assertThat(cached.findGrant(token.fingerprint())).contains(token.grant());
        assertThat(cached.findGrant(token.fingerprint())).contains(token.grant());
        assertThat(cached.findCached(token.fingerprint())).contains(token.grant());
        assertThat(store.looked).hasValue(1);
    }

    @Test
    void findGrant_byManyAtOnce_asksTheStoreOnce() throws Exception {
        Token token = add();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CyclicBarrier together = new CyclicBarrier(8);
        List<Future<Optional<TokenGrant>>> found = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            found.add(threads.submit(() -> {
                together.await();
                return cached.findGrant(token.fingerprint());
            }));
        }
        for (Future<Optional<TokenGrant>> grant : found) {
            assertThat(grant.get()).contains(token.grant());
        }
        threads.shutdown();

        assertThat(store.looked).hasValue(1);
    }

    @Test
    void everyChange_isSeenByTheVeryNextLookup() {
        Token token = add();
        cached.findGrant(token.fingerprint());

        cached.edit(token.id(), WIDER, by(ALICE));
        assertThat(cached.findGrant(token.fingerprint()).orElseThrow().methods())
                .isEqualTo(custom(START_ENV, STOP_ENV));

        TokenValue value = newValue();
        cached.regenerate(token.id(), value.fingerprint(), value.hint(), Optional.empty(), by(ALICE));
        assertThat(cached.findGrant(token.fingerprint())).isEmpty();
        assertThat(cached.findGrant(value.fingerprint())).isPresent();

        cached.remove(ImmutableSet.of(token.id()), by(ALICE));
        assertThat(cached.findGrant(value.fingerprint())).isEmpty();
        assertThat(cached.weight()).isZero();
    }

    @Test
    void unknownValues_areNotKept_andPushNothingOut() {
        Token token = add();
        cached.findGrant(token.fingerprint());
        long weight = cached.weight();

        for (int i = 0; i < 10_000; i++) {
            assertThat(cached.findGrant(newValue().fingerprint())).isEmpty();
        }

        assertThat(cached.weight()).isEqualTo(weight);
        assertThat(cached.findCached(token.fingerprint())).isPresent();
    }

    @Test
    void theWeight_staysBounded_andWhatIsUsedStays() {
        CachedTokens small = new CachedTokens(store, 20_000);
        Token used = add();
        for (int i = 0; i < 1_000; i++) {
            small.findGrant(used.fingerprint());
            small.findGrant(add().fingerprint());
            assertThat(small.weight()).isLessThanOrEqualTo(20_000);
        }

        assertThat(small.weight()).isGreaterThan(15_000);
        assertThat(small.findCached(used.fingerprint())).isPresent();
    }

    @Test
    void anEqualMethodSet_weighsOnce_andNothingOnceNobodyHasIt() {
        cached.findGrant(add().fingerprint());
        long first = cached.weight();
        Token token = add();
        cached.findGrant(token.fingerprint());
        long second = cached.weight() - first;

        assertThat(second).isLessThan(first);
        for (Token each : cached.ownedBy(ALICE)) {
            cached.remove(ImmutableSet.of(each.id()), by(ALICE));
        }
        assertThat(cached.weight()).isZero();
    }

    @Test
    void equalMethodSets_areOneObject() {
        TokenGrant first = cached.findGrant(add().fingerprint()).orElseThrow();
        TokenGrant second = cached.findGrant(add().fingerprint()).orElseThrow();

        assertThat(first.methods()).isSameAs(second.methods());
    }

    @Test
    void aFailingStore_isTold_andAskedAgain() {
        Token token = add();
        store.failing = true;
        assertThatThrownBy(() -> cached.findGrant(token.fingerprint())).isInstanceOf(StorageException.class);

        store.failing = false;
        assertThat(cached.findGrant(token.fingerprint())).isPresent();
    }

    @Test
    void aLoadThatARemovalOvertakes_leavesNothingBehind() throws Exception {
        Token token = add();
        store.readBeforeReturning = new CountDownLatch(1);
        store.mayReturn = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Future<Optional<TokenGrant>> loading = threads.submit(() -> cached.findGrant(token.fingerprint()));
        store.readBeforeReturning.await();

        Future<ImmutableSet<TokenId>> removing =
                threads.submit(() -> cached.remove(ImmutableSet.of(token.id()), by(ALICE)));
        store.removed.await();
        store.mayReturn.countDown();

        assertThat(loading.get()).isPresent();
        assertThat(removing.get()).isEmpty();
        assertThat(cached.findGrant(token.fingerprint())).isEmpty();
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
        for (int i = 0; i < 3; i++) {
            readers.execute(() -> {
                while (end.getCount() > 0) {
                    TokenFingerprint killed = dead.get();
                    cached.findGrant(present.get());
                    if (cached.findGrant(killed).isPresent()) {
                        found.incrementAndGet();
                    }
                }
            });
        }
        for (int i = 0; i < 3_000; i++) {
            TokenValue value = newValue();
            TokenFingerprint old = present.get();
            cached.regenerate(token.id(), value.fingerprint(), value.hint(), Optional.empty(), by(ALICE));
            dead.set(old);
            present.set(value.fingerprint());
        }
        end.countDown();
        readers.shutdown();

        assertThat(found).hasValue(0);
    }

    private Token add() {
        return cached.add(newToken(ALICE, newValue(), "Cached", Expiry.at(NOW.plus(Duration.ofDays(1)))), by(ALICE));
    }

    /** A store that counts its look-ups by value, and can fail or dawdle in them. */
    private static final class CountingTokens extends ForwardingTokens {

        private final AtomicInteger looked = new AtomicInteger();
        private final CountDownLatch removed = new CountDownLatch(1);
        private volatile boolean failing;
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
            return found;
        }

        @Override
        public ImmutableSet<TokenId> remove(ImmutableSet<TokenId> ids, Origin origin) {
            ImmutableSet<TokenId> missing = super.remove(ids, origin);
            removed.countDown();
            return missing;
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
