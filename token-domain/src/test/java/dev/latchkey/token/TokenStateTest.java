package dev.latchkey.token;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.by;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.token.testing.InMemoryTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The states of a {@link Token}, and who may end a {@link Suspension}. */
final class TokenStateTest {

    private final Token live =
            added(new InMemoryTokens(), newToken(ALICE, newValue(), "Stated", Expiry.at(NOW.plusSeconds(1))));

    @ParameterizedTest
    @CsvSource({
        "false, false, -1, LIVE",
        "false, false, 0, EXPIRED",
        "false, true, -1, SUSPENDED",
        "false, true, 0, SUSPENDED",
        "true, false, -1, OWNER_DISABLED",
        "true, false, 0, OWNER_DISABLED",
        "true, true, 0, OWNER_DISABLED"
    })
    void state_isTheFirstOfThoseThatApply(
            boolean disabled, boolean suspended, long nanosecondsAfter, TokenState state) {
        Token token = (suspended ? live.suspended(by(ALICE)) : live).ownerDisabled(disabled);

        assertThat(token.state(NOW.plusSeconds(1).plusNanos(nanosecondsAfter))).isEqualTo(state);
        assertThat(token.isStopped()).isEqualTo(disabled || suspended);
    }

    @Test
    void changesOfOtherThings_keepTheState() {
        Token token = live.suspended(by(ALICE)).ownerDisabled(true);

        for (Token changed : new Token[] {
            token.with(token.terms().until(Expiry.never())),
            token.with(newValue().fingerprint(), "hint"),
            token.usedLast(new LastUse(NOW, new Client("", "")))
        }) {
            assertThat(changed.suspension()).isEqualTo(token.suspension());
            assertThat(changed.ownerDisabled()).isTrue();
        }
        assertThat(token.resumed().ownerDisabled(false)).isEqualTo(live);
    }

    @Test
    void suspension_isCutToTheMicrosecond() {
        assertThat(new Suspension(NOW.plusNanos(999), Suspension.By.OWNER).at()).isEqualTo(NOW);
    }

    @Test
    void suspension_byAnAdministratorOrThePlatform_isTheirsToEnd() {
        Actor[] administrating = {Actor.administrator(BOB), Actor.platform()};
        Actor[] owning = {Actor.owner(), Actor.ownToken()};
        for (Actor actor : administrating) {
            Suspension suspension = suspension(actor);
            assertThat(suspension.by()).isEqualTo(Suspension.By.ADMINISTRATOR);
            assertThat(administrating).allMatch(suspension::mayBeEndedBy);
            assertThat(owning).noneMatch(suspension::mayBeEndedBy);
        }
        for (Actor actor : owning) {
            Suspension suspension = suspension(actor);
            assertThat(suspension.by()).isEqualTo(Suspension.By.OWNER);
            assertThat(administrating).allMatch(suspension::mayBeEndedBy);
            assertThat(owning).allMatch(suspension::mayBeEndedBy);
        }
    }

    private static Suspension suspension(Actor actor) {
        return Suspension.of(new Origin(ALICE, actor, NOW, Client.UNKNOWN));
    }
}
