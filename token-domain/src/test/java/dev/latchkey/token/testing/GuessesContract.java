package dev.latchkey.token.testing;

import static dev.latchkey.token.testing.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.latchkey.account.AccountStore;
import dev.latchkey.account.GuessSubject;
import dev.latchkey.account.GuessTally;
import dev.latchkey.account.Guesses;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store of guesses promises. An implementation's test extends it and gives empty stores for each test. */
public abstract class GuessesContract {

    private static final GuessSubject ACCOUNT = new GuessSubject("account:1");
    private static final GuessSubject ADDRESS = new GuessSubject("strangers:192.0.2.7");
    private static final GuessSubject SESSION = new GuessSubject("session:17");
    private static final GuessTally TALLY =
            new GuessTally(1, NOW, 2, NOW.minusSeconds(9), NOW.minusNanos(1_000), 32_767);

    /** The stores under test, empty at the start of a test, and the same throughout it. */
    protected abstract AccountStore store();

    @Test
    public void find_ofWhatWasNotCounted_isNone() {
        assertThat(guesses().find(ImmutableSet.of(ACCOUNT, ADDRESS)))
                .isEqualTo(ImmutableMap.of(ACCOUNT, GuessTally.NONE, ADDRESS, GuessTally.NONE));
        assertThat(guesses().find(ImmutableSet.of())).isEmpty();
    }

    @Test
    public void change_keepsWhatItMakes_andGivesWhatWasBefore() {
        ImmutableMap<GuessSubject, GuessTally> changed = ImmutableMap.of(ACCOUNT, TALLY, SESSION, TALLY);

        assertThat(guesses().change(ImmutableSet.of(ACCOUNT, SESSION), before -> changed))
                .isEqualTo(ImmutableMap.of(ACCOUNT, GuessTally.NONE, SESSION, GuessTally.NONE));

        assertThat(guesses().find(ImmutableSet.of(ACCOUNT, SESSION))).isEqualTo(changed);
        assertThat(guesses().change(ImmutableSet.of(SESSION, ADDRESS), before -> before))
                .isEqualTo(ImmutableMap.of(SESSION, TALLY, ADDRESS, GuessTally.NONE));
    }

    @Test
    public void change_leavesOthersAsTheyAre() {
        set(ACCOUNT, TALLY);

        set(ADDRESS, GuessTally.NONE);

        assertThat(guesses().find(ImmutableSet.of(ACCOUNT))).containsValue(TALLY);
    }

    @Test
    public void change_keepsALongKey() {
        GuessSubject longest = new GuessSubject("x".repeat(GuessSubject.MAX_LENGTH));

        set(longest, TALLY);

        assertThat(guesses().find(ImmutableSet.of(longest))).containsValue(TALLY);
    }

    @Test
    public void change_byManyAtOnce_losesNone() throws Exception {
        List<ImmutableMap<GuessSubject, GuessTally>> before = Together.inStep(
                60,
                round -> guesses()
                        .change(
                                ImmutableSet.of(ACCOUNT, ADDRESS),
                                tallies ->
                                        ImmutableMap.copyOf(Maps.transformValues(tallies, GuessesContract::oneMore))));

        assertThat(guesses().find(ImmutableSet.of(ACCOUNT, ADDRESS)).values())
                .extracting(GuessTally::failures)
                .containsOnly(before.size());
        assertThat(before)
                .extracting(tallies -> tallies.getOrDefault(ACCOUNT, TALLY).failures())
                .doesNotHaveDuplicates();
    }

    @Test
    public void removeOld_removesWhatWasLastChangedBefore() {
        set(ACCOUNT, at(NOW));
        set(ADDRESS, at(NOW.plusSeconds(1)));

        assertThat(guesses().removeOld(NOW, 9)).isZero();
        assertThat(guesses().removeOld(NOW.plusSeconds(1), 9)).isEqualTo(1);

        assertThat(guesses().find(ImmutableSet.of(ACCOUNT))).containsValue(GuessTally.NONE);
        assertThat(guesses().find(ImmutableSet.of(ADDRESS))).containsValue(at(NOW.plusSeconds(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"login:", "strangers:", "known:"})
    public void removeOld_keepsOfWhatAnybodyCanCauseTheLatest_andAllOthers(String prefix) {
        GuessSubject[] subjects = new GuessSubject[5];
        set(ACCOUNT, at(NOW));
        set(SESSION, at(NOW));
        for (int i = 0; i < subjects.length; i++) {
            subjects[i] = new GuessSubject(prefix + i);
            set(subjects[i], at(NOW.plusSeconds(i)));
        }

        assertThat(guesses().removeOld(NOW, 2)).isEqualTo(3);

        assertThat(guesses().find(ImmutableSet.of(ACCOUNT, SESSION)).values()).containsOnly(at(NOW));
        assertThat(guesses().find(ImmutableSet.of(subjects[3], subjects[4])))
                .isEqualTo(ImmutableMap.of(subjects[3], at(NOW.plusSeconds(3)), subjects[4], at(NOW.plusSeconds(4))));
        assertThat(guesses()
                        .find(ImmutableSet.of(subjects[0], subjects[1], subjects[2]))
                        .values())
                .containsOnly(GuessTally.NONE);
    }

    private static GuessTally at(Instant instant) {
        return new GuessTally(0, instant, 1, instant, instant, 1);
    }

    private static GuessTally oneMore(GuessTally tally) {
        return new GuessTally(
                tally.pending(), NOW, tally.failures() + 1, tally.since(), tally.failedAt(), tally.inRow());
    }

    private void set(GuessSubject subject, GuessTally tally) {
        guesses().change(ImmutableSet.of(subject), before -> ImmutableMap.of(subject, tally));
    }

    private Guesses guesses() {
        return store().guesses();
    }
}
