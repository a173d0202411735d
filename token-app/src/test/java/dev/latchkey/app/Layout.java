package dev.latchkey.app;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds what people can't read on a page because of how it is laid out, and tells it in sentences: "“Sign in” and “Cancel”
 * overlap by 12 × 20 px at 40, 300". It waits until all animations have ended, then looks at each line of text and at each
 * button and field, also in shadow trees.
 *
 * <p>It ignores what is hidden or scrolled out of sight, and elements of which one holds the other. Modal dialogs, popovers,
 * and positioned boxes with an opaque background lie over the page by design: their contents are compared with each other
 * alone.
 */
final class Layout {

    private static final String SCRIPT = script();

    private Layout() {}

    /** All three kinds; empty where everything can be read. */
    static ImmutableList<String> findings(Page page) {
        Map<?, ?> found = look(page);
        return Stream.of("overlaps", "overflowing", "clipped")
                .flatMap(kind -> ((List<?>) found.get(kind)).stream())
                .map(Object::toString)
                .collect(toImmutableList());
    }

    /** What overlaps something else. */
    static ImmutableList<String> overlaps(Page page) {
        return only(page, "overlaps");
    }

    /** What reaches beyond the sides of the screen, or out of its own box. */
    static ImmutableList<String> overflowing(Page page) {
        return only(page, "overflowing");
    }

    /** What is cut off. An ellipsis is no finding where a title holds the whole text. */
    static ImmutableList<String> clipped(Page page) {
        return only(page, "clipped");
    }

    private static ImmutableList<String> only(Page page, String kind) {
        return ((List<?>) look(page).get(kind)).stream().map(Object::toString).collect(toImmutableList());
    }

    private static Map<?, ?> look(Page page) {
        return (Map<?, ?>) page.evaluate(SCRIPT);
    }

    private static String script() {
        try {
            return Resources.toString(Resources.getResource(Layout.class, "layout.js"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
