package dev.latchkey.http.operation;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The operations of a method of HTTP, to which only such are added as can be told from all before. Finds those by their segments. */
final class DistinctRoutes {

    private final Node root = new Node();
    private int added;

    /** @param index how many were added before */
    private record Added(int index, Operation operation, PathTemplate template) {}

    private static final class Node {

        private final Map<String, Node> texts = new HashMap<>();
        private final List<Added> here = new ArrayList<>();
        private @Nullable Node parameter;

        Node next(PathTemplate.Segment segment) {
            String literal = segment.literal();
            if (literal != null) {
                return texts.computeIfAbsent(fold(literal), text -> new Node());
            }
            Node next = parameter == null ? new Node() : parameter;
            parameter = next;
            return next;
        }

        /** Those that a segment overlaps with. */
        void forOverlapping(PathTemplate.Segment segment, Consumer<Node> each) {
            if (parameter != null) {
                each.accept(parameter);
            }
            String literal = segment.literal();
            if (literal == null) {
                texts.values().forEach(each);
                return;
            }
            Node text = texts.get(fold(literal));
            if (text != null) {
                each.accept(text);
            }
        }
    }

    /** Without its case, as {@link PathTemplate.Segment#overlaps} does not know it. */
    private static String fold(String literal) {
        return literal.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** Adds an operation with a route, unless it can't be told from one that was added before: then returns the first such. */
    Optional<Operation> add(Operation operation, PathTemplate template) {
        ImmutableList<PathTemplate.Segment> segments = template.withoutSlashAtEnd();
        List<Added> conflicting = new ArrayList<>();
        collect(root, segments, 0, template, conflicting);
        if (!conflicting.isEmpty()) {
            return conflicting.stream()
                    .min((one, other) -> Integer.compare(one.index(), other.index()))
                    .map(Added::operation);
        }
        Node node = root;
        for (PathTemplate.Segment segment : segments) {
            node = node.next(segment);
        }
        node.here.add(new Added(added++, operation, template));
        return Optional.empty();
    }

    private static void collect(
            Node node,
            ImmutableList<PathTemplate.Segment> segments,
            int depth,
            PathTemplate template,
            List<Added> conflicting) {
        if (depth < segments.size()) {
            node.forOverlapping(segments.get(depth), next -> collect(next, segments, depth + 1, template, conflicting));
            return;
        }
        for (Added before : node.here) {
            if (template.conflictsWith(before.template())) {
                conflicting.add(before);
            }
        }
    }
}
