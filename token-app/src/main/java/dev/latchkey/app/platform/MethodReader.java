package dev.latchkey.app.platform;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.app.platform.Value.Fields;
import dev.latchkey.http.operation.Operation;
import dev.latchkey.http.operation.Route;
import dev.latchkey.token.ApiMethod;
import java.net.URI;
import java.util.Optional;

/** Reads a method of Latchkey's own file. */
final class MethodReader {

    private static final ImmutableSet<String> KNOWN =
            ImmutableSet.of("name", "summary", "effect", "docs", "http", "open");

    private final String basePath;
    private final Problems problems;

    /** @param basePath what stands before all paths */
    MethodReader(String basePath, Problems problems) {
        this.basePath = basePath;
        this.problems = problems;
    }

    /** The method; empty, with problems, if something is wrong with it. */
    Optional<Found> read(Value value) {
        if (!(value instanceof Fields fields)) {
            problems.add(value.place(), "this is " + value.description() + "; write - name: and effect: of a method");
            return Optional.empty();
        }
        FieldReader reader = new FieldReader(fields, problems).allowing(KNOWN);
        Optional<ApiMethod> name = name(reader);
        Optional<Boolean> readOnly = readOnly(reader);
        Optional<Route> route = reader.parsed("http", this::route);
        Optional<URI> documentation = reader.parsed("docs", WebAddress::parse);
        String summary = reader.text("summary").map(Summary::of).orElse("");
        boolean open = reader.flag("open").orElse(false);
        return name.isPresent() && readOnly.isPresent()
                ? Optional.of(new Found(
                        new Operation(name.get(), summary, readOnly.get(), open, route, documentation), fields.place()))
                : Optional.empty();
    }

    private Optional<ApiMethod> name(FieldReader reader) {
        if (!reader.has("name")) {
            problems.add(reader.place(), "name is missing; write the method's name, as name: orders.read, say");
        }
        return reader.text("name")
                .flatMap(name ->
                        MethodNames.method(name, reader.place("name"), "write another, as orders.read, say", problems));
    }

    private Optional<Boolean> readOnly(FieldReader reader) {
        if (!reader.has("effect")) {
            problems.add(
                    reader.place(),
                    "effect is missing; write effect: reads if the method only reads, or else effect: changes");
        }
        return reader.parsed("effect", Effects::isReads);
    }

    private Route route(String http) {
        String[] parts = http.split("\\s+", 2);
        if (parts.length < 2 || !parts[1].startsWith("/")) {
            throw new IllegalArgumentException("write a method of HTTP and a path, as GET /orders/{id}");
        }
        return Route.of(parts[0], basePath + parts[1]);
    }
}
