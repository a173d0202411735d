package dev.latchkey.token.testing;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.TokenEvent;
import dev.latchkey.token.TokenEvents;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every record of token events promises. An implementation's test extends it and gives an empty one for each test. */
public abstract class TokenEventsContract {

    private final TokenFingerprint fingerprint = newValue().fingerprint();

    /** The record under test, empty at the start of a test, and the same throughout it. */
    protected abstract TokenEvents events();

    @Test
    public void add_keepsEverythingOfAnEvent() {
        TokenEvent known = new TokenEvent(
                TokenEvent.Kind.REFUSED,
                NOW,
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
        assertThat(events().latest(Optional.empty(), Optional.empty(), 2)).containsExactly(third, second);
        assertThat(events().latest(Optional.of(ALICE), Optional.empty(), 9)).containsExactly(third, first);
        assertThat(events().latest(Optional.empty(), Optional.of(new TokenId(2)), 9))
                .containsExactly(second);
        assertThat(events().latest(Optional.of(BOB), Optional.of(new TokenId(1)), 9))
                .isEmpty();
    }

    private ImmutableList<TokenEvent> latest() {
        return events().latest(Optional.empty(), Optional.empty(), 100);
    }

    private TokenEvent refused(Optional<AccountId> account, Optional<TokenId> token) {
        return new TokenEvent(
                TokenEvent.Kind.REFUSED, NOW, account, token, fingerprint, "aZ09", "192.0.2.7", "refused", 1);
    }

    private static TokenEvent of(AccountId account, int token) {
        return new TokenEvent(
                TokenEvent.Kind.EDITED,
                NOW,
                Optional.of(account),
                Optional.of(new TokenId(token)),
                newValue().fingerprint(),
                "aZ09",
                "192.0.2.7",
                "description",
                1);
    }
}
