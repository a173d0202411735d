package dev.latchkey.http;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A list of numbers as clients send it: divided by commas or semicolons, or {@code *} for all that there are.
 *
 * @param all whether it is {@code *}
 * @param numbers in the order given; empty if {@code all}
 */
record Ids(boolean all, ImmutableSet<Integer> numbers) {

    private static final Splitter ITEMS = Splitter.onPattern("[,;]").trimResults();
    private static final int MAX_ITEMS = 1_000;
    private static final int QUOTED_LENGTH = 30;

    /** The list, or a refusal that names the item which is no positive integer of 32 bits. */
    static Outcome<Ids> parse(String text) {
        if (text.strip().equals("*")) {
            return Outcome.done(new Ids(true, ImmutableSet.of()));
        }
        List<String> items = ITEMS.splitToList(text);
        if (items.size() > MAX_ITEMS) {
            return Outcome.refused(
                    RefusalReason.INVALID_VALUE,
                    "it has more than " + MAX_ITEMS + " numbers: give fewer, or * for all");
        }
        ImmutableSet.Builder<Integer> numbers = ImmutableSet.builder();
        for (String item : items) {
            try {
                numbers.add(Integer.valueOf(item));
            } catch (NumberFormatException e) {
                return Outcome.refused(
                        RefusalReason.INVALID_VALUE,
                        "\"" + item.substring(0, Math.min(item.length(), QUOTED_LENGTH)) + "\" is no number: give"
                                + " numbers divided by commas, or * for all");
            }
        }
        return Outcome.done(new Ids(false, numbers.build()));
    }

    <T> ImmutableSet<T> map(IntFunction<T> toId) {
        return numbers.stream().map(toId::apply).collect(ImmutableSet.toImmutableSet());
    }
}
