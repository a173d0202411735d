package dev.latchkey.token;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.token.TokenEvents.Filter;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TokenEventsFilterTest {

    @Test
    void all_asksForNothingInParticular() {
        assertThat(Filter.ALL).isEqualTo(new Filter(Optional.empty(), Optional.empty()));
    }

    @Test
    void account_andToken_addToEachOther_theLastOneCounts() {
        TokenId token = new TokenId(5);

        assertThat(Filter.ALL.account(ALICE)).isEqualTo(new Filter(Optional.of(ALICE), Optional.empty()));
        assertThat(Filter.ALL.token(token)).isEqualTo(new Filter(Optional.empty(), Optional.of(token)));
        assertThat(Filter.ALL.account(ALICE).token(token).account(BOB))
                .isEqualTo(new Filter(Optional.of(BOB), Optional.of(token)));
    }
}
