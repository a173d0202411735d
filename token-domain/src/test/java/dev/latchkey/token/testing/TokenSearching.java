package dev.latchkey.token.testing;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static dev.latchkey.token.testing.Fixtures.INSTALL;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.START_ENV;
import static dev.latchkey.token.testing.Fixtures.STOP_ENV;
import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.by;
import static dev.latchkey.token.testing.Fixtures.custom;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static dev.latchkey.token.testing.Fixtures.terms;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Client;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.LastUse;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenFilter;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenState;
import dev.latchkey.token.TokenValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a store of tokens promises to those who search it: a part of {@link TokensContract}. */
public abstract class TokenSearching extends TokenStates {

    private static final Duration MICROSECOND = Duration.ofNanos(1_000);
    private static final Expiry TOMORROW = Expiry.at(NOW.plus(Duration.ofDays(1)));

    @Test
    public void search_ofAll_findsTheTokensOfAllOwners_inTheOrderOfTheirIds() {
        Token first = add(ALICE, TOMORROW);
        Token second = add(BOB, Expiry.never());
        Token third = add(ALICE, Expiry.never());

        assertThat(found(TokenFilter.ALL)).containsExactly(first, second, third);
        assertThat(found(TokenFilter.ALL.owner(ALICE))).containsExactly(first, third);
        assertThat(found(TokenFilter.ALL.owner(new AccountId("7")))).isEmpty();
    }

    @Test
    public void search_byIds_findsThoseThatExist_whoseverTheyAre() {
        Token first = add(ALICE, TOMORROW);
        Token second = add(BOB, Expiry.never());
        add(ALICE, Expiry.never());
        TokenId nobodys = new TokenId(Integer.MAX_VALUE);

        assertThat(found(TokenFilter.ALL.ids(ImmutableSet.of(second.id(), first.id(), nobodys))))
                .containsExactly(first, second);
        assertThat(found(TokenFilter.ALL
                        .ids(ImmutableSet.of(second.id(), first.id()))
                        .owner(BOB)))
                .containsExactly(second);
        assertThat(found(TokenFilter.ALL.ids(ImmutableSet.of(nobodys, new TokenId(0), new TokenId(-1)))))
                .isEmpty();
        assertThat(found(TokenFilter.ALL.ids(ImmutableSet.of()))).isEmpty();
    }

    @Test
    public void search_page_byPage_findsEachOnce_alsoWhenTheLastWasRemovedMeanwhile() {
        List<Token> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.add(add(i % 2 == 0 ? ALICE : BOB, TOMORROW));
        }

        ImmutableList<Token> first = tokens().search(TokenFilter.ALL, Optional.empty(), 3);
        TokenId last = first.get(2).id();
        tokens().remove(ImmutableSet.of(last), by(first.get(2).owner()));
        ImmutableList<Token> second = tokens().search(TokenFilter.ALL, Optional.of(last), 3);
        ImmutableList<Token> third =
                tokens().search(TokenFilter.ALL, Optional.of(second.get(2).id()), 3);

