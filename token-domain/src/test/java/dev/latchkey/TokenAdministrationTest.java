package dev.latchkey;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.STOP_ENV;
import static dev.latchkey.token.testing.Fixtures.by;
import static dev.latchkey.token.testing.Fixtures.done;
import static dev.latchkey.token.testing.Fixtures.history;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static dev.latchkey.token.testing.Fixtures.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.Origin;
import dev.latchkey.token.RefusalReason;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenFilter;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenState;
import dev.latchkey.token.testing.ForwardingTokens;
import dev.latchkey.token.testing.InMemoryTokenStore;
import dev.latchkey.token.testing.SettableClock;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TokenAdministrationTest {

    private static final Client HERE = new Client("192.0.2.7", "curl");
    private static final Actor ADMINISTRATOR = Actor.administrator(new AccountId("7"));
    private static final Confirmation CONFIRMATION = Confirmation.vouchedFor(ADMINISTRATOR);

    private final InMemoryTokenStore store = new InMemoryTokenStore();
    private final Interrupted tokens = new Interrupted();
    private final Latchkey latchkey = Latchkey.on(tokens, store.events())
            .changes(STOP_ENV.toString())
            .clock(new SettableClock(NOW))
            .start();
    private final TokenAdministration administration = new TokenAdministration(latchkey.tokens());

    /** A store in which something may happen between finding tokens and changing them. */
    private final class Interrupted extends ForwardingTokens {

        private Runnable meanwhile = () -> {};

        Interrupted() {
            super(store.tokens());
        }

        @Override
        public ImmutableList<Token> search(TokenFilter filter, Optional<TokenId> after, int limit) {
            ImmutableList<Token> found = super.search(filter, after, limit);
            meanwhile.run();
            meanwhile = () -> {};
            return found;
        }
    }

    @AfterEach
    void close() {
        latchkey.close();
    }

    @Test
    void change_ofIds_changesThoseOfSeveralAccounts_asTheAdministrator() {
        Token alices = add(ALICE);
        Token bobs = add(BOB);
        Token other = add(BOB);
        ImmutableSet<TokenId> both = ImmutableSet.of(alices.id(), bobs.id());

        assertThat(done(administration.change(TokenAdministration.Change.SUSPEND, both, CONFIRMATION, HERE)))
                .isEqualTo(both);
        assertThat(states(alices, bobs, other))
                .containsExactly(TokenState.SUSPENDED, TokenState.SUSPENDED, TokenState.LIVE);
        assertThat(done(administration.change(TokenAdministration.Change.RESUME, both, CONFIRMATION, HERE)))
                .isEqualTo(both);
        assertThat(states(alices, bobs)).containsExactly(TokenState.LIVE, TokenState.LIVE);
        assertThat(done(administration.change(TokenAdministration.Change.REMOVE, both, CONFIRMATION, HERE)))
                .isEqualTo(both);
        assertThat(latchkey.tokens().list(ALICE)).isEmpty();
        assertThat(latchkey.tokens().list(BOB)).extracting(Token::id).containsExactly(other.id());
        Event latest = history(store.events(), Events.Filter.ALL, 1).get(0);
        assertThat(latest.actor()).isEqualTo(ADMINISTRATOR);
        assertThat(latest.client()).isEqualTo(HERE);
    }

    @ParameterizedTest
    @EnumSource
    void change_ofIds_ofWhichOneDoesNotExist_changesNothing(TokenAdministration.Change change) {
        Token alices = add(ALICE);

        assertThat(refusal(administration.change(
                                change, ImmutableSet.of(alices.id(), new TokenId(4711)), CONFIRMATION, HERE))
                        .reason())
                .isEqualTo(RefusalReason.NO_SUCH_TOKEN);

        assertThat(states(alices)).containsExactly(TokenState.LIVE);
    }

    @ParameterizedTest
    @EnumSource
    void change_passesOverWhatIsRemovedMeanwhile(TokenAdministration.Change change) {
        Token first = add(ALICE);
        Token second = add(ALICE);
        Token bobs = add(BOB);
        tokens.meanwhile = () -> {
            store.tokens().remove(ImmutableSet.of(first.id()), by(ALICE));
            store.tokens().remove(ImmutableSet.of(bobs.id()), by(BOB));
        };

        assertThat(done(administration.change(
                        change, ImmutableSet.of(first.id(), second.id(), bobs.id()), CONFIRMATION, HERE)))
                .containsExactly(second.id());
    }

    @Test
    void change_ofTooManyIds_isRefused() {
        ImmutableSet<TokenId> ids = IntStream.rangeClosed(1, TokenManagement.MOST_FOUND + 1)
                .mapToObj(TokenId::new)
                .collect(ImmutableSet.toImmutableSet());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> administration.change(TokenAdministration.Change.REMOVE, ids, CONFIRMATION, HERE));
    }

    @ParameterizedTest
    @EnumSource(names = {"SUSPEND", "REMOVE"})
    void changeAll_changesMoreThanAPage_andWhatIsMadeMeanwhile(TokenAdministration.Change change) {
        int number = TokenManagement.MOST_FOUND + 1;
        for (int i = 0; i < number; i++) {
            add(i % 2 == 0 ? ALICE : BOB);
        }
        tokens.meanwhile = () -> add(ALICE);
        TokenFilter live = TokenFilter.ALL.state(TokenState.LIVE, NOW);

        assertThat(done(administration.changeAll(change, live, CONFIRMATION, HERE)))
                .hasSize(number + 1);

        assertThat(latchkey.tokens().search(live, Optional.empty(), 1)).isEmpty();
        assertThat(done(administration.changeAll(change, live, CONFIRMATION, HERE)))
                .isEmpty();
    }

    private Token add(AccountId owner) {
        return store.tokens()
                .add(
                        newToken(owner, newValue(), "Test", Expiry.never()),
                        TokenManagement.MOST_FOUND,
                        new Origin(owner, Actor.owner(), NOW, HERE))
                .orElseThrow();
    }

    private ImmutableList<TokenState> states(Token... which) {
        return ImmutableList.copyOf(which).stream()
                .map(token ->
                        store.tokens().find(token.fingerprint()).orElseThrow().state(NOW))
                .collect(ImmutableList.toImmutableList());
    }
}
