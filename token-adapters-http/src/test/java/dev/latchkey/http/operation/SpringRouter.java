package dev.latchkey.http.operation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.server.RequestPath;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Which operation a service of Spring runs: of its patterns that match path and method, the most specific one's. */
final class SpringRouter {

    private final List<Mapping> mappings;

    private record Mapping(String operation, String httpMethod, PathPattern pattern) {}

    SpringRouter(List<Operation> operations) {
        PathPatternParser parser = new PathPatternParser();
        this.mappings = operations.stream()
                .map(operation -> new Mapping(
                        operation.method().toString(),
                        operation.route().orElseThrow().httpMethod(),
                        parser.parse(operation.route().orElseThrow().template().toString())))
                .toList();
    }

    /** The operation that it runs; empty if it refuses the request. */
    Optional<String> runs(String httpMethod, String target) {
        RequestPath path;
        try {
            path = RequestPath.parse(target.split("[?#]", 2)[0], null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        Set<String> methods = httpMethod.equals("HEAD") ? Set.of("HEAD", "GET") : Set.of(httpMethod);
        return mappings.stream()
                .filter(mapping -> methods.contains(mapping.httpMethod())
                        && mapping.pattern().matches(path))
                .min(Comparator.comparing(Mapping::pattern, PathPattern.SPECIFICITY_COMPARATOR)
                        .thenComparing(mapping -> !mapping.httpMethod().equals(httpMethod)))
                .map(Mapping::operation);
    }
}
