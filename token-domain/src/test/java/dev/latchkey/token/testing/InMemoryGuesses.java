package dev.latchkey.token.testing;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.latchkey.account.GuessSubject;
import dev.latchkey.account.GuessTally;
import dev.latchkey.account.Guesses;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** {@link Guesses} that are gone with the process, for tests. */
public final class InMemoryGuesses implements Guesses {

    /** Those changed last stand last. */
    private final Map<GuessSubject, GuessTally> tallies = new LinkedHashMap<>();

    private final Map<GuessSubject, Instant> changed = new HashMap<>();

    @Override
    public synchronized ImmutableMap<GuessSubject, GuessTally> find(ImmutableSet<GuessSubject> subjects) {
        return Maps.toMap(subjects, subject -> tallies.getOrDefault(subject, GuessTally.NONE));
    }

    @Override
    public synchronized ImmutableMap<GuessSubject, GuessTally> change(
            ImmutableSet<GuessSubject> subjects, UnaryOperator<ImmutableMap<GuessSubject, GuessTally>> change) {
        ImmutableMap<GuessSubject, GuessTally> before = find(subjects);
        change.apply(before).forEach((subject, tally) -> {
            if (!tally.equals(before.get(subject))) {
                tallies.remove(subject);
                tallies.put(subject, tally);
                changed.put(subject, tally.changedAt());
            }
        });
        return before;
    }

    @Override
    public synchronized int removeOld(Instant before, int mostUnbounded) {
        int size = tallies.size();
        tallies.keySet()
                .removeIf(
                        subject -> changed.getOrDefault(subject, Instant.EPOCH).isBefore(before));
        for (String prefix : GuessSubject.UNBOUNDED) {
            List<GuessSubject> unbounded = tallies.keySet().stream()
                    .filter(subject -> subject.key().startsWith(prefix))
                    .toList();
            unbounded.subList(0, Math.max(0, unbounded.size() - mostUnbounded)).forEach(tallies::remove);
        }
        return size - tallies.size();
    }
}
