package dev.latchkey;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodCatalog;
import dev.latchkey.token.ApiMethodCatalog.Callers;
import dev.latchkey.token.ApiMethodCatalog.Effect;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Authorization;
import dev.latchkey.token.Client;
import dev.latchkey.token.DenialReason;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import dev.latchkey.token.TokenDescription;
import dev.latchkey.token.TokenEdit;
import dev.latchkey.token.TokenTerms;
import dev.latchkey.token.testing.InMemoryEvents;
import dev.latchkey.token.testing.InMemoryTokens;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Methods that administrators alone can give a token, and a catalog that is replaced while calls go on. */
final class ReservedMethodsTest {

    private static final ApiMethod ASK = ApiMethod.of("latchkey.tokens.Introspect");
    private static final ApiMethod READ = ApiMethod.of("orders.read");
    private static final ApiMethod CANCEL = ApiMethod.of("orders.cancel");
    private static final ApiMethodSet RESERVED = set(ASK, READ);
    private static final Client CLIENT = new Client("192.0.2.7", "curl");

    private final Set<AccountId> administrators = new HashSet<>(Set.of(ALICE));
    private final InMemoryEvents events = new InMemoryEvents();
    private final Latchkey latchkey = Latchkey.on(new InMemoryTokens(events), events)
            .catalog(catalog(READ, CANCEL))
            .administrators(administrators::contains)
            .start();

    @AfterEach
    void close() {
        latchkey.close();
    }

    private static ApiMethodCatalog catalog(ApiMethod... grantable) {
        ApiMethodCatalog.Builder builder = ApiMethodCatalog.builder()
                .method(new ApiMethodCatalog.Entry(ASK, Effect.READS, Callers.TOKENS_OF_ADMINISTRATORS, ""))
                .template("All", "*");
        for (ApiMethod method : grantable) {
            builder.changes(method.toString());
        }
        return builder.build();
    }

    private static ApiMethodSet set(ApiMethod... methods) {
        return new ApiMethodSet.Custom(ImmutableSet.copyOf(methods));
    }

    private static ChangeRequest by(AccountId account) {
        return new ChangeRequest(account, Confirmation.vouchedFor(Actor.owner()), CLIENT);
    }

    private Outcome<IssuedToken> generate(AccountId account, ApiMethodSet methods) {
        return latchkey.tokens()
                .generate(by(account), TokenTerms.of(new TokenDescription("Service"), methods, Expiry.never()));
    }

    private static RefusalReason refusal(Outcome<?> outcome) {
        return ((Outcome.Refused<?>) outcome).reason();
    }

    private Object told(IssuedToken token, ApiMethod method) {
        Authorization told = latchkey.authorize(token.value().reveal(), method, CLIENT);
        return told instanceof Authorization.Denied denied ? denied.reason() : "granted";
    }

    @Test
    void anAdministrator_givesThem_andTheTokenHasThem() {
        IssuedToken token = generate(ALICE, RESERVED).orThrow();

        assertThat(told(token, ASK)).isEqualTo("granted");
        assertThat(latchkey.catalog().methodsOf(RESERVED)).containsExactlyInAnyOrder(ASK, READ);
    }

    @Test
    void anybodyElse_canNotGiveThem_byAnyChange() {
        IssuedToken plain = generate(BOB, set(READ)).orThrow();
        TokenEdit toReserved = TokenEdit.NOTHING.methods(RESERVED);

        assertThat(refusal(generate(BOB, RESERVED))).isEqualTo(RefusalReason.NOT_ADMINISTRATOR);
        assertThat(refusal(latchkey.tokens().edit(by(BOB), plain.token().id(), toReserved)))
                .isEqualTo(RefusalReason.NOT_ADMINISTRATOR);
        assertThat(refusal(latchkey.tokens().copy(by(BOB), plain.token().id(), toReserved)))
                .isEqualTo(RefusalReason.NOT_ADMINISTRATOR);
        assertThat(latchkey.tokens().list(BOB)).hasSize(1);
        assertThat(told(plain, ASK)).isEqualTo(DenialReason.METHOD_NOT_GRANTED);
    }

