package dev.latchkey.token.testing;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.START_ENV;
import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.by;
import static dev.latchkey.token.testing.Fixtures.custom;
import static dev.latchkey.token.testing.Fixtures.history;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.Origin;
import dev.latchkey.token.Suspension;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenDescription;
import dev.latchkey.token.TokenEdit;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenState;
import dev.latchkey.token.TokenValue;
import dev.latchkey.token.Tokens.Resumption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a store of tokens promises of suspended ones and of disabled owners: a part of {@link TokensContract}. */
public abstract class TokenStates extends TokenRaces {

    private static final int SLICES = 2_500;
    private static final Expiry TOMORROW = Expiry.at(NOW.plus(Duration.ofDays(1)));
    private static final Expiry YESTERDAY = Expiry.at(NOW.minus(Duration.ofDays(1)));
    private static final TokenEdit RENAMED = TokenEdit.NOTHING
            .description(new TokenDescription("Renamed"))
            .methods(custom(START_ENV))
            .expiry(TOMORROW);
    private static final TokenId NOBODYS = new TokenId(Integer.MAX_VALUE);
    private static final Origin LATER =
            new Origin(ALICE, Actor.owner(), NOW.plus(Duration.ofHours(1)), new Client("192.0.2.7", "curl"));
    private static final Origin ADMINISTRATOR = new Origin(
            ALICE, Actor.administrator(BOB), NOW.plus(Duration.ofHours(2)), new Client("192.0.2.9", "Firefox"));

    @Test
    public void suspend_isSeenByEveryLookup_andChangesNothingElse() {
        Token first = add(TOMORROW);
        Token expired = add(YESTERDAY);
        Token other = add(TOMORROW);

        assertThat(tokens().suspend(ImmutableSet.of(first.id(), expired.id()), LATER))
                .isEmpty();

        Token suspended = first.suspended(LATER);
        assertThat(suspended.suspension()).contains(new Suspension(NOW.plus(Duration.ofHours(1)), Suspension.By.OWNER));
        assertThat(tokens().find(first.fingerprint())).contains(suspended);
        assertThat(tokens().find(ALICE, first.id())).contains(suspended);
        assertThat(tokens().ownedBy(ALICE)).containsExactly(suspended, expired.suspended(LATER), other);
        assertThat(suspended.state(NOW)).isEqualTo(TokenState.SUSPENDED);
        assertThat(history(events(), Events.Filter.ALL, 2))
                .containsExactlyInAnyOrder(Event.suspended(first, LATER), Event.suspended(expired, LATER));
    }

    @Test
    public void suspend_whenOneIsMissingOrSomebodyElses_suspendsNone() {
        Token token = add(TOMORROW);
        Token bobs = added(tokens(), newToken(BOB, newValue(), "Bob's", TOMORROW));

        for (TokenId missing : List.of(NOBODYS, bobs.id())) {
            assertThat(tokens().suspend(ImmutableSet.of(token.id(), missing), by(ALICE)))
                    .containsExactly(missing);
        }

        assertThat(tokens().ownedBy(ALICE)).containsExactly(token);
        assertThat(tokens().ownedBy(BOB)).containsExactly(bobs);
        assertThat(count(Event.Kind.SUSPENDED, token.id())).isZero();
    }

    @Test
    public void suspendAndResume_ofNothing_areDone() {
        assertThat(tokens().suspend(ImmutableSet.of(), by(ALICE))).isEmpty();
        assertThat(tokens().resume(ImmutableSet.of(), by(ALICE))).isEqualTo(Resumption.DONE);
    }

    @Test
    public void suspend_ofASuspendedToken_leavesItAsItIs_unlessAnAdministratorTakesItFromItsOwner() {
        Token token = add(TOMORROW);
        suspend(token, by(ALICE));

        suspend(token, LATER);
        assertThat(stored(token)).isEqualTo(token.suspended(by(ALICE)));

        suspend(token, ADMINISTRATOR);
        assertThat(stored(token).suspension())
                .contains(new Suspension(ADMINISTRATOR.at(), Suspension.By.ADMINISTRATOR));

        suspend(token, LATER);
        assertThat(stored(token)).isEqualTo(token.suspended(ADMINISTRATOR));
        assertThat(count(Event.Kind.SUSPENDED, token.id())).isEqualTo(2);
    }

