package dev.latchkey.http.methods;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.http.WireInteger;
import dev.latchkey.token.ListText;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/**
 * A list of numbers as clients send it, in any form of {@link ListText}, or {@code *} for all that there are. A list without a
 * number is an error: it never means all.
 *
 * @param all whether it is {@code *}
 * @param numbers in the order given; empty if {@code all}
 */
record Ids(boolean all, ImmutableSet<Integer> numbers) {

    private static final int MAX_ITEMS = 1_000;
    private static final String WHAT_TO_GIVE = "give numbers divided by commas, or * for all";

    /** The list, or a refusal that names the item which is no integer of 32 bits. */
    static Outcome<Ids> parse(List<String> texts) {
        List<String> items = ListText.items(texts);
        if (items.isEmpty()) {
            return refused("there is no number in it: " + WHAT_TO_GIVE);
        }
        if (items.size() > MAX_ITEMS) {
            return refused("it has more than " + MAX_ITEMS + " numbers: give fewer, or * for all");
        }
        return items.stream().allMatch("*"::equals) ? Outcome.done(new Ids(true, ImmutableSet.of())) : numbers(items);
    }

    private static Outcome<Ids> numbers(List<String> items) {
        ImmutableSet.Builder<Integer> numbers = ImmutableSet.builder();
        for (String item : items) {
            OptionalInt number = WireInteger.parse(item);
            if (number.isEmpty()) {
                return refused(ListText.quote(List.of(item)) + " is no number: " + WHAT_TO_GIVE);
            }
            numbers.add(number.getAsInt());
        }
        return Outcome.done(new Ids(false, numbers.build()));
    }

    private static Outcome<Ids> refused(String detail) {
        return Outcome.refused(RefusalReason.INVALID_VALUE, detail);
    }

    <T> ImmutableSet<T> map(IntFunction<T> toId) {
        return numbers.stream().map(toId::apply).collect(ImmutableSet.toImmutableSet());
    }
}