        assertThat(first).isEqualTo(all.subList(0, 3));
        assertThat(second).isEqualTo(all.subList(3, 6));
        assertThat(third).isEqualTo(all.subList(6, 7));
        assertThat(tokens().search(
                                TokenFilter.ALL.owner(BOB),
                                Optional.of(all.get(1).id()),
                                1))
                .containsExactly(all.get(3));
        assertThat(tokens().search(TokenFilter.ALL, Optional.of(new TokenId(Integer.MAX_VALUE)), 3))
                .isEmpty();
    }

    @Test
    public void search_byState_findsEachTokenInTheOneStateThatItHas() {
        Token live = add(ALICE, TOMORROW);
        Token never = add(ALICE, Expiry.never());
        Token expired = add(ALICE, Expiry.at(NOW));
        Token suspended = add(ALICE, TOMORROW);
        Token suspendedAndExpired = add(ALICE, Expiry.at(NOW));
        tokens().suspend(ImmutableSet.of(suspended.id(), suspendedAndExpired.id()), by(ALICE));
        Token disabled = add(BOB, TOMORROW);
        Token disabledAndSuspended = add(BOB, Expiry.at(NOW));
        tokens().suspend(ImmutableSet.of(disabledAndSuspended.id()), by(BOB));
        tokens().disableOwner(by(BOB));

        assertThat(idsIn(TokenState.LIVE, NOW)).containsExactly(live.id(), never.id());
        assertThat(idsIn(TokenState.EXPIRED, NOW)).containsExactly(expired.id());
        assertThat(idsIn(TokenState.EXPIRED, NOW.minus(MICROSECOND))).isEmpty();
        assertThat(idsIn(TokenState.LIVE, NOW.minusNanos(1))).containsExactly(live.id(), never.id(), expired.id());
        assertThat(idsIn(TokenState.SUSPENDED, NOW)).containsExactly(suspended.id(), suspendedAndExpired.id());
        assertThat(idsIn(TokenState.OWNER_DISABLED, NOW)).containsExactly(disabled.id(), disabledAndSuspended.id());
    }

    @Test
    public void search_byTemplate_findsItsTokens_inAnyCase() {
        Token ide = add(new ApiMethodSet.OfTemplate("IDE Plugins"));
        add(new ApiMethodSet.OfTemplate("IDE"));
        add(custom(STOP_ENV));

        assertThat(found(TokenFilter.ALL.template("IDE Plugins"))).containsExactly(ide);
        assertThat(found(TokenFilter.ALL.template("ide plugins"))).containsExactly(ide);
        assertThat(found(TokenFilter.ALL.template("IDE %"))).isEmpty();
    }

    @Test
    public void search_byMethod_findsCustomSetsWithIt_andTheTemplatesThatAreNamed() {
        Token one = add(custom(STOP_ENV));
        Token several = add(custom(START_ENV, STOP_ENV, INSTALL));
        add(custom(START_ENV));
        add(custom(ApiMethod.of("environment.control.StopEnvs"), ApiMethod.of("x.environment.control.StopEnv")));
        Token templates = add(new ApiMethodSet.OfTemplate("Extended Access"));
        Token others = add(new ApiMethodSet.OfTemplate("IDE Plugins"));
        add(new ApiMethodSet.OfTemplate("Marketplace"));

        assertThat(found(TokenFilter.ALL.holding(STOP_ENV, ImmutableSet.of()))).containsExactly(one, several);
        assertThat(found(TokenFilter.ALL.holding(
                        ApiMethod.of("ENVIRONMENT.control.stopenv"),
                        ImmutableSet.of("extended access", "IDE Plugins"))))
                .containsExactly(one, several, templates, others);
        assertThat(found(TokenFilter.ALL.holding(INSTALL, ImmutableSet.of()).template("IDE Plugins")))
                .isEmpty();
    }

    @Test
    public void search_byLastUse_countsThatOfATokenNeverUsedFromWhenItWasMade() {
        Token used = add(ALICE, TOMORROW);
        Token never = add(ALICE, TOMORROW);
        Instant use = NOW.plus(Duration.ofDays(3));
        tokens().keepLastUses(ImmutableMap.of(used.id(), new LastUse(use, new Client("192.0.2.7", "curl"))));

        assertThat(found(TokenFilter.ALL.unusedSince(NOW.plusNanos(999)))).isEmpty();
        assertThat(found(TokenFilter.ALL.unusedSince(NOW.plus(MICROSECOND)))).containsExactly(never);
        assertThat(found(TokenFilter.ALL.unusedSince(use))).containsExactly(never);
        assertThat(found(TokenFilter.ALL.unusedSince(use.plus(MICROSECOND))))
                .extracting(Token::id)
                .containsExactly(used.id(), never.id());
    }

    @Test
    public void search_byExpiry_findsWhatExpiresBefore_andNeverWhatNeverDoes() {
        add(ALICE, Expiry.never());
        Token at = add(ALICE, Expiry.at(NOW));
        Token later = add(ALICE, TOMORROW);

        assertThat(found(TokenFilter.ALL.expiresBefore(NOW.plusNanos(999)))).isEmpty();
        assertThat(found(TokenFilter.ALL.expiresBefore(NOW.plus(MICROSECOND)))).containsExactly(at);
        assertThat(found(TokenFilter.ALL.expiresBefore(NOW.plus(Duration.ofDays(9)))))
                .containsExactly(at, later);
    }

    @Test
    public void search_byValue_findsItsToken() {
        add(ALICE, TOMORROW);
        TokenValue value = newValue();
        Token token = added(tokens(), newToken(BOB, value, "Leaked", TOMORROW));

        assertThat(found(TokenFilter.ALL.value(value))).containsExactly(token);
        assertThat(found(TokenFilter.ALL.value(value).owner(ALICE))).isEmpty();
        assertThat(found(TokenFilter.ALL.value(newValue()))).isEmpty();
    }

    @Test
    public void search_byAllAtOnce_findsWhatMeetsAll() {
        TokenValue value = newValue();
        Token token = added(tokens(), NewToken.of(ALICE, terms("All", custom(STOP_ENV), TOMORROW), value));
        TokenFilter all = TokenFilter.ALL
                .owner(ALICE)
                .state(TokenState.LIVE, NOW)
                .holding(STOP_ENV, ImmutableSet.of("Extended Access"))
                .unusedSince(NOW.plusSeconds(1))
                .expiresBefore(NOW.plus(Duration.ofDays(2)))
                .value(value);

        assertThat(found(all)).containsExactly(token);
        for (TokenFilter less : ImmutableList.of(
                all.owner(BOB),
                all.state(TokenState.SUSPENDED, NOW),
                all.template("Extended Access"),
                all.holding(START_ENV, ImmutableSet.of("Extended Access")),
                all.unusedSince(NOW),
                all.expiresBefore(NOW),
                all.value(newValue()))) {
            assertThat(found(less)).isEmpty();
        }
    }

    private ImmutableList<Token> found(TokenFilter filter) {
        return tokens().search(filter, Optional.empty(), 99);
    }

    private List<TokenId> idsIn(TokenState state, Instant at) {
        return found(TokenFilter.ALL.state(state, at)).stream().map(Token::id).toList();
    }

    private Token add(AccountId owner, Expiry expiry) {
        return added(tokens(), newToken(owner, newValue(), "Nightly stop", expiry));
    }

    private Token add(ApiMethodSet methods) {
        return added(tokens(), NewToken.of(ALICE, terms("Searched", methods, TOMORROW), newValue()));
    }
}