    @Test
    public void resume_bringsBackWhatWasSuspended_andLeavesAllElse() {
        Token suspended = add(TOMORROW);
        Token expired = add(YESTERDAY);
        Token live = add(TOMORROW);
        suspend(suspended, by(ALICE));
        suspend(expired, by(ALICE));

        assertThat(tokens().resume(ImmutableSet.of(suspended.id(), expired.id(), live.id()), LATER))
                .isEqualTo(Resumption.DONE);

        assertThat(tokens().ownedBy(ALICE)).containsExactly(suspended, expired, live);
        assertThat(tokens().find(suspended.fingerprint())).contains(suspended);
        assertThat(history(events(), Events.Filter.ALL, 3))
                .filteredOn(event -> event.kind() == Event.Kind.RESUMED)
                .containsExactlyInAnyOrder(Event.resumed(suspended, LATER), Event.resumed(expired, LATER));
    }

    @Test
    public void resume_ofWhatAnAdministratorSuspended_isAnAdministratorsAlone() {
        Token held = add(TOMORROW);
        Token owners = add(TOMORROW);
        suspend(held, ADMINISTRATOR);
        suspend(owners, by(ALICE));
        ImmutableSet<TokenId> both = ImmutableSet.of(held.id(), owners.id());

        assertThat(tokens().resume(both, by(ALICE)))
                .isEqualTo(new Resumption(ImmutableSet.of(), ImmutableSet.of(held.id())));
        assertThat(tokens().ownedBy(ALICE)).containsExactly(held.suspended(ADMINISTRATOR), owners.suspended(by(ALICE)));
        assertThat(count(Event.Kind.RESUMED, owners.id())).isZero();

        assertThat(tokens().resume(both, ADMINISTRATOR)).isEqualTo(Resumption.DONE);
        assertThat(tokens().ownedBy(ALICE)).containsExactly(held, owners);
    }

    @Test
    public void resume_whenOneIsMissingOrSomebodyElses_resumesNone() {
        Token token = add(TOMORROW);
        Token bobs = added(tokens(), newToken(BOB, newValue(), "Bob's", TOMORROW));
        suspend(token, by(ALICE));

        for (TokenId missing : List.of(NOBODYS, bobs.id())) {
            assertThat(tokens().resume(ImmutableSet.of(token.id(), missing), by(ALICE))
                            .missing())
                    .containsExactly(missing);
        }

        assertThat(stored(token)).isEqualTo(token.suspended(by(ALICE)));
    }

    @Test
    public void aSuspendedToken_isEditedRegeneratedAndRevived_andStaysSuspended() {
        Token token = add(TOMORROW);
        Token expired = add(YESTERDAY);
        suspend(token, by(ALICE));
        suspend(expired, by(ALICE));
        Optional<Suspension> suspension = stored(token).suspension();
        TokenValue renewed = newValue();
        TokenValue revived = newValue();

        assertThat(tokens().edit(token.id(), RENAMED, LATER).orElseThrow().suspension())
                .isEqualTo(suspension);
        assertThat(tokens().regenerate(token.id(), renewed.fingerprint(), renewed.hint(), LATER)
                        .orElseThrow()
                        .suspension())
                .isEqualTo(suspension);
        assertThat(tokens().revive(expired.id(), revived.fingerprint(), revived.hint(), TOMORROW, LATER)
                        .orElseThrow()
                        .suspension())
                .isEqualTo(suspension);

        assertThat(tokens().find(token.fingerprint())).isEmpty();
        assertThat(tokens().find(renewed.fingerprint()).orElseThrow().suspension())
                .isEqualTo(suspension);
        assertThat(tokens().find(revived.fingerprint()).orElseThrow().suspension())
                .isEqualTo(suspension);
        assertThat(tokens().remove(ImmutableSet.of(token.id()), by(ALICE))).isEmpty();
    }

