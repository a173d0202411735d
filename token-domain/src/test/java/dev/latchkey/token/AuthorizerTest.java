package dev.latchkey.token;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static dev.latchkey.token.testing.Fixtures.CATALOG;
import static dev.latchkey.token.testing.Fixtures.CREATE_TOKEN;
import static dev.latchkey.token.testing.Fixtures.INSTALL;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.START_ENV;
import static dev.latchkey.token.testing.Fixtures.STOP_ENV;
import static dev.latchkey.token.testing.Fixtures.by;
import static dev.latchkey.token.testing.Fixtures.custom;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.testing.InMemoryTokenEvents;
import dev.latchkey.token.testing.InMemoryTokens;
import dev.latchkey.token.testing.SettableClock;
import java.security.SecureRandom;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AuthorizerTest {

    private static final String ADDRESS = "192.0.2.7";
    private static final Client CLIENT = new Client(ADDRESS, "curl/8.5.0");
    private static final ApiMethodSet EVERYTHING = new ApiMethodSet.OfTemplate("Extended Access");

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryTokens tokens = new InMemoryTokens();
    private final InMemoryTokenEvents recorded = new InMemoryTokenEvents();
    private final RefusedCalls refusedCalls = new RefusedCalls(recorded);
    private final LastUses lastUses = new LastUses(tokens);
    private final Authorizer authorizer = authorizer(tokens, CATALOG);
    private final TokenValue value = newValue();

    @Test
    void authorize_withALiveTokenThatHasTheMethod_isGrantedToItsOwner() {
        Token token = add(BOB, custom(STOP_ENV), Expiry.never());

        assertThat(authorize(STOP_ENV)).isEqualTo(new Authorization.Granted(new Caller(BOB, Optional.of(token.id()))));
        assertThat(recorded()).isEmpty();
    }

    @Test
    void authorize_ofAMethodInAnotherSpelling_isGranted() {
        Token token = add(custom(STOP_ENV), Expiry.never());

        assertThat(authorize(ApiMethod.of("env.control.stopenv"))).isEqualTo(grantedTo(token));
    }

    @Test
    void authorize_withATokenOfATemplate_isGrantedWhatThePlatformHasNow() {
        ApiMethod uninstall = ApiMethod.of("marketplace.jps.Uninstall");
        Token token = add(new ApiMethodSet.OfTemplate("Marketplace"), Expiry.never());
        ApiMethodCatalog grown = new ApiMethodCatalog(
                ImmutableList.of(
                        new ApiMethodCatalog.Entry(INSTALL, false, false),
                        new ApiMethodCatalog.Entry(uninstall, false, true)),
                CATALOG.templates());

        assertThat(authorize(INSTALL)).isEqualTo(grantedTo(token));
        assertThat(authorize(uninstall)).isEqualTo(denied(DenialReason.METHOD_NOT_GRANTED));
        assertThat(authorizer(tokens, grown).authorize(value.reveal(), INSTALL, CLIENT))
                .isEqualTo(denied(DenialReason.METHOD_NOT_GRANTED));
        assertThat(authorizer(tokens, grown).authorize(value.reveal(), uninstall, CLIENT))
                .isEqualTo(grantedTo(token));
    }

    @ParameterizedTest
    @CsvSource({"-1, true", "0, false", "1, false"})
    void authorize_fromTheVeryInstantOfItsExpiryOn_isDenied(long nanosecondsAfter, boolean alive) {
        Token token = add(custom(STOP_ENV), Expiry.at(NOW));

        clock.set(NOW.plusNanos(nanosecondsAfter));

        assertThat(authorize(STOP_ENV)).isEqualTo(alive ? grantedTo(token) : denied(DenialReason.EXPIRED));
        assertThat(identify()).isEqualTo(alive ? grantedTo(token) : denied(DenialReason.EXPIRED));
    }

    @Test
    void authorize_whenTheTokenHasNotTheMethod_isDenied() {
        add(custom(STOP_ENV), Expiry.never());

        assertThat(authorize(START_ENV)).isEqualTo(denied(DenialReason.METHOD_NOT_GRANTED));
        assertThat(authorize(ApiMethod.of("no.such.Method"))).isEqualTo(denied(DenialReason.METHOD_NOT_GRANTED));
    }

    @Test
    void authorize_ofAMethodThatManagesTokens_isDeniedToEveryToken() {
        add(EVERYTHING, Expiry.never());
        assertThat(authorize(CREATE_TOKEN)).isEqualTo(denied(DenialReason.METHOD_NOT_GRANTED));

        edit(custom(CREATE_TOKEN, STOP_ENV));
        assertThat(authorize(CREATE_TOKEN)).isEqualTo(denied(DenialReason.METHOD_NOT_GRANTED));
        assertThat(authorize(STOP_ENV)).isInstanceOf(Authorization.Granted.class);
    }

    @Test
    void authorize_whenExpiredAndWithoutTheMethod_tellsNothingOfItsMethods() {
        add(custom(STOP_ENV), Expiry.at(NOW));

        assertThat(authorize(START_ENV)).isEqualTo(denied(DenialReason.EXPIRED));
    }

    @Test
    void authorize_whenTheTokenWasRegenerated_deniesTheOldValueAndGrantsTheNew() {
        Token token = add(custom(STOP_ENV), Expiry.never());
        TokenValue renewed = newValue();

        tokens.regenerate(token.id(), renewed.fingerprint(), renewed.hint(), Optional.empty(), by(ALICE));

        assertThat(authorize(STOP_ENV)).isEqualTo(denied(DenialReason.UNKNOWN));
        assertThat(authorizer.authorize(renewed.reveal(), STOP_ENV, CLIENT)).isEqualTo(grantedTo(token));
    }

    @Test
    void authorize_whenTheTokenWasRemoved_isUnknown() {
        Token token = add(custom(STOP_ENV), Expiry.never());

        tokens.remove(ImmutableSet.of(token.id()), by(ALICE));

        assertThat(authorize(STOP_ENV)).isEqualTo(denied(DenialReason.UNKNOWN));
        assertThat(identify()).isEqualTo(denied(DenialReason.UNKNOWN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\0", "password", "lkp_", "lkp_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", "🔑"})
    void authorize_whenItIsNoValue_isMalformed_andNeitherLookedUpNorRecorded(String text) {
        Authorizer withoutStore = authorizer(brokenTokens(), CATALOG);

        assertThat(withoutStore.authorize(text, STOP_ENV, CLIENT)).isEqualTo(denied(DenialReason.MALFORMED));
        assertThat(withoutStore.identify(text, CLIENT)).isEqualTo(denied(DenialReason.MALFORMED));
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
            assertThat(authorizer.authorize(other, STOP_ENV, CLIENT))
                    .as(other)
                    .isEqualTo(denied(DenialReason.MALFORMED));
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

        assertThat(identify()).isEqualTo(grantedTo(token));
        assertThat(authorize(STOP_ENV)).isEqualTo(denied(DenialReason.METHOD_NOT_GRANTED));
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

    @Test
    void authorizeCached_answersWhatIsCached_andNothingWhereTheStoreHasToBeAsked() {
        Token token = add(custom(STOP_ENV), Expiry.at(NOW.plusSeconds(1)));
        CachedTokens cached = new CachedTokens(tokens, 1 << 20);
        Authorizer caching = new Authorizer(cached, CATALOG, TokenFormat.TOKEN, refusedCalls, lastUses, clock);
        String text = value.reveal();

        assertThat(caching.authorizeCached(text, STOP_ENV, CLIENT)).isEmpty();
        caching.authorize(text, STOP_ENV, CLIENT);

        assertThat(caching.authorizeCached(text, STOP_ENV, CLIENT)).contains(grantedTo(token));
        assertThat(caching.authorizeCached(text, START_ENV, CLIENT)).contains(denied(DenialReason.METHOD_NOT_GRANTED));
        clock.set(NOW.plusSeconds(1));
        assertThat(caching.authorizeCached(text, STOP_ENV, CLIENT)).contains(denied(DenialReason.EXPIRED));
        cached.remove(ImmutableSet.of(token.id()), by(ALICE));
        assertThat(caching.authorizeCached(text, STOP_ENV, CLIENT)).isEmpty();
    }

    @Test
    void authorizeCached_tellsWhatIsNoValue_withoutTheStore() {
        assertThat(authorizer(brokenTokens(), CATALOG).authorizeCached("lkp_", STOP_ENV, CLIENT))
                .contains(denied(DenialReason.MALFORMED));
    }

    @Test
    void aGrantedCall_isTheTokensLastUse_andADeniedOneIsNot() {
        Token token = add(custom(STOP_ENV), Expiry.never());

        authorize(STOP_ENV);
        clock.set(NOW.plusSeconds(5));
        authorize(START_ENV);
        lastUses.flush();

        assertThat(tokens.find(ALICE, token.id()).orElseThrow().lastUse())
                .contains(new LastUse(NOW.truncatedTo(ChronoUnit.SECONDS), CLIENT));
    }

    private Authorization authorize(ApiMethod method) {
        return authorizer.authorize(value.reveal(), method, CLIENT);
    }

    private Authorization identify() {
        return authorizer.identify(value.reveal(), CLIENT);
    }

    /** A token of Alice's with {@link #value}. */
    private Token add(ApiMethodSet methods, Expiry expiry) {
        return add(ALICE, methods, expiry);
    }

    private Token add(AccountId owner, ApiMethodSet methods, Expiry expiry) {
        return tokens.add(
                new NewToken(
                        owner,
                        new TokenDescription("Nightly stop"),
                        methods,
                        expiry,
                        value.fingerprint(),
                        value.hint(),
                        Optional.empty()),
                by(owner));
    }

    private void edit(ApiMethodSet methods) {
        TokenId id = tokens.find(value.fingerprint()).orElseThrow().id();
        tokens.edit(id, new TokenEdit(Optional.empty(), Optional.of(methods), Optional.empty()), by(ALICE));
    }

    private ImmutableList<TokenEvent> recorded() {
        refusedCalls.flush();
        return recorded.latest(Optional.empty(), Optional.empty(), 100);
    }

    private TokenEvent refused(Optional<AccountId> account, Optional<TokenId> token, String detail) {
        return new TokenEvent(
                TokenEvent.Kind.REFUSED, NOW, account, token, value.fingerprint(), value.hint(), ADDRESS, detail, 1);
    }

    private Authorizer authorizer(Tokens store, ApiMethodCatalog platform) {
        return new Authorizer(TokenLookup.in(store), platform, TokenFormat.TOKEN, refusedCalls, lastUses, clock);
    }

    private Tokens brokenTokens() {
        return new ForwardingTokens(tokens) {
            @Override
            public Optional<Token> find(TokenFingerprint fingerprint) {
                throw new StorageException("out of reach");
            }
        };
    }

    private static Authorization grantedTo(Token token) {
        return new Authorization.Granted(Caller.byToken(token.grant()));
    }

    private static Authorization denied(DenialReason reason) {
        return new Authorization.Denied(reason);
    }
}
