package dev.latchkey.app.platform;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.app.platform.Value.Field;
import dev.latchkey.app.platform.Value.Fields;
import dev.latchkey.http.operation.Operation;
import dev.latchkey.http.operation.Route;
import dev.latchkey.token.ApiMethod;
import io.swagger.v3.oas.models.PathItem;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the operations of a document's paths. */
final class OperationReader {

    static final String METHOD = "x-latchkey-method";
    static final String EFFECT = "x-latchkey-effect";
    static final String GATEWAY = "x-latchkey-gateway";

    private static final String SERVERS = "servers";
    private static final ImmutableSet<String> EXTENSIONS = ImmutableSet.of(METHOD, EFFECT, GATEWAY);

    private final ParsedDocument document;
    private final Optional<String> basePath;
    private final Problems problems;
    private final ServerPaths servers;
    private final DocumentationLinks links;
    private final SecurityReader security;

    /** An operation as the parser read it, and as it stands in the file. */
    private record Source(
            String path,
            PathItem item,
            Fields itemFields,
            PathItem.HttpMethod httpMethod,
            io.swagger.v3.oas.models.Operation model,
            Field field,
            Fields fields) {

        Place place() {
            return field.place();
        }
    }

    /** @param basePath what stands before all paths, whatever the servers are */
    OperationReader(ParsedDocument document, Optional<String> basePath, Problems problems, Warnings warnings) {
        this.document = document;
        this.basePath = basePath;
        this.problems = problems;
        this.servers = new ServerPaths(problems);
        this.links = new DocumentationLinks(document.model(), warnings);
        this.security = new SecurityReader(document.fields(), problems);
    }

    /** The operations of a path; those that are wrong are problems. */
    Stream<Found> read(String path, PathItem item, Fields itemFields) {
        requireNoExtensions(itemFields);
        if (!path.startsWith("/")) {
            problems.add(
                    document.fields("paths").place(path),
                    "the path " + Shown.quoted(path) + " does not begin with a slash; write /" + Shown.message(path));
            return Stream.empty();
        }
        return item.readOperationsMap().entrySet().stream()
                .filter(entry -> isCall(entry.getKey()))
                .flatMap(entry -> source(path, item, itemFields, entry.getKey(), entry.getValue()).stream())
                .flatMap(source -> read(source).stream());
    }

    /** Browsers and tools ask by the others, and nobody is given a right to them. */
    private static boolean isCall(PathItem.HttpMethod method) {
        return method != PathItem.HttpMethod.OPTIONS && method != PathItem.HttpMethod.TRACE;
    }

    private static Optional<Source> source(
            String path,
            PathItem item,
            Fields itemFields,
            PathItem.HttpMethod httpMethod,
            io.swagger.v3.oas.models.Operation model) {
        return itemFields
                .field(httpMethod.name().toLowerCase(Locale.ROOT))
                .filter(field -> field.value() instanceof Fields)
                .map(field -> new Source(path, item, itemFields, httpMethod, model, field, (Fields) field.value()));
    }

    /** Names that look like ours would else be passed over. */
    void requireNoExtensions(Fields fields) {
        fields.fields().forEach((name, field) -> {
            if (isOurs(name)) {
                problems.add(field.place(), name + " belongs in an operation; write it there");
            }
        });
    }

    private static boolean isOurs(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith("x-latchkey");
    }

    private Optional<Found> read(Source source) {
        source.fields().fields().forEach((name, field) -> {
            if (isOurs(name) && !EXTENSIONS.contains(name)) {
                problems.add(field.place(), FieldReader.unknown(name, EXTENSIONS));
            }
        });
        FieldReader reader = new FieldReader(source.fields(), problems);
        Optional<ApiMethod> method = method(source, reader);
        boolean readOnly = readOnly(source, reader);
        boolean open = security.isOpen(source.fields());
        Optional<Route> route = reader.flag(GATEWAY).orElse(true) ? route(source) : hidden(source);
        return method.map(name -> new Found(
                new Operation(name, summary(source), readOnly, open, route, links.of(source.model(), source.place())),
                source.place()));
    }

    private Optional<ApiMethod> method(Source source, FieldReader reader) {
        if (reader.has(METHOD)) {
            return reader.text(METHOD)
                    .flatMap(name -> MethodNames.method(
                            name, reader.place(METHOD), "write another, as orders.read, say", problems));
        }
        List<String> tags = Objects.requireNonNullElse(source.model().getTags(), List.of());
        String name = OperationNames.name(
                tags, source.model().getOperationId(), source.httpMethod().name(), source.path());
        return MethodNames.method(
                name, source.place(), "give the operation a name by " + METHOD + ": orders.read, say", problems);
    }

    /** What GET and HEAD do is safe (RFC 9110, 9.2.1), unless the document says otherwise. */
    private static boolean readOnly(Source source, FieldReader reader) {
        return reader.parsed(EFFECT, Effects::isReads)
                .orElse(source.httpMethod() == PathItem.HttpMethod.GET
                        || source.httpMethod() == PathItem.HttpMethod.HEAD);
    }

    private static String summary(Source source) {
        String summary = Objects.requireNonNullElse(source.model().getSummary(), "");
        return Summary.of(
                summary.isBlank() ? Objects.requireNonNullElse(source.model().getDescription(), "") : summary);
    }

    /** Kept, so that no wider path is taken for it. */
    private Optional<Route> hidden(Source source) {
        return basePath(source).map(base -> Route.hidden(source.httpMethod().name(), base + source.path()));
    }

    private Optional<Route> route(Source source) {
        return basePath(source).flatMap(base -> {
            try {
                return Optional.of(Route.of(source.httpMethod().name(), base + source.path()));
            } catch (IllegalArgumentException e) {
                problems.add(
                        source.place(),
                        Shown.message(String.valueOf(e.getMessage())) + "; change the path, or write " + GATEWAY
                                + ": false if no gateway asks for it");
                return Optional.empty();
            }
        });
    }

    private Optional<String> basePath(Source source) {
        if (basePath.isPresent()) {
            return basePath;
        }
        var own = source.model().getServers();
        if (own != null && !own.isEmpty()) {
            return servers.path(own, source.fields().place(SERVERS));
        }
        var ofItem = source.item().getServers();
        return ofItem != null && !ofItem.isEmpty()
                ? servers.path(ofItem, source.itemFields().place(SERVERS))
                : servers.path(document.model().getServers(), document.fields().place(SERVERS));
    }
}