    @Test
    public void suspendAndResume_ofThousands_changeAllOrNone() {
        ImmutableSet<TokenId> ids =
                IntStream.range(0, SLICES).mapToObj(i -> add(TOMORROW).id()).collect(ImmutableSet.toImmutableSet());
        ImmutableSet<TokenId> oneTooMany =
                ImmutableSet.<TokenId>builder().addAll(ids).add(NOBODYS).build();

        assertThat(tokens().suspend(oneTooMany, by(ALICE))).containsExactly(NOBODYS);
        assertThat(statesOf(ALICE)).containsOnly(TokenState.LIVE);

        assertThat(tokens().suspend(ids, by(ALICE))).isEmpty();
        assertThat(statesOf(ALICE)).hasSize(SLICES).containsOnly(TokenState.SUSPENDED);
        assertThat(tokens().resume(oneTooMany, by(ALICE)).missing()).containsExactly(NOBODYS);
        assertThat(statesOf(ALICE)).containsOnly(TokenState.SUSPENDED);

        assertThat(tokens().resume(ids, by(ALICE))).isEqualTo(Resumption.DONE);
        assertThat(statesOf(ALICE)).hasSize(SLICES).containsOnly(TokenState.LIVE);
    }

    @Test
    public void disableOwner_isSeenOfEveryToken_untilTheOwnerIsEnabled() {
        Token live = add(TOMORROW);
        Token expired = add(YESTERDAY);
        Token suspended = add(TOMORROW);
        suspend(suspended, by(ALICE));
        Token bobs = added(tokens(), newToken(BOB, newValue(), "Bob's", TOMORROW));
        ImmutableList<Token> before = tokens().ownedBy(ALICE);

        for (int time = 1; time <= 2; time++) {
            tokens().disableOwner(ADMINISTRATOR);

            assertThat(tokens().isDisabled(ALICE)).isTrue();
            assertThat(statesOf(ALICE)).hasSize(3).containsOnly(TokenState.OWNER_DISABLED);
            assertThat(tokens().find(live.fingerprint())).contains(live.ownerDisabled(true));
            assertThat(tokens().find(ALICE, expired.id())).contains(expired.ownerDisabled(true));
        }
        assertThat(tokens().ownedBy(BOB)).containsExactly(bobs);
        assertThat(tokens().isDisabled(BOB)).isFalse();

        for (int time = 1; time <= 2; time++) {
            tokens().enableOwner(ADMINISTRATOR);

            assertThat(tokens().isDisabled(ALICE)).isFalse();
            assertThat(tokens().ownedBy(ALICE)).isEqualTo(before);
        }
        assertThat(statesOf(ALICE)).containsExactly(TokenState.LIVE, TokenState.EXPIRED, TokenState.SUSPENDED);
        assertThat(history(events(), Events.Filter.ALL, 99)).hasSize(5);
    }

    @Test
    public void add_whileTheOwnerIsDisabled_storesNothing() {
        tokens().enableOwner(ADMINISTRATOR);
        tokens().disableOwner(ADMINISTRATOR);

        assertThat(tokens().add(newToken(), 9, by(ALICE))).isEmpty();
        assertThat(tokens().ownedBy(ALICE)).isEmpty();
        assertThat(history(events(), Events.Filter.ALL, 9)).isEmpty();
        assertThat(tokens().add(newToken(BOB, newValue(), "Bob's", TOMORROW), 9, by(BOB)))
                .isPresent();

        tokens().enableOwner(ADMINISTRATOR);
        assertThat(tokens().add(newToken(), 9, by(ALICE))).isPresent();
    }

    @Test
    public void aDisabledOwnersTokens_areChangedAndRemoved_andStayDead() {
        Token token = add(TOMORROW);
        Token other = add(TOMORROW);
        tokens().disableOwner(ADMINISTRATOR);
        TokenValue value = newValue();

        assertThat(tokens().edit(token.id(), RENAMED, by(ALICE))).isPresent();
        assertThat(tokens().regenerate(token.id(), value.fingerprint(), value.hint(), by(ALICE)))
                .isPresent();
        suspend(token, by(ALICE));
        assertThat(tokens().resume(ImmutableSet.of(token.id()), by(ALICE))).isEqualTo(Resumption.DONE);
        assertThat(tokens().remove(ImmutableSet.of(other.id()), by(ALICE))).isEmpty();

        assertThat(statesOf(ALICE)).containsExactly(TokenState.OWNER_DISABLED);
        assertThat(tokens().find(value.fingerprint()).orElseThrow().ownerDisabled())
                .isTrue();
    }

