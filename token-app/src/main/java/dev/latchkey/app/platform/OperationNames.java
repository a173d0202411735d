package dev.latchkey.app.platform;

import static java.util.stream.Collectors.joining;

import com.google.common.base.Splitter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What methods are named that a document describes and does not name by {@code x-latchkey-method}. A text becomes a part of a name so: each
 * run of characters other than {@code A-Z a-z 0-9 _ -} becomes one hyphen, but at the text's ends nothing. {@code "Order lines (old)"}
 * is {@code Order-lines-old}.
 */
final class OperationNames {

    private static final Pattern OTHERS = Pattern.compile("[^A-Za-z0-9_-]+");
    private static final Splitter DOTS = Splitter.on('.');
    private static final Splitter SEGMENTS = Splitter.on('/').omitEmptyStrings();

    private OperationNames() {}

    /**
     * The name of an operation, which may be none that a method can have. With a tag and an {@code operationId} it has two parts, the first
     * tag and the whole id: {@code orders.listOrders}. With an id alone it is the id, whose dots stay. Otherwise the segments of the path
     * are its parts, and the method of HTTP is the last: {@code orders.id.items.get} for {@code GET /orders/{id}/items}.
     */
    static String name(List<String> tags, @Nullable String operationId, String httpMethod, String path) {
        if (operationId == null || operationId.isBlank()) {
            return Stream.concat(
                            SEGMENTS.splitToStream(path).map(OperationNames::part),
                            Stream.of(httpMethod.toLowerCase(Locale.ROOT)))
                    .collect(joining("."));
        }
        return tags.isEmpty()
                ? DOTS.splitToStream(operationId).map(OperationNames::part).collect(joining("."))
                : part(tags.get(0)) + "." + part(operationId);
    }

    private static String part(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isOther(text.charAt(start))) {
            start++;
        }
        while (end > start && isOther(text.charAt(end - 1))) {
            end--;
        }
        return OTHERS.matcher(text.substring(start, end)).replaceAll("-");
    }

    private static boolean isOther(char c) {
        return OTHERS.matcher(String.valueOf(c)).matches();
    }
}
