package dev.latchkey.token;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.stream.Collectors.joining;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.Collection;
import java.util.List;

/**
 * The forms in which clients send a list, of methods' names or of numbers: one item or several a text, separated by commas,
 * semicolons or line ends, or as a list literal of JSON or Python, with or without quotation marks; and several texts. No item
 * has a character that separates.
 */
public final class ListText {

    private static final Splitter ITEMS = Splitter.onPattern("[,;\r\n]").trimResults();
    private static final int QUOTED_AT_MOST = 10;
    private static final int QUOTED_LENGTH = 100;

    private ListText() {}

    /**
     * The items of {@code a.B, c.D}, {@code a.B;c.D}, {@code ["a.B","c.D"]}, {@code ['a.B', 'c.D']} or of one a line, in their
     * order. Empty ones, as behind a last comma, are left out: the list is empty if the texts name nothing.
     */
    public static ImmutableList<String> items(List<String> texts) {
        return texts.stream()
                .map(ListText::withoutBrackets)
                .flatMap(ITEMS::splitToStream)
                .map(ListText::withoutQuotes)
                .filter(item -> !item.isEmpty())
                .collect(toImmutableList());
    }

    /** The first of {@code items} for an error's text, each in quotation marks and cut to a readable length. */
    public static String quote(Collection<String> items) {
        String quoted = items.stream().limit(QUOTED_AT_MOST).map(ListText::cut).collect(joining("\", \"", "\"", "\""));
        int more = items.size() - QUOTED_AT_MOST;
        return more > 0 ? quoted + " and " + more + " more" : quoted;
    }

    /** Between characters: half of a surrogate pair is no text that could be sent. */
    private static String cut(String item) {
        if (item.length() <= QUOTED_LENGTH) {
            return item;
        }
        boolean splitsPair = Character.isHighSurrogate(item.charAt(QUOTED_LENGTH - 1));
        return item.substring(0, splitsPair ? QUOTED_LENGTH - 1 : QUOTED_LENGTH) + "…";
    }

    private static String withoutBrackets(String text) {
        String stripped = text.strip();
        return isEnclosed(stripped, '[', ']') ? inner(stripped) : stripped;
    }

    private static String withoutQuotes(String item) {
        boolean quoted = isEnclosed(item, '"', '"') || isEnclosed(item, '\'', '\'');
        return quoted ? inner(item).strip() : item;
    }

    private static boolean isEnclosed(String text, char first, char last) {
        return text.length() >= 2 && text.charAt(0) == first && text.charAt(text.length() - 1) == last;
    }

    private static String inner(String text) {
        return text.substring(1, text.length() - 1);
    }
}