    @Test
    public void suspensionAndChangesAtOnce_leaveTheTokenSuspended() {
        for (int round = 0; round < rounds(); round++) {
            Token token = add(TOMORROW);
            TokenValue value = newValue();

            List<Boolean> done = AtOnce.run(
                    () -> tokens().edit(token.id(), RENAMED, by(ALICE)).isPresent(),
                    () -> tokens().suspend(ImmutableSet.of(token.id()), by(ALICE))
                            .isEmpty(),
                    () -> tokens().regenerate(token.id(), value.fingerprint(), value.hint(), by(ALICE))
                            .isPresent());

            Token stored = stored(token);
            assertThat(done).as("round %s", round).containsOnly(true);
            assertThat(stored.state(NOW)).as("round %s", round).isEqualTo(TokenState.SUSPENDED);
            assertThat(stored.fingerprint()).isEqualTo(value.fingerprint());
            assertThat(stored.methods()).isEqualTo(custom(START_ENV));
            assertThat(tokens().find(value.fingerprint())).contains(stored);
            assertThat(tokens().find(token.fingerprint())).isEmpty();
        }
    }

    @Test
    public void suspensionResumptionAndRemovalAtOnce_neverBringARemovedTokenBack() {
        for (int round = 0; round < rounds(); round++) {
            Token token = add(TOMORROW);
            ImmutableSet<TokenId> ids = ImmutableSet.of(token.id());

            List<Boolean> done = AtOnce.run(
                    () -> tokens().suspend(ids, by(ALICE)).isEmpty(),
                    () -> tokens().remove(ids, by(ALICE)).isEmpty(),
                    () -> tokens().resume(ids, by(ALICE)).isDone());

            assertThat(done.get(1)).as("the only removal, in round %s", round).isTrue();
            assertThat(tokens().find(ALICE, token.id())).as("round %s", round).isEmpty();
            assertThat(tokens().find(token.fingerprint())).isEmpty();
        }
    }

    /** The owner's resuming comes before the administrator's suspension, or is refused by it. */
    @Test
    public void theOwnersAndTheAdministratorsChangesAtOnce_leaveTheAdministratorsSuspension() {
        for (int round = 0; round < rounds(); round++) {
            Token token = add(TOMORROW);
            ImmutableSet<TokenId> ids = ImmutableSet.of(token.id());
            suspend(token, by(ALICE));

            List<Boolean> unused = AtOnce.run(
                    () -> tokens().resume(ids, by(ALICE)).isDone(),
                    () -> tokens().suspend(ids, ADMINISTRATOR).isEmpty(),
                    () -> tokens().suspend(ids, LATER).isEmpty());

            assertThat(stored(token)).as("round %s", round).isEqualTo(token.suspended(ADMINISTRATOR));
        }
    }

    @Test
    public void disablingAndChangesAtOnce_leaveNoTokenLive() {
        for (int round = 0; round < rounds(); round++) {
            Token token = add(TOMORROW);
            TokenValue renewed = newValue();

            List<Boolean> unused = AtOnce.run(
                    () -> tokens().add(newToken(), 99, by(ALICE)).isPresent(),
                    () -> disable(),
                    () -> tokens().regenerate(token.id(), renewed.fingerprint(), renewed.hint(), by(ALICE))
                            .isPresent(),
                    () -> tokens().add(newToken(), 99, by(ALICE)).isPresent());

            assertThat(statesOf(ALICE)).as("round %s", round).containsOnly(TokenState.OWNER_DISABLED);
            assertThat(tokens().find(renewed.fingerprint()).orElseThrow().ownerDisabled())
                    .isTrue();
            tokens().enableOwner(ADMINISTRATOR);
            ImmutableSet<TokenId> all =
                    tokens().ownedBy(ALICE).stream().map(Token::id).collect(ImmutableSet.toImmutableSet());
            assertThat(tokens().remove(all, by(ALICE))).isEmpty();
        }
    }

    private boolean disable() {
        tokens().disableOwner(ADMINISTRATOR);
        return true;
    }

    private Token add(Expiry expiry) {
        return added(tokens(), newToken(ALICE, newValue(), "Nightly stop", expiry));
    }

    private void suspend(Token token, Origin origin) {
        assertThat(tokens().suspend(ImmutableSet.of(token.id()), origin)).isEmpty();
    }

    private Token stored(Token token) {
        return tokens().find(token.owner(), token.id()).orElseThrow();
    }

    private List<TokenState> statesOf(AccountId owner) {
        return tokens().ownedBy(owner).stream().map(token -> token.state(NOW)).toList();
    }

    private long count(Event.Kind kind, TokenId token) {
        return history(events(), Events.Filter.ALL.token(token), 99).stream()
                .filter(event -> event.kind() == kind)
                .count();
    }
}
