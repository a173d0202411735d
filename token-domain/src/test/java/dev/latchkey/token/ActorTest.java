package dev.latchkey.token;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static dev.latchkey.token.testing.Fixtures.password;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.Confirmation;
import org.junit.jupiter.api.Test;

final class ActorTest {

    @Test
    void administrator_isTheAccountOfAnAdministrator_andEmptyForAllOthers() {
        assertThat(Actor.administrator(BOB).administratorAccount()).contains(BOB);
        assertThat(Actor.owner().administratorAccount()).isEmpty();
        assertThat(Actor.platform().administratorAccount()).isEmpty();
        assertThat(Actor.ownToken().administratorAccount()).isEmpty();
    }

    @Test
    void actors_areEqualIfTheyAreTheSame() {
        assertThat(Actor.owner()).isEqualTo(Actor.owner()).isNotEqualTo(Actor.platform());
        assertThat(Actor.administrator(ALICE))
                .isEqualTo(Actor.administrator(ALICE))
                .isNotEqualTo(Actor.administrator(BOB));
    }

    @Test
    void confirmation_byPassword_isTheOwners() {
        assertThat(Confirmation.by(password("correct horse")).actor()).isEqualTo(Actor.owner());
    }

    @Test
    void confirmation_vouchedFor_isThatActors() {
        assertThat(Confirmation.vouchedFor(Actor.platform()).actor()).isEqualTo(Actor.platform());
        assertThat(Confirmation.vouchedFor(Actor.administrator(BOB)).actor()).isEqualTo(Actor.administrator(BOB));
    }

    @Test
    void confirmation_tellsNoPassword() {
        assertThat(Confirmation.by(password("correct horse")).toString()).doesNotContain("correct");
    }

    @Test
    void confirmation_vouchedForAStranger_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Confirmation.vouchedFor(Actor.stranger()))
                .withMessageContaining("actor");
    }
}
