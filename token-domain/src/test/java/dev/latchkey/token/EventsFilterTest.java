package dev.latchkey.token;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.Events.Filter;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class EventsFilterTest {

    @Test
    void all_asksForNothingInParticular() {
        assertThat(Filter.ALL)
                .isEqualTo(new Filter(
                        Optional.empty(),
                        Optional.empty(),
                        ImmutableSet.of(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty()));
    }

    @Test
    void whatIsAskedFor_addsUp_theLastOneCounts() {
        TokenId token = new TokenId(5);
        ImmutableSet<Event.Kind> kinds = ImmutableSet.of(Event.Kind.SIGNED_IN);

        assertThat(Filter.ALL
                        .account(ALICE)
                        .token(token)
                        .kinds(kinds)
                        .since(NOW)
                        .before(NOW.plusSeconds(1))
                        .recordedBefore(17)
                        .account(BOB))
                .isEqualTo(new Filter(
                        Optional.of(BOB),
                        Optional.of(token),
                        kinds,
                        Optional.of(NOW),
                        Optional.of(NOW.plusSeconds(1)),
                        OptionalLong.of(17)));
    }
}
