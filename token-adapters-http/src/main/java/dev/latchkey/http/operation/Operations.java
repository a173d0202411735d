package dev.latchkey.http.operation;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.latchkey.token.ApiMethod;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a platform, and which one a request calls. Of two templates that a path matches, the one counts that has the text in
 * the first segment in which they differ, as in OpenAPI (3.1, 4.7.8.2): {@code /orders/export} before {@code /orders/{id}}. A path is matched
 * as it is written: its case counts, and so does a slash at the end. Immutable.
 */
public final class Operations {

    /** None. */
    public static final Operations NONE = new Operations(ImmutableList.of());

    private final ImmutableList<Operation> all;
    private final ImmutableMap<ApiMethod, Operation> byMethod;
    private final Map<String, Node> roots = new HashMap<>();

    /** What a request calls. */
    public sealed interface Match {

        /** This operation. */
        record Found(Operation operation) implements Match {}

        /** None that is known, or perhaps one of several. */
        enum Missing implements Match {
            /** No operation has such a route. */
            UNKNOWN,
            /** Servers read this path in different ways, or one that ignores case would run another operation. */
            AMBIGUOUS
        }
    }

    /** A segment of templates, and those that follow it. */
    private static final class Node {

        private final Map<String, Node> texts = new HashMap<>();
        private final Set<String> folded = new HashSet<>();
        private final Map<String, Partial> partials = new LinkedHashMap<>();
        private @Nullable Node parameter;
        private @Nullable Operation operation;

        Node next(PathTemplate.Segment segment) {
            String literal = segment.literal();
            if (literal != null) {
                folded.add(fold(literal));
                return texts.computeIfAbsent(literal, text -> new Node());
            }
            Pattern partial = segment.partial();
            if (partial != null) {
                return partials.computeIfAbsent(partial.pattern(), text -> new Partial(partial, new Node()))
                        .node();
            }
            Node next = parameter;
            if (next == null) {
                next = new Node();
                parameter = next;
            }
            return next;
        }
    }

    /** A segment of which parameters are parts; only hidden routes have such. */
    private record Partial(Pattern pattern, Node node) {}

    private Operations(ImmutableList<Operation> all) {
        this.all = all;
        this.byMethod = Maps.uniqueIndex(all, Operation::method);
        for (Operation operation : all) {
            operation.route().ifPresent(route -> add(operation, route));
        }
    }

    /**
     * These operations.
     *
     * @throws ConflictingOperationsException if two have one name, in whatever case, or routes that can't be told apart
     */
    public static Operations of(List<Operation> operations) {
        Map<ApiMethod, Operation> names = new HashMap<>();
        for (Operation operation : operations) {
            Operation same = names.putIfAbsent(operation.method(), operation);
            if (same != null) {
                throw new ConflictingOperationsException(
                        same, operation, "two operations are named " + operation.method());
            }
        }
        requireDistinctRoutes(operations);
        return new Operations(ImmutableList.copyOf(operations));
    }

    private static void requireDistinctRoutes(List<Operation> operations) {
        Map<String, DistinctRoutes> byHttpMethod = new HashMap<>();
        for (Operation operation : operations) {
            if (operation.route().isPresent() && !operation.route().get().hidden()) {
                Route route = operation.route().get();
                byHttpMethod
                        .computeIfAbsent(route.httpMethod(), method -> new DistinctRoutes())
                        .add(operation, route.template())
                        .ifPresent(other -> {
                            throw new ConflictingOperationsException(
                                    other,
                                    operation,
                                    other.route().orElseThrow() + " and " + route + " can't be told apart");
                        });
            }
        }
    }

    private void add(Operation operation, Route route) {
        Node node = roots.computeIfAbsent(route.httpMethod(), method -> new Node());
        for (PathTemplate.Segment segment : route.template().segments()) {
            node = node.next(segment);
        }
        if (node.operation == null || route.hidden()) {
            node.operation = operation;
        }
    }

    /** All, in their order. */
    public ImmutableList<Operation> all() {
        return all;
    }

    /** The operation of this name, in any case; empty if there is none. */
    public Optional<Operation> find(ApiMethod method) {
        return Optional.ofNullable(byMethod.get(requireNonNull(method, "method")));
    }

    /**
     * What a request calls. HEAD calls what GET does, unless there is an operation for it (RFC 9110, 9.3.2).
     *
     * @param httpMethod as the request has it; methods of HTTP are matched in their case
     * @param target the path and perhaps a query, as they came over the wire
     */
    public Match find(String httpMethod, String target) {
        int query = target.indexOf('?');
        Optional<List<String>> segments = RequestPath.segments(query < 0 ? target : target.substring(0, query));
        if (segments.isEmpty()) {
            return Match.Missing.AMBIGUOUS;
        }
        Match match = find(roots.get(httpMethod), segments.get());
        return visible(httpMethod.equals("HEAD") ? head(match, find(roots.get("GET"), segments.get())) : match);
    }

    private static Match visible(Match match) {
        boolean hidden = match instanceof Match.Found found
                && found.operation().route().filter(Route::hidden).isPresent();
        return hidden ? Match.Missing.UNKNOWN : match;
    }

    /** What a request by HEAD calls. Servers differ if there are operations for both of whose templates one is narrower. */
    private static Match head(Match byHead, Match byGet) {
        if (byHead == Match.Missing.UNKNOWN || byGet == Match.Missing.UNKNOWN) {
            return byHead == Match.Missing.UNKNOWN ? byGet : byHead;
        }
        return template(byHead).equals(template(byGet)) ? byHead : Match.Missing.AMBIGUOUS;
    }

    private static Optional<PathTemplate> template(Match match) {
        return match instanceof Match.Found found ? found.operation().route().map(Route::template) : Optional.empty();
    }

    private static Match find(@Nullable Node root, List<String> segments) {
        if (root == null) {
            return Match.Missing.UNKNOWN;
        }
        Search search = new Search(segments);
        Operation found = search.from(root, 0);
        if (found == null) {
            return Match.Missing.UNKNOWN;
        }
        return search.nearMiss ? Match.Missing.AMBIGUOUS : new Match.Found(found);
    }

    /** Goes down by texts first, and comes back to the parameters. */
    private static final class Search {

        private final List<String> segments;

        /** Whether a text was passed by that differs in its case, or in characters that look alike, alone. */
        private boolean nearMiss;

        Search(List<String> segments) {
            this.segments = segments;
        }

        @Nullable
        Operation from(Node node, int depth) {
            if (depth == segments.size()) {
                return node.operation;
            }
            String segment = segments.get(depth);
            Node text = node.texts.get(segment);
            Operation found = text == null ? null : from(text, depth + 1);
            if (found != null) {
                return found;
            }
            if (text == null && !node.folded.isEmpty() && node.folded.contains(fold(segment))) {
                nearMiss = true;
            }
            for (Partial partial : node.partials.values()) {
                Operation hidden =
                        partial.pattern().matcher(segment).matches() ? from(partial.node(), depth + 1) : null;
                if (hidden != null) {
                    return hidden;
                }
            }
            return node.parameter == null || segment.isEmpty() ? null : from(node.parameter, depth + 1);
        }
    }

    private static String fold(String segment) {
        return Normalizer.normalize(segment, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}
