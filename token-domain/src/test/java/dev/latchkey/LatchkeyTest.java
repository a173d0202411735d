package dev.latchkey;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static dev.latchkey.token.testing.Fixtures.CATALOG;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.START_ENV;
import static dev.latchkey.token.testing.Fixtures.STOP_ENV;
import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.by;
import static dev.latchkey.token.testing.Fixtures.custom;
import static dev.latchkey.token.testing.Fixtures.done;
import static dev.latchkey.token.testing.Fixtures.history;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static dev.latchkey.token.testing.Fixtures.password;
import static dev.latchkey.token.testing.Fixtures.refusal;
import static dev.latchkey.token.testing.Fixtures.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.Actor;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.Authorization.Denied;
import dev.latchkey.token.Authorization.Granted;
import dev.latchkey.token.Client;
import dev.latchkey.token.DenialReason;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.LastUse;
import dev.latchkey.token.Quota;
import dev.latchkey.token.RefusalReason;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenTerms;
import dev.latchkey.token.TokenValue;
import dev.latchkey.token.Tokens;
import dev.latchkey.token.testing.ForwardingTokens;
import dev.latchkey.token.testing.InMemoryEvents;
import dev.latchkey.token.testing.InMemoryTokens;
import dev.latchkey.token.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LatchkeyTest {

    private static final Client CLIENT = new Client("192.0.2.7", "curl/8.5.0");
    private static final TokenTerms TERMS = terms("Nightly stop", custom(STOP_ENV), Expiry.never());
    private static final ChangeRequest BY_ALICE =
            new ChangeRequest(ALICE, Confirmation.vouchedFor(Actor.owner()), new Client("192.0.2.7", ""));
    private static final LastUse USE = new LastUse(NOW.truncatedTo(ChronoUnit.SECONDS), CLIENT);

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryEvents events = new InMemoryEvents();
    private final WatchedTokens tokens = new WatchedTokens(new InMemoryTokens(events));
    private final LatchkeyBuilder builder = builder(tokens);
    private final Latchkey latchkey = builder.start();
    private final TokenValue value = newValue();
    private final Token token = added(tokens, newToken(value));

    @AfterEach
    void close() {
        latchkey.close();
    }

    @Test
    void authorize_byMethodOrName_isTheSame() {
        assertThat(latchkey.authorize(value.reveal(), STOP_ENV, CLIENT)).isInstanceOf(Granted.class);
        assertThat(latchkey.authorize(value.reveal(), "Environment.control.stopEnv", CLIENT))
                .isInstanceOf(Granted.class);
        assertThat(latchkey.authorize(value.reveal(), START_ENV, CLIENT))
                .isEqualTo(new Denied(DenialReason.METHOD_NOT_GRANTED, START_ENV.toString()));
        assertThat(latchkey.identify(value.reveal(), CLIENT)).isInstanceOf(Granted.class);
        assertThat(latchkey.identify("", CLIENT)).isEqualTo(new Denied(DenialReason.MISSING, ""));
    }

    @Test
    void authorize_ofAMethodThatTheCatalogLacks_isTheProgramsMistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> latchkey.authorize(value.reveal(), "environment.control.Stop", CLIENT))
                .withMessage("method is not in the catalog: environment.control.Stop");
    }

    @Test
    void authorizeAtOnce_neverAsksTheStore() {
        assertThat(latchkey.authorizeAtOnce(value.reveal(), STOP_ENV, CLIENT)).isEmpty();
        assertThat(latchkey.authorizeAtOnce(newValue().reveal(), STOP_ENV, CLIENT))
                .isEmpty();
        assertThat(latchkey.authorizeAtOnce("", STOP_ENV, CLIENT)).isPresent();
        assertThat(tokens.looked).hasValue(0);

        latchkey.authorize(value.reveal(), STOP_ENV, CLIENT);

        assertThat(latchkey.authorizeAtOnce(value.reveal(), STOP_ENV, CLIENT)).isPresent();
        assertThat(tokens.looked).hasValue(1);
    }

    @Test
    void authorize_whenTheStoreCannotTellOfChanges_asksItAtEveryCall() {
        tokens.telling = false;
        try (Latchkey uncached = builder(tokens).start()) {
            for (int call = 1; call <= 3; call++) {
                assertThat(uncached.authorize(value.reveal(), STOP_ENV, CLIENT)).isInstanceOf(Granted.class);
                assertThat(tokens.looked).hasValue(call);
            }
            assertThat(uncached.authorizeAtOnce(value.reveal(), STOP_ENV, CLIENT))
                    .isEmpty();
            assertThat(uncached.cacheBytes()).isZero();

            tokens.remove(ImmutableSet.of(token.id()), by(ALICE));
            assertThat(uncached.authorize(value.reveal(), STOP_ENV, CLIENT)).isInstanceOf(Denied.class);
        }
    }

    @Test
    void aChangeThroughTheStore_isSeenByTheNextCall() {
        latchkey.authorize(value.reveal(), STOP_ENV, CLIENT);
        assertThat(latchkey.cacheBytes()).isPositive();

        tokens.remove(ImmutableSet.of(token.id()), by(ALICE));

        assertThat(latchkey.authorize(value.reveal(), STOP_ENV, CLIENT))
                .isEqualTo(new Denied(DenialReason.UNKNOWN, STOP_ENV.toString()));
    }

    @Test
    void cacheBytes_ofNone_turnsTheCacheOff() {
        try (Latchkey uncached = builder(tokens).cacheBytes(0).start()) {
            assertThat(uncached.authorize(value.reveal(), STOP_ENV, CLIENT)).isInstanceOf(Granted.class);
            assertThat(uncached.authorizeAtOnce(value.reveal(), STOP_ENV, CLIENT))
                    .isEmpty();
            assertThat(uncached.cacheBytes()).isZero();
        }
    }

    @Test
    void cacheBytes_staysWithinWhatTheBuilderWasTold() {
        try (Latchkey small = builder(tokens).cacheBytes(1_000).start()) {
            for (int i = 0; i < 50; i++) {
                TokenValue each = newValue();
                added(tokens, newToken(each));
                small.authorize(each.reveal(), STOP_ENV, CLIENT);
                assertThat(small.cacheBytes()).isBetween(1L, 1_000L);
            }
        }
    }

    @Test
    void tokens_list_showsUsesThatAreNotWrittenYet() {
        latchkey.authorize(value.reveal(), STOP_ENV, CLIENT);

        assertThat(tokens.find(ALICE, token.id()).orElseThrow().lastUse()).isEmpty();
        assertThat(latchkey.tokens().list(ALICE)).extracting(Token::lastUse).containsExactly(Optional.of(USE));
    }

    @Test
    void tokens_generate_makesTokensOfTheBuildersPrefix() {
        try (Latchkey shop = builder(tokens).prefix("shop_").start()) {
            IssuedToken issued = done(shop.tokens().generate(BY_ALICE, TERMS));

            assertThat(issued.value().reveal()).startsWith("shop_");
            assertThat(issued.token().createdAt()).isEqualTo(NOW);
            assertThat(shop.authorize(issued.value().reveal(), STOP_ENV, CLIENT))
                    .isInstanceOf(Granted.class);
            assertThat(latchkey.authorize(issued.value().reveal(), STOP_ENV, CLIENT))
                    .isEqualTo(new Denied(DenialReason.MALFORMED, STOP_ENV.toString()));
        }
    }

    @Test
    void tokens_generate_byDefault_allowsAThousandTokensOfAnAccount() {
        for (int i = 0; i < 999; i++) {
            added(tokens, newToken(BOB, newValue(), "One of many", Expiry.never()));
        }
        ChangeRequest byBob = new ChangeRequest(BOB, Confirmation.vouchedFor(Actor.owner()), Client.UNKNOWN);

        done(latchkey.tokens().generate(byBob, TERMS));

        assertThat(refusal(latchkey.tokens().generate(byBob, TERMS)).reason()).isEqualTo(RefusalReason.TOO_MANY_TOKENS);
    }

    @Test
    void tokens_withAPassword_whenNothingChecksOne_failsAndSaysWhatIsMissing() {
        ChangeRequest withPassword =
                new ChangeRequest(ALICE, Confirmation.by(password("correct horse")), Client.UNKNOWN);

        assertThatIllegalStateException()
                .isThrownBy(() -> latchkey.tokens().generate(withPassword, TERMS))
                .withMessageContaining("confirmedBy");
    }

    @Test
    void withoutClose_usesAndRefusalsAreWrittenAllTheSame() throws Exception {
        LatchkeyBuilder soon = builder(tokens);
        assertThat(soon.flushPeriod).isEqualTo(Duration.ofSeconds(10));
        soon.flushPeriod = Duration.ofMillis(1);
        try (Latchkey flushing = soon.start()) {
            flushing.authorize(value.reveal(), START_ENV, CLIENT);
            flushing.authorize(value.reveal(), STOP_ENV, CLIENT);

            tokens.usesWritten.await();
            while (refused().isEmpty()) {
                Thread.onSpinWait();
            }
        }
        assertThat(tokens.find(ALICE, token.id()).orElseThrow().lastUse()).contains(USE);
    }

    @Test
    void close_writesUsesAndRefusals() {
        latchkey.authorize(value.reveal(), STOP_ENV, CLIENT);
        latchkey.authorize(value.reveal(), START_ENV, CLIENT);

        latchkey.close();

        assertThat(tokens.find(ALICE, token.id()).orElseThrow().lastUse()).contains(USE);
        assertThat(refused())
                .extracting(Event::detail)
                .containsExactly("environment.control.StartEnv: METHOD_NOT_GRANTED");
    }

    /** That of this machine may be anything. */
    @Test
    void withoutAClockOfItsOwn_itGoesByTheStores() {
        Instant end = NOW.plusSeconds(60);
        TokenValue dying = newValue();
        Token expiring = added(tokens, newToken(ALICE, dying, "Nightly stop", Expiry.at(end)));
        try (Latchkey byStore = Latchkey.on(tokens, events).catalog(CATALOG).start()) {
            assertThat(byStore.clock().instant()).isEqualTo(NOW);
            tokens.storesClock.set(end.minusNanos(1));
            assertThat(byStore.authorize(dying.reveal(), STOP_ENV, CLIENT)).isInstanceOf(Granted.class);
            byStore.flush();
            assertThat(tokens.find(ALICE, expiring.id()).orElseThrow().lastUse())
                    .contains(new LastUse(end.minusNanos(1).truncatedTo(ChronoUnit.SECONDS), CLIENT));

            TokenTerms until = terms("Nightly stop", custom(STOP_ENV), Expiry.at(end));
            assertThat(done(byStore.tokens().generate(BY_ALICE, until)).token().expiry())
                    .isEqualTo(Expiry.at(end));

            tokens.storesClock.set(end);

            assertThat(byStore.authorize(dying.reveal(), STOP_ENV, CLIENT))
                    .isEqualTo(new Denied(DenialReason.EXPIRED, STOP_ENV.toString()));
            assertThat(refusal(byStore.tokens().regenerate(BY_ALICE, expiring.id()))
                            .reason())
                    .isEqualTo(RefusalReason.EXPIRY_NEEDED);
        }
    }

    @Test
    void aClockOfItsOwn_countsMoreThanTheStores() {
        tokens.storesClock.set(NOW.plusSeconds(3_600));

        assertThat(latchkey.clock().instant()).isEqualTo(NOW);
    }

    @Test
    void callsPerMinute_areSharedByTheNodes_eachOfWhichTellsItsShare() {
        tokens.nodes.set(3);
        try (Latchkey limited = builder(tokens).callsPerMinute(6).start()) {
            Granted granted = (Granted) limited.authorize(value.reveal(), STOP_ENV, CLIENT);
            assertThat(granted.quota()).contains(new Quota(2, 1, Duration.ofSeconds(30)));
            assertThat(limited.authorize(value.reveal(), STOP_ENV, CLIENT)).isInstanceOf(Granted.class);
            assertThat(limited.authorize(value.reveal(), STOP_ENV, CLIENT)).isInstanceOf(Denied.class);
        }
    }

    @Test
    void refusedCalls_areBoundedForAllNodesTogether() {
        tokens.nodes.set(4);
        for (int call = 0; call < 200; call++) {
            latchkey.authorize(newValue().reveal(), STOP_ENV, CLIENT);
        }
        latchkey.flush();

        assertThat(refused()).hasSize(51).extracting(Event::times).contains(150);
    }

    @Test
    void close_leavesTheStoreOpen_andEndsTheWatch() {
        latchkey.close();

        assertThat(tokens.find(value.fingerprint())).contains(token);
        assertThat(tokens.watching).hasValue(0);
    }

    @Test
    void close_hasEveryLaterQuestionFail() {
        latchkey.authorize(value.reveal(), STOP_ENV, CLIENT);

        latchkey.close();

        assertThatIllegalStateException().isThrownBy(() -> latchkey.authorize(value.reveal(), STOP_ENV, CLIENT));
        assertThatIllegalStateException().isThrownBy(() -> latchkey.authorizeAtOnce(value.reveal(), STOP_ENV, CLIENT));
        assertThatIllegalStateException().isThrownBy(() -> latchkey.identify(value.reveal(), CLIENT));
    }

    @Test
    void close_whenTheStoreFails_isLoggedAndNotThrown_andASecondTimeDoesNothing() {
        latchkey.authorize(value.reveal(), STOP_ENV, CLIENT);
        latchkey.authorize(value.reveal(), START_ENV, CLIENT);
        tokens.failing = true;

        try (LogLines log = LogLines.of(Upkeep.class)) {
            latchkey.close();
            assertThat(log.lines())
                    .containsExactly("writing last uses failed, and will be tried again: "
                            + StorageException.class.getName() + ": on purpose");
            assertThat(refused()).hasSize(1);

            latchkey.close();
            assertThat(log.lines()).hasSize(1);
        }
    }

    @Test
    void start_withACatalog_hasItsMethodsAlone() {
        try (Latchkey ofCatalog = Latchkey.on(tokens, events).catalog(CATALOG).start()) {
            assertThat(ofCatalog.catalog()).isSameAs(CATALOG);
        }
    }

    @Test
    void start_withMethodsOneByOne_hasThese() {
        try (Latchkey shop = Latchkey.on(tokens, events)
                .reads("orders.read")
                .changes("orders.cancel")
                .template("Reading", "orders.read")
                .start()) {
            assertThat(shop.catalog().methods())
                    .extracting(entry -> entry.method() + " " + entry.effect())
                    .containsExactly("orders.cancel CHANGES", "orders.read READS");
            assertThat(shop.catalog().methodsOf(done(shop.catalog().templateSet("reading"))))
                    .containsExactly(ApiMethod.of("orders.read"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void builder_withoutRoomForOne_isRefused(int none) {
        assertThatIllegalArgumentException().isThrownBy(() -> builder.mostTokensOfAccount(none));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.cacheBytes(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.prefix("shop-"));
    }

    /** Two texts stand side by side: whoever swaps them must not find the token's value in a log. */
    @Test
    void authorize_ofAValueInPlaceOfAMethod_failsWithoutTellingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> latchkey.authorize("environment.control.StopEnv", value.reveal(), CLIENT))
                .withMessage("method is not in the catalog: one of 40 characters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> latchkey.authorize("environment.control.StopEnv", "Bearer " + value.reveal(), CLIENT))
                .withMessageNotContaining(value.hint());
    }

    @Test
    void start_withMethodsAndACatalog_isRefused() {
        LatchkeyBuilder both = Latchkey.on(tokens, events).reads("orders.read").catalog(CATALOG);

        assertThatIllegalStateException().isThrownBy(both::start);
    }

    private ImmutableList<Event> refused() {
        return history(events, Events.Filter.ALL, 100).stream()
                .filter(event -> event.kind() == Event.Kind.REFUSED)
                .collect(ImmutableList.toImmutableList());
    }

    private LatchkeyBuilder builder(Tokens store) {
        return Latchkey.on(store, events).catalog(CATALOG).clock(clock);
    }

    /** Tokens that tell what is asked of them, and can fail to keep last uses, and to tell of changes. */
    private static final class WatchedTokens extends ForwardingTokens {

        private final AtomicInteger looked = new AtomicInteger();
        private final AtomicInteger watching = new AtomicInteger();
        private final CountDownLatch usesWritten = new CountDownLatch(1);
        private final AtomicInteger nodes = new AtomicInteger(1);
        private final SettableClock storesClock = new SettableClock(NOW);
        private volatile boolean telling = true;
        private volatile boolean failing;

        WatchedTokens(Tokens tokens) {
            super(tokens);
        }

        @Override
        public Optional<Token> find(TokenFingerprint fingerprint) {
            looked.incrementAndGet();
            return super.find(fingerprint);
        }

        @Override
        public ImmutableSet<TokenId> keepLastUses(ImmutableMap<TokenId, LastUse> uses) {
            if (failing) {
                throw new StorageException("on purpose");
            }
            ImmutableSet<TokenId> notKept = super.keepLastUses(uses);
            usesWritten.countDown();
            return notKept;
        }

        @Override
        public Optional<Watch> watch(Consumer<TokenFingerprint> watcher) {
            if (!telling) {
                return Optional.empty();
            }
            Watch watch = super.watch(watcher).orElseThrow();
            watching.incrementAndGet();
            return Optional.of(new Watch() {
                @Override
                public long era() {
                    return watch.era();
                }

                @Override
                public int nodes() {
                    return nodes.get();
                }

                @Override
                public InstantSource clock() {
                    return storesClock;
                }

                @Override
                public void close() {
                    watch.close();
                    watching.decrementAndGet();
                }
            });
        }
    }
}
