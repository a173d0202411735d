package dev.latchkey.app.platform;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.latchkey.app.platform.Value.Field;
import dev.latchkey.app.platform.Value.Fields;
import dev.latchkey.app.platform.Value.Text;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads documents of OpenAPI 3.0 and 3.1. The parser gets values, not a text, and nothing to resolve: it reads no other file, asks no other
 * machine, and sees nothing that is larger or deeper than {@link Value} allows.
 */
final class OpenApiReader {

    private static final Pattern VERSION = Pattern.compile("3\\.[01](?:\\.[0-9]+)?");

    private final Problems problems;
    private final Warnings warnings;

    /** What a document says of a platform. */
    record Description(Optional<String> title, ImmutableList<Found> operations) {

        static final Description NONE = new Description(Optional.empty(), ImmutableList.of());
    }

    OpenApiReader(Problems problems, Warnings warnings) {
        this.problems = problems;
        this.warnings = warnings;
    }

    /**
     * What the document says.
     *
     * @param file what Latchkey's own file says, which goes before the document's name and servers
     */
    Description read(Value root, PlatformFile file) {
        if (!(root instanceof Fields fields)) {
            problems.add(root.place(), "this is " + root.description() + "; give a document of OpenAPI 3.0 or 3.1");
            return Description.NONE;
        }
        if (!hasKnownVersion(fields)) {
            return Description.NONE;
        }
        Optional<Field> paths = fields.field("paths");
        if (paths.isEmpty()
                || !(paths.get().value() instanceof Fields items)
                || items.fields().isEmpty()) {
            problems.add(
                    fields.place("paths"), "the document has no paths; write paths: and the operations of your API");
            return Description.NONE;
        }
        Fields resolved = new PathItems(fields, problems).resolved(items);
        if (resolved.size() > Value.MOST || resolved.depth() > Value.DEEPEST) {
            problems.add(paths.get().place(), "the path items are too large with what $ref repeats; use it less");
            return Description.NONE;
        }
        return parsed(resolved).map(document -> description(document, file)).orElse(Description.NONE);
    }

    private boolean hasKnownVersion(Fields root) {
        Optional<Field> swagger = root.field("swagger");
        Optional<Field> openapi = root.field("openapi");
        if (openapi.isEmpty()) {
            problems.add(
                    root.place("swagger"),
                    swagger.isPresent()
                            ? "this is a document of Swagger; convert it to OpenAPI 3"
                            : "openapi is missing; is this a document of OpenAPI? One begins with openapi: 3.1.0, say");
            return false;
        }
        String version = openapi.get().value() instanceof Text text ? text.text() : "";
        if (!VERSION.matcher(version).matches()) {
            problems.add(
                    openapi.get().place(),
                    "the version of OpenAPI is " + openapi.get().value().description() + ", and 3.0 and 3.1 are known;"
                            + " convert the document to OpenAPI 3.1");
            return false;
        }
        return true;
    }

    private Optional<ParsedDocument> parsed(Fields fields) {
        SwaggerParseResult result = new OpenAPIV3Parser().parseJsonNode(null, JsonNodes.of(fields));
        List<String> messages = Objects.requireNonNullElse(result.getMessages(), List.of());
        if (result.getOpenAPI() == null) {
            problems.add(
                    fields.place(),
                    "the document cannot be read: " + Shown.message(String.join("; ", messages))
                            + "; check it with a validator of OpenAPI");
            return Optional.empty();
        }
        new ParserMessages(fields, problems, warnings).tell(messages);
        return Optional.of(new ParsedDocument(result.getOpenAPI(), fields));
    }

    private Description description(ParsedDocument document, PlatformFile file) {
        OperationReader operations = new OperationReader(document, file.basePath(), problems, warnings);
        operations.requireNoExtensions(document.fields());
        ImmutableList<Found> found = document.model().getPaths().entrySet().stream()
                .flatMap(path -> document.fields("paths").field(path.getKey()).map(Field::value).stream()
                        .flatMap(item -> operations.read(path.getKey(), path.getValue(), (Fields) item)))
                .collect(toImmutableList());
        Optional<String> title = title(document);
        if (title.isEmpty() && file.name().isEmpty()) {
            problems.add(
                    document.fields("info").place(),
                    "info.title is missing; write it, or name in the platform file: what people know your platform by");
        }
        return new Description(title, found);
    }

    private static Optional<String> title(ParsedDocument document) {
        return Optional.ofNullable(document.model().getInfo())
                .map(Info::getTitle)
                .map(Summary::of)
                .filter(title -> !title.isEmpty());
    }
}