    @Test
    void oneWhoIsNoAdministratorAnyMore_canNotCopyThem() {
        IssuedToken token = generate(ALICE, RESERVED).orThrow();
        administrators.remove(ALICE);

        assertThat(refusal(latchkey.tokens().copy(by(ALICE), token.token().id(), TokenEdit.NOTHING)))
                .isEqualTo(RefusalReason.NOT_ADMINISTRATOR);
    }

    @Test
    void oneWhoIsNoAdministratorAnyMore_canNotGiveThemNewLife() {
        IssuedToken token = generate(ALICE, RESERVED).orThrow();
        TokenEdit longer = TokenEdit.NOTHING.expiry(Expiry.never());
        administrators.remove(ALICE);

        assertThat(refusal(latchkey.tokens().regenerate(by(ALICE), token.token().id())))
                .isEqualTo(RefusalReason.NOT_ADMINISTRATOR);
        assertThat(refusal(latchkey.tokens().edit(by(ALICE), token.token().id(), longer)))
                .isEqualTo(RefusalReason.NOT_ADMINISTRATOR);
        assertThat(latchkey.tokens()
                        .edit(by(ALICE), token.token().id(), TokenEdit.NOTHING.methods(set(READ)))
                        .orThrow()
                        .methods())
                .isEqualTo(set(READ));
    }

    @Test
    void aTemplate_neverCoversThem() {
        IssuedToken token = generate(ALICE, new ApiMethodSet.OfTemplate("All")).orThrow();

        assertThat(told(token, READ)).isEqualTo("granted");
        assertThat(told(token, ASK)).isEqualTo(DenialReason.METHOD_NOT_GRANTED);
    }

    @Test
    void aCustomSet_mayNameThem() {
        assertThat(latchkey.catalog()
                        .customSet(List.of("LATCHKEY.tokens.introspect"))
                        .orThrow())
                .isEqualTo(set(ASK));
    }

    @Test
    void anotherCatalog_countsFromTheNextCallOn() {
        IssuedToken custom = generate(ALICE, set(READ, CANCEL)).orThrow();
        IssuedToken all = generate(ALICE, new ApiMethodSet.OfTemplate("All")).orThrow();
        ApiMethod refund = ApiMethod.of("orders.refund");
        assertThat(told(custom, READ)).isEqualTo("granted");

        latchkey.catalog(catalog(CANCEL, refund));

        assertThat(latchkey.catalog().find(READ)).isEmpty();
        assertThat(told(custom, CANCEL)).isEqualTo("granted");
        assertThat(told(custom, refund)).isEqualTo(DenialReason.METHOD_NOT_GRANTED);
        assertThat(told(all, refund)).isEqualTo("granted");
        latchkey.catalog(catalog(READ, CANCEL));
        assertThat(told(custom, READ)).isEqualTo("granted");
    }

    @Test
    void aRateOfCalls_isToldWithTheAnswer() {
        InMemoryTokens tokens = new InMemoryTokens(events);
        try (Latchkey limited = Latchkey.on(tokens, events)
                .catalog(catalog(READ))
                .callsPerMinute(2)
                .start()) {
            IssuedToken token = limited.tokens()
                    .generate(by(BOB), TokenTerms.of(new TokenDescription("CI"), set(READ), Expiry.never()))
                    .orThrow();
            String value = token.value().reveal();

            Authorization first = limited.authorize(value, READ, CLIENT);
            assertThat(((Authorization.Granted) first).quota().orElseThrow().remaining())
                    .isOne();
            assertThat(((Authorization.Granted) first).may(READ)).isTrue();
            assertThat(limited.identify(value, CLIENT))
                    .isInstanceOfSatisfying(
                            Authorization.Granted.class,
                            granted -> assertThat(granted.quota()).isEmpty());
            assertThat(limited.authorize(value, READ, CLIENT)).isInstanceOf(Authorization.Granted.class);
            assertThat(limited.authorize(value, READ, CLIENT))
                    .isInstanceOfSatisfying(Authorization.Denied.class, denied -> {
                        assertThat(denied.reason()).isEqualTo(DenialReason.RATE_LIMITED);
                        assertThat(denied.status()).isEqualTo(429);
                        assertThat(denied.quota().orElseThrow().remaining()).isZero();
                    });
        }
    }
}
