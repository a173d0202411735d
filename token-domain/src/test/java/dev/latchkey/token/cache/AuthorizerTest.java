package dev.latchkey.token.cache;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static dev.latchkey.token.testing.Fixtures.CATALOG;
import static dev.latchkey.token.testing.Fixtures.CREATE_TOKEN;
import static dev.latchkey.token.testing.Fixtures.GET_ENV_INFO;
import static dev.latchkey.token.testing.Fixtures.INSTALL;
import static dev.latchkey.token.testing.Fixtures.MARKETPLACE;
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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodCatalog;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Authorization;
import dev.latchkey.token.Caller;
import dev.latchkey.token.Client;
import dev.latchkey.token.DenialReason;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.LastUse;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenDescription;
import dev.latchkey.token.TokenEdit;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenStore;
import dev.latchkey.token.TokenTerms;
import dev.latchkey.token.TokenValue;
import dev.latchkey.token.Tokens;
import dev.latchkey.token.testing.ForwardingTokens;
import dev.latchkey.token.testing.InMemoryEvents;
import dev.latchkey.token.testing.InMemoryTokens;
import dev.latchkey.token.testing.SettableClock;
import dev.latchkey.token.testing.Together;
import java.security.SecureRandom;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AuthorizerTest {

    private static final String ADDRESS = "192.0.2.7";
    private static final Client CLIENT = new Client(ADDRESS, "curl/8.5.0");
    private static final ApiMethodSet EVERYTHING = new ApiMethodSet.OfTemplate("Extended Access");

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryTokens tokens = new InMemoryTokens();
    private final InMemoryEvents recorded = new InMemoryEvents();
    private final Authorizer authorizer = authorizer(tokens, CATALOG);
    private final TokenValue value = newValue();

    @Test
    void authorize_withALiveTokenThatHasTheMethod_isGrantedToItsOwner() {
        Token token = add(BOB, custom(STOP_ENV), Expiry.never());

        assertThat(authorize(STOP_ENV)).isEqualTo(new Caller(BOB, Optional.of(token.id())));
        assertThat(recorded()).isEmpty();
    }

    @Test
    void authorize_ofAMethodInAnotherSpelling_isGranted() {
        Token token = add(custom(STOP_ENV), Expiry.never());

        assertThat(authorize(ApiMethod.of("environment.control.stopenv"))).isEqualTo(callerOf(token));
    }

    @Test
    void authorize_withATokenOfATemplate_isGrantedWhatThePlatformHasNow() {
        ApiMethod uninstall = ApiMethod.of("marketplace.jps.Uninstall");
        Token token = add(new ApiMethodSet.OfTemplate("Marketplace"), Expiry.never());
        ApiMethodCatalog grown = ApiMethodCatalog.builder()
                .method(new ApiMethodCatalog.Entry(
                        INSTALL, ApiMethodCatalog.Effect.CHANGES, ApiMethodCatalog.Callers.SESSIONS, ""))
                .changes(uninstall.toString())
                .template(MARKETPLACE)
                .build();

        assertThat(authorize(INSTALL)).isEqualTo(callerOf(token));
        assertThat(told(authorizer(tokens, grown).authorize(value.reveal(), INSTALL, CLIENT)))
                .isEqualTo(DenialReason.METHOD_NOT_GRANTED);
        assertThat(told(authorizer(tokens, grown).authorize(value.reveal(), uninstall, CLIENT)))
                .isEqualTo(callerOf(token));
    }

    @ParameterizedTest
    @CsvSource({"-1, true", "0, false", "1, false"})
    void authorize_fromTheVeryInstantOfItsExpiryOn_isDenied(long nanosecondsAfter, boolean alive) {
        Token token = add(custom(STOP_ENV), Expiry.at(NOW));

        clock.set(NOW.plusNanos(nanosecondsAfter));

        assertThat(authorize(STOP_ENV)).isEqualTo(alive ? callerOf(token) : DenialReason.EXPIRED);
        assertThat(identify()).isEqualTo(alive ? callerOf(token) : DenialReason.EXPIRED);
    }

    @Test
    void authorize_whenTheTokenHasNotTheMethod_isDenied() {
        add(custom(STOP_ENV), Expiry.never());

        assertThat(authorize(START_ENV)).isEqualTo(DenialReason.METHOD_NOT_GRANTED);
    }

    @Test
    void authorize_ofAMethodThatManagesTokens_isDeniedToEveryToken() {
        add(EVERYTHING, Expiry.never());
        assertThat(authorize(CREATE_TOKEN)).isEqualTo(DenialReason.METHOD_NOT_GRANTED);

        edit(custom(CREATE_TOKEN, STOP_ENV));
        assertThat(authorize(CREATE_TOKEN)).isEqualTo(DenialReason.METHOD_NOT_GRANTED);
        assertThat(authorize(STOP_ENV)).isInstanceOf(Caller.class);
    }

    @Test
    void authorize_whenExpiredAndWithoutTheMethod_tellsNothingOfItsMethods() {
        add(custom(STOP_ENV), Expiry.at(NOW));

        assertThat(authorize(START_ENV)).isEqualTo(DenialReason.EXPIRED);
    }

    @Test
    void authorize_whenTheTokenWasRegenerated_deniesTheOldValueAndGrantsTheNew() {
        Token token = add(custom(STOP_ENV), Expiry.never());
        TokenValue renewed = newValue();

        tokens.regenerate(token.id(), renewed.fingerprint(), renewed.hint(), by(ALICE));

        assertThat(authorize(STOP_ENV)).isEqualTo(DenialReason.UNKNOWN);
        assertThat(told(authorizer.authorize(renewed.reveal(), STOP_ENV, CLIENT)))
                .isEqualTo(callerOf(token));
    }

    @Test
    void authorize_whenTheTokenWasRemoved_isUnknown() {
        Token token = add(custom(STOP_ENV), Expiry.never());

        tokens.remove(ImmutableSet.of(token.id()), by(ALICE));

        assertThat(authorize(STOP_ENV)).isEqualTo(DenialReason.UNKNOWN);
        assertThat(identify()).isEqualTo(DenialReason.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\0", "password", "lkp_", "lkp_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", "🔑"})
    void authorize_whenItIsNoValue_isMalformed_andNeitherLookedUpNorRecorded(String text) {
        Authorizer withoutStore = authorizer(brokenTokens(), CATALOG);

        assertThat(told(withoutStore.authorize(text, STOP_ENV, CLIENT))).isEqualTo(DenialReason.MALFORMED);
        assertThat(told(withoutStore.identify(text, CLIENT))).isEqualTo(DenialReason.MALFORMED);
        assertThat(recorded()).isEmpty();
    }

    @Test
    void authorize_withAnythingButItsExactValue_isMalformed() {
        add(custom(STOP_ENV), Expiry.never());
        String text = value.reveal();

        for (String other : new String[] {
            text + " ",
            " " + text,
            text.substring(1),
            text.substring(0, 39),
            text + text,
            "Bearer " + text,
            value.fingerprint().toString(),
            value.toString(),
            TokenFormat.SESSION.generate(new SecureRandom()).reveal()
        }) {
            assertThat(told(authorizer.authorize(other, STOP_ENV, CLIENT)))
                    .as(other)
                    .isEqualTo(DenialReason.MALFORMED);
        }
    }

    @Test
    void authorize_whenTheStoreIsBroken_failsAndDeniesNothing() {
        Authorizer withoutStore = authorizer(brokenTokens(), CATALOG);

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> withoutStore.authorize(value.reveal(), STOP_ENV, CLIENT));
        assertThat(recorded()).isEmpty();
    }

    @Test
    void identify_ofALiveToken_isGrantedWhateverItMayInvoke() {
        Token token = add(new ApiMethodSet.OfTemplate("Given Up"), Expiry.never());

        assertThat(identify()).isEqualTo(callerOf(token));
        assertThat(authorize(STOP_ENV)).isEqualTo(DenialReason.METHOD_NOT_GRANTED);
    }

    @Test
    void authorize_whenUnknown_recordsTheFingerprintAndNoAccount() {
        authorize(STOP_ENV);

        assertThat(recorded())
                .containsExactly(refused(Optional.empty(), Optional.empty(), "environment.control.StopEnv: UNKNOWN"));
    }

    @Test
    void authorize_whenExpired_recordsWhoseTokenItIs() {
        Token token = add(custom(STOP_ENV), Expiry.at(NOW));

        authorize(STOP_ENV);

        assertThat(recorded())
                .containsExactly(
                        refused(Optional.of(ALICE), Optional.of(token.id()), "environment.control.StopEnv: EXPIRED"));
    }

    @Test
    void authorize_whenTheMethodIsNotGranted_recordsWhichItWas() {
        Token token = add(custom(STOP_ENV), Expiry.never());

        authorize(INSTALL);

        assertThat(recorded())
                .containsExactly(refused(
                        Optional.of(ALICE), Optional.of(token.id()), "marketplace.jps.Install: METHOD_NOT_GRANTED"));
    }

    @Test
    void identify_whenExpired_recordsThatNoMethodWasCalled() {
        Token token = add(custom(STOP_ENV), Expiry.at(NOW));

        identify();

        assertThat(recorded())
                .containsExactly(refused(Optional.of(ALICE), Optional.of(token.id()), "no method: EXPIRED"));
    }

    @Test
    void authorize_recordsNothingOfTheValueButItsHint() {
        authorize(STOP_ENV);

        assertThat(recorded().toString())
                .contains(value.hint())
                .doesNotContain(value.reveal().substring(4, 34));
    }

    @ParameterizedTest
    @EnumSource(
            value = Stop.class,
            names = {"SUSPENSION", "DISABLING"})
    void authorize_ofAStoppedToken_isDenied_andRecordedOfIt_untilItIsAliveAgain(Stop stop) {
        Token token = add(custom(STOP_ENV), Expiry.at(NOW.plusSeconds(1)));
        assertThat(authorize(STOP_ENV)).isEqualTo(callerOf(token));

        stop.stop(tokens, token);
        assertThat(authorize(STOP_ENV)).isEqualTo(stop.reason);
        assertThat(authorize(START_ENV)).isEqualTo(stop.reason);
        assertThat(identify()).isEqualTo(stop.reason);
        assertThat(authorizeAtOnce(STOP_ENV)).isEmpty();
        clock.set(NOW.plusSeconds(1));
        assertThat(authorize(STOP_ENV)).isEqualTo(stop.reason);
        assertThat(recorded())
                .extracting(Event::detail)
                .contains("environment.control.StopEnv: " + stop.reason, "no method: " + stop.reason);
        assertThat(recorded()).extracting(Event::token).containsOnly(Optional.of(token.id()));

        stop.end(tokens, token);
        assertThat(authorize(STOP_ENV)).isEqualTo(DenialReason.EXPIRED);
        clock.set(NOW);
        assertThat(authorize(STOP_ENV)).isEqualTo(callerOf(token));
    }

    @ParameterizedTest
    @EnumSource(Stop.class)
    void granted_mayNothing_onceItsTokenIsStopped(Stop stop) {
        Token token = add(custom(STOP_ENV), Expiry.never());
        Authorization.Granted granted = granted();
        assertThat(granted.may(STOP_ENV)).isTrue();

        stop.stop(tokens, token);

        assertThat(granted.may(STOP_ENV)).isFalse();
    }

    /** Callers hammer the token while it is stopped and brought back: while it is stopped, no call that begins is granted. */
    @ParameterizedTest
    @EnumSource(
            value = Stop.class,
            names = {"SUSPENSION", "DISABLING"})
    void underContention_noCallIsGranted_afterTheStopWasAcknowledged(Stop stop) throws Exception {
        Token token = add(custom(STOP_ENV), Expiry.never());
        AtomicInteger stops = new AtomicInteger(); // odd while it is stopped
        AtomicInteger wrong = new AtomicInteger();
        AtomicInteger granted = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(1);
        List<Callable<Void>> tasks = new ArrayList<>(Collections.nCopies(3, () -> {
            while (end.getCount() > 0) {
                int before = stops.get();
                boolean isGranted =
                        authorizer.authorize(value.reveal(), STOP_ENV, CLIENT) instanceof Authorization.Granted;
                if (isGranted && before % 2 == 1 && before == stops.get()) {
                    wrong.incrementAndGet();
                }
                granted.addAndGet(isGranted ? 1 : 0);
            }
            return null;
        }));
        tasks.add(() -> {
            for (int i = 0; i < 2_000; i++) {
                stop.stop(tokens, token);
                stops.incrementAndGet();
                if (authorize(STOP_ENV) != stop.reason) {
                    wrong.incrementAndGet();
                }
                stops.incrementAndGet();
                stop.end(tokens, token);
            }
            end.countDown();
            return null;
        });

        List<Void> unused = Together.run(tasks);

        assertThat(wrong).hasValue(0);
        assertThat(granted).hasPositiveValue();
        assertThat(authorize(STOP_ENV)).isEqualTo(callerOf(token));
    }

    @Test
    void authorizeAtOnce_answersWhatIsCached_andIsEmptyIfTheStoreHasToBeAsked() {
        Token token = add(custom(STOP_ENV), Expiry.at(NOW.plusSeconds(1)));

        assertThat(authorizeAtOnce(STOP_ENV)).isEmpty();
        authorize(STOP_ENV);

        assertThat(authorizeAtOnce(STOP_ENV)).contains(callerOf(token));
        assertThat(authorizeAtOnce(START_ENV)).contains(DenialReason.METHOD_NOT_GRANTED);
        clock.set(NOW.plusSeconds(1));
        assertThat(authorizeAtOnce(STOP_ENV)).contains(DenialReason.EXPIRED);
        tokens.remove(ImmutableSet.of(token.id()), by(ALICE));
        assertThat(authorizeAtOnce(STOP_ENV)).isEmpty();
    }

    @Test
    void authorizeAtOnce_tellsWhatIsNoValue_withoutTheStore() {
        Authorizer withoutStore = authorizer(brokenTokens(), CATALOG);

        assertThat(withoutStore.authorizeAtOnce("lkp_", STOP_ENV, CLIENT))
                .contains(new Authorization.Denied(DenialReason.MALFORMED, STOP_ENV.toString()));
        assertThat(withoutStore.authorizeAtOnce(value.reveal(), STOP_ENV, CLIENT))
                .isEmpty();
    }

    @Test
    void authorize_whenNothingWasGiven_isMissing() {
        assertThat(authorizer.authorize("", STOP_ENV, CLIENT))
                .isEqualTo(new Authorization.Denied(DenialReason.MISSING, STOP_ENV.toString()));
        assertThat(authorizer.authorizeAtOnce("", STOP_ENV, CLIENT))
                .contains(new Authorization.Denied(DenialReason.MISSING, STOP_ENV.toString()));
        assertThat(authorizer.identify("", CLIENT)).isEqualTo(new Authorization.Denied(DenialReason.MISSING, ""));
        assertThat(recorded()).isEmpty();
    }

    @Test
    void authorize_ofAMethodThatTheCatalogLacks_isTheProgramsMistake_whateverTheTokenIs() {
        ApiMethod misspelt = ApiMethod.of("environment.control.Stop");
        TokenValue expired = newValue();
        added(tokens, newToken(ALICE, expired, "Expired", Expiry.at(NOW)));
        add(EVERYTHING, Expiry.never());

        for (String text :
                new String[] {value.reveal(), expired.reveal(), newValue().reveal(), "", "lkp_", "garbage"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> authorizer.authorize(text, misspelt, CLIENT))
                    .withMessage("method is not in the catalog: environment.control.Stop");
        }
        for (String text : new String[] {value.reveal(), expired.reveal(), "", "garbage"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> authorizer.authorizeAtOnce(text, misspelt, CLIENT));
        }
        assertThat(recorded()).isEmpty();
        authorizer.flushLastUses();
        assertThat(tokens.ownedBy(ALICE)).extracting(Token::lastUse).containsOnly(Optional.empty());
    }

    @Test
    void authorize_withoutAMethod_isTheProgramsMistake_andGrantsNothing() {
        add(EVERYTHING, Expiry.never());

        assertThatNullPointerException()
                .isThrownBy(() -> authorizer.authorize(value.reveal(), null, CLIENT))
                .withMessage("method");
        assertThatNullPointerException()
                .isThrownBy(() -> authorizer.authorizeAtOnce(value.reveal(), null, CLIENT))
                .withMessage("method");
        assertThatNullPointerException()
                .isThrownBy(() -> granted().may((ApiMethod) null))
                .withMessage("method");
    }

    @Test
    void granted_methods_areAllThatTheTokenMayInvokeNow_orderedByName() {
        add(EVERYTHING, Expiry.never());
        assertThat(granted().methods()).containsExactly(GET_ENV_INFO, START_ENV, STOP_ENV, INSTALL);

        edit(custom(STOP_ENV, INSTALL, CREATE_TOKEN, ApiMethod.of("given.up")));
        assertThat(granted().methods()).containsExactly(STOP_ENV, INSTALL);
    }

    @Test
    void granted_may_answersAndRecordsAsAuthorizeDoes() {
        Token token = add(custom(STOP_ENV), Expiry.never());
        Authorization.Granted granted = granted();

        assertThat(granted.may(STOP_ENV)).isTrue();
        assertThat(granted.may("Environment.Control.StopEnv")).isTrue();
        assertThat(recorded()).isEmpty();
        assertThat(granted.may(INSTALL)).isFalse();
        ImmutableList<Event> ofMay = recorded();
        authorize(INSTALL);

        Event refused =
                refused(Optional.of(ALICE), Optional.of(token.id()), "marketplace.jps.Install: METHOD_NOT_GRANTED");
        assertThat(ofMay).containsExactly(refused);
        assertThat(recorded()).containsExactly(refused, refused);
    }

    @Test
    void granted_may_isALastUse() {
        Token token = add(custom(STOP_ENV), Expiry.never());
        Authorization.Granted granted = granted();
        authorizer.flushLastUses();
        clock.set(NOW.plusSeconds(5));

        granted.may(STOP_ENV);
        authorizer.flushLastUses();

        assertThat(tokens.find(ALICE, token.id()).orElseThrow().lastUse())
                .contains(new LastUse(NOW.plusSeconds(5).truncatedTo(ChronoUnit.SECONDS), CLIENT));
    }

    @Test
    void granted_may_afterTheTokenDied_isFalse() {
        Token removed = add(custom(STOP_ENV), Expiry.at(NOW.plusSeconds(1)));
        Authorization.Granted granted = granted();

        clock.set(NOW.plusSeconds(1));
        assertThat(granted.may(STOP_ENV)).isFalse();
        clock.set(NOW);
        assertThat(granted.may(STOP_ENV)).isTrue();

        tokens.remove(ImmutableSet.of(removed.id()), by(ALICE));
        assertThat(granted.may(STOP_ENV)).isFalse();
        assertThat(recorded())
                .extracting(Event::detail)
                .containsExactly("environment.control.StopEnv: UNKNOWN", "environment.control.StopEnv: EXPIRED");
    }

    @Test
    void granted_may_ofAMethodThatTheCatalogLacks_isTheProgramsMistake() {
        add(EVERYTHING, Expiry.never());
        Authorization.Granted granted = granted();

        assertThatIllegalArgumentException().isThrownBy(() -> granted.may(ApiMethod.of("no.such.Method")));
        assertThatIllegalArgumentException().isThrownBy(() -> granted.may("no such method"));
        assertThat(recorded()).isEmpty();
    }

    @Test
    void granted_keepsNoValue() {
        Token token = add(custom(STOP_ENV), Expiry.never());

        assertThat(granted()).hasToString("Granted[" + callerOf(token) + "]");
        assertThat(granted().toString()).doesNotContain(value.reveal().substring(4));
    }

    @Test
    void aGrantedCall_isTheTokensLastUse_andADeniedOneIsNot() {
        Token token = add(custom(STOP_ENV), Expiry.never());

        authorize(STOP_ENV);
        clock.set(NOW.plusSeconds(5));
        authorize(START_ENV);
        authorizer.flushLastUses();

        assertThat(tokens.find(ALICE, token.id()).orElseThrow().lastUse())
                .contains(new LastUse(NOW.truncatedTo(ChronoUnit.SECONDS), CLIENT));
    }

    private Object authorize(ApiMethod method) {
        return told(authorizer.authorize(value.reveal(), method, CLIENT));
    }

    private Optional<Object> authorizeAtOnce(ApiMethod method) {
        return authorizer.authorizeAtOnce(value.reveal(), method, CLIENT).map(AuthorizerTest::told);
    }

    private Authorization.Granted granted() {
        return (Authorization.Granted) authorizer.authorize(value.reveal(), STOP_ENV, CLIENT);
    }

    private Object identify() {
        return told(authorizer.identify(value.reveal(), CLIENT));
    }

    /** The caller that a call was granted to, or the reason why it was denied. */
    private static Object told(Authorization authorization) {
        return authorization instanceof Authorization.Granted granted
                ? granted.caller()
                : ((Authorization.Denied) authorization).reason();
    }

    private static Caller callerOf(Token token) {
        return Caller.byToken(token.owner(), token.id());
    }

    /** A token of Alice's with {@link #value}. */
    private Token add(ApiMethodSet methods, Expiry expiry) {
        return add(ALICE, methods, expiry);
    }

    private Token add(AccountId owner, ApiMethodSet methods, Expiry expiry) {
        return added(
                tokens,
                new NewToken(
                        owner,
                        TokenTerms.of(new TokenDescription("Nightly stop"), methods, expiry),
                        value.fingerprint(),
                        value.hint(),
                        Optional.empty()));
    }

    private void edit(ApiMethodSet methods) {
        TokenId id = tokens.find(value.fingerprint()).orElseThrow().id();
        tokens.edit(id, TokenEdit.NOTHING.methods(methods), by(ALICE));
    }

    @Test
    void authorize_ofAMethodThatAdministratorsGive_countsForNobody() {
        ApiMethod introspect = ApiMethod.of("latchkey.tokens.Introspect");
        ApiMethodCatalog withReserved = ApiMethodCatalog.builder()
                .changes(STOP_ENV.toString())
                .method(new ApiMethodCatalog.Entry(
                        introspect,
                        ApiMethodCatalog.Effect.READS,
                        ApiMethodCatalog.Callers.TOKENS_OF_ADMINISTRATORS,
                        ""))
                .build();
        Token service = add(custom(introspect, STOP_ENV), Expiry.never());
        try (Authorizer limited = new Authorizer(
                new Store(tokens, recorded),
                withReserved,
                TokenFormat.TOKEN,
                Optional.of(clock),
                1 << 20,
                OptionalInt.of(1))) {
            for (int call = 0; call < 3; call++) {
                Authorization.Granted granted =
                        (Authorization.Granted) limited.authorize(value.reveal(), introspect, CLIENT);
                assertThat(granted.caller()).isEqualTo(callerOf(service));
                assertThat(granted.quota()).isEmpty();
            }

            assertThat(limited.authorize(value.reveal(), STOP_ENV, CLIENT)).isInstanceOf(Authorization.Granted.class);
            assertThat(limited.authorize(value.reveal(), STOP_ENV, CLIENT))
                    .extracting(denied -> ((Authorization.Denied) denied).reason())
                    .isEqualTo(DenialReason.RATE_LIMITED);
        }
    }

    private ImmutableList<Event> recorded() {
        authorizer.flushRefusedCalls();
        return history(recorded, Events.Filter.ALL, 100);
    }

    private Event refused(Optional<AccountId> account, Optional<TokenId> token, String detail) {
        return new Event(
                Event.Kind.REFUSED,
                NOW,
                Actor.ownToken(),
                account,
                token,
                Optional.of(value.fingerprint()),
                value.hint(),
                CLIENT,
                detail,
                1);
    }

    private Authorizer authorizer(Tokens store, ApiMethodCatalog platform) {
        return new Authorizer(
                new Store(store, recorded),
                platform,
                TokenFormat.TOKEN,
                Optional.of(clock),
                1 << 20,
                OptionalInt.empty());
    }

    private Tokens brokenTokens() {
        return new ForwardingTokens(tokens) {
            @Override
            public Optional<Token> find(TokenFingerprint fingerprint) {
                throw new StorageException("out of reach");
            }
        };
    }

    /** Tokens, and a record of their events. */
    private record Store(Tokens tokens, Events events) implements TokenStore {}
}
