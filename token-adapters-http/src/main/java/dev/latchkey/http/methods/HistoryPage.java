package dev.latchkey.http.methods;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.primitives.Longs;
import dev.latchkey.http.InvalidParameterException;
import dev.latchkey.http.Parameters;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.ListText;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which part of the history a call asks for, by the parameters since, before, kinds, recordedBefore and limit.
 *
 * @param limit from 1 to {@value #MAX_LIMIT}
 */
record HistoryPage(Events.Filter filter, int limit) {

    static final int DEFAULT_LIMIT = 100;
    static final int MAX_LIMIT = 1_000;

    /** The largest number that a program of JavaScript keeps exactly. */
    private static final long MAX_ID = (1L << 53) - 1;

    private static final ImmutableMap<String, Event.Kind> KINDS =
            Maps.uniqueIndex(Arrays.asList(Event.Kind.values()), EventJson::name);

    static HistoryPage of(Parameters parameters) {
        Events.Filter filter = Events.Filter.ALL;
        Optional<Instant> since = parameters.parsed("since", WireInstant::parse);
        filter = since.map(filter::since).orElse(filter);
        Optional<Instant> before = parameters.parsed("before", WireInstant::parse);
        filter = before.map(filter::before).orElse(filter);
        Optional<ImmutableSet<Event.Kind>> kinds = parameters.parsedList("kinds", HistoryPage::kinds);
        filter = kinds.map(filter::kinds).orElse(filter);
        Optional<Long> last = parameters.parsed("recordedBefore", HistoryPage::id);
        filter = last.map(filter::recordedBefore).orElse(filter);
        int limit = parameters.integer("limit").orElse(DEFAULT_LIMIT);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidParameterException("limit", "give a number from 1 to " + MAX_LIMIT);
        }
        return new HistoryPage(filter, limit);
    }

    /** The kinds; one that does not exist is an error, and so is a list without any. */
    private static Outcome<ImmutableSet<Event.Kind>> kinds(List<String> texts) {
        ImmutableSet.Builder<Event.Kind> kinds = ImmutableSet.builder();
        List<String> items = ListText.items(texts);
        for (String item : items) {
            Event.Kind kind = KINDS.get(item.toLowerCase(Locale.ROOT));
            if (kind == null) {
                return Outcome.refused(
                        RefusalReason.INVALID_VALUE,
                        ListText.quote(List.of(item)) + " is none: give some of " + String.join(", ", KINDS.keySet()));
            }
            kinds.add(kind);
        }
        return items.isEmpty()
                ? Outcome.refused(RefusalReason.INVALID_VALUE, "there is no kind in it")
                : Outcome.done(kinds.build());
    }

    private static Outcome<Long> id(String text) {
        Long id = Longs.tryParse(text.strip());
        return id == null || id < 1 || id > MAX_ID
                ? Outcome.refused(RefusalReason.INVALID_VALUE, "give the id of an event")
                : Outcome.done(id);
    }
}
