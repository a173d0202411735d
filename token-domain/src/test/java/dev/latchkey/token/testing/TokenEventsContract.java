package dev.latchkey.token.testing;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.TokenEvent;
import dev.latchkey.token.TokenEvents;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What every record of token events promises. An implementation's test extends it and gives an empty one for each test. */
public abstract class TokenEventsContract {

    private final TokenFingerprint fingerprint = newValue().fingerprint();

    /** The record under test, empty at the start of a test, and the same throughout it. */
    protected abstract TokenEvents events();

    /** A record of the same kind that is out of reach or closed, so that it can do nothing. */
    protected abstract TokenEvents brokenEvents();

    @Test
    public void everyMethod_whenTheStoreIsBroken_throwsAStorageException() {
        TokenEvents broken = brokenEvents();

        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> broken.add(ImmutableList.of(of(ALICE, 1))));
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> broken.latest(TokenEvents.Filter.ALL, 1));
    }

    @Test
    public void add_keepsWhoDidIt() {
        for (Actor actor :
                ImmutableList.of(Actor.owner(), Actor.administrator(BOB), Actor.platform(), Actor.ownToken())) {
            events().add(ImmutableList.of(of(ALICE, 1, actor)));

            assertThat(latest().get(0).actor()).isEqualTo(actor);
        }
    }

    @Test
    public void addsAtOnce_loseNothing() {
        int batches = 10;
        Callable<Boolean> adding = () -> {
            for (int batch = 0; batch < batches; batch++) {
                events().add(ImmutableList.of(of(ALICE, batch), of(ALICE, batch), of(ALICE, batch)));
            }
            return true;
        };

        AtOnce.run(adding, adding, adding);

        assertThat(latest()).hasSize(3 * 3 * batches);
    }

    @Test
    public void add_keepsEverythingOfAnEvent() {
        TokenEvent known = new TokenEvent(
                TokenEvent.Kind.REFUSED,
                NOW,
                Actor.ownToken(),
                Optional.of(ALICE),
                Optional.of(new TokenId(5)),
                fingerprint,
                "aZ09",
                "2001:db8::1",
                "environment.control.StopEnv: EXPIRED",
                17);

        events().add(ImmutableList.of(known));

        assertThat(latest()).containsExactly(known);
    }

    @Test
    public void add_whenTheFingerprintIsOfNoToken_keepsTheEventWithoutAccount() {
        TokenEvent unknown = refused(Optional.empty(), Optional.empty());

        events().add(ImmutableList.of(unknown));

        assertThat(latest()).containsExactly(unknown);
    }

    @Test
    public void add_whenTheFingerprintWasATokens_tellsWhose() {
        events().add(ImmutableList.of(refused(Optional.of(ALICE), Optional.of(new TokenId(5)))));

        events().add(ImmutableList.of(refused(Optional.empty(), Optional.empty())));

        assertThat(latest()).extracting(TokenEvent::account).containsExactly(Optional.of(ALICE), Optional.of(ALICE));
        assertThat(latest()).extracting(TokenEvent::token).containsOnly(Optional.of(new TokenId(5)));
    }

    @Test
    public void add_ofNothing_changesNothing() {
        events().add(ImmutableList.of());

        assertThat(latest()).isEmpty();
    }

    @Test
    public void latest_givesTheNewestFirst_byAccountAndToken_andNoMoreThanAsked() {
        TokenEvent first = of(ALICE, 1);
        TokenEvent second = of(BOB, 2);
        TokenEvent third = of(ALICE, 3);
        events().add(ImmutableList.of(first, second, third));

        assertThat(latest()).containsExactly(third, second, first);
        assertThat(events().latest(TokenEvents.Filter.ALL, 2)).containsExactly(third, second);
        assertThat(events().latest(TokenEvents.Filter.ALL.account(ALICE), 9)).containsExactly(third, first);
        assertThat(events().latest(TokenEvents.Filter.ALL.token(new TokenId(2)), 9))
                .containsExactly(second);
        assertThat(events().latest(TokenEvents.Filter.ALL.account(BOB).token(new TokenId(1)), 9))
                .isEmpty();
    }

    private ImmutableList<TokenEvent> latest() {
        return events().latest(TokenEvents.Filter.ALL, 100);
    }

    private TokenEvent refused(Optional<AccountId> account, Optional<TokenId> token) {
        return new TokenEvent(
                TokenEvent.Kind.REFUSED,
                NOW,
                Actor.ownToken(),
                account,
                token,
                fingerprint,
                "aZ09",
                "192.0.2.7",
                "refused",
                1);
    }

    private static TokenEvent of(AccountId account, int token) {
        return of(account, token, Actor.owner());
    }

    private static TokenEvent of(AccountId account, int token, Actor actor) {
        return new TokenEvent(
                TokenEvent.Kind.EDITED,
                NOW,
                actor,
                Optional.of(account),
                Optional.of(new TokenId(token)),
                newValue().fingerprint(),
                "aZ09",
                "192.0.2.7",
                "description",
                1);
    }
}
