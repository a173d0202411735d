package dev.latchkey.app.platform;

import com.google.common.collect.ImmutableList;
import dev.latchkey.http.Pages;
import dev.latchkey.http.Platform;
import dev.latchkey.http.operation.Operation;
import dev.latchkey.http.operation.Operations;
import dev.latchkey.token.TokenTemplate;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads the files that describe a platform. All errors are found at once. */
public final class PlatformFiles {

    private PlatformFiles() {}

    /**
     * The platform that the files describe. The operations of both are together; what stands in both, Latchkey's own file says. What is
     * doubtful and stops nothing is logged.
     *
     * @param platform a file of Latchkey's own
     * @param openapi a document of OpenAPI 3.0 or 3.1
     * @throws PlatformFileException if the files can't be read or have errors
     * @throws IllegalArgumentException if there is neither of them
     */
    public static PlatformDescription read(Optional<Path> platform, Optional<Path> openapi) {
        Warnings warnings = new Warnings();
        PlatformDescription description = read(platform, openapi, warnings);
        warnings.log();
        return description;
    }

    static PlatformDescription read(Optional<Path> platform, Optional<Path> openapi, Warnings warnings) {
        Path first = platform.or(() -> openapi).orElseThrow(() -> new IllegalArgumentException("a file is needed"));
        Problems problems = new Problems();
        Optional<Value> own = platform.flatMap(path -> tree(path, problems));
        PlatformFile file = own.map(root -> new PlatformFileReader(problems).read(root, openapi.isEmpty()))
                .orElse(PlatformFile.NONE);
        OpenApiReader.Description document = openapi.flatMap(path -> tree(path, problems))
                .map(root -> new OpenApiReader(problems, warnings).read(root, file))
                .orElse(OpenApiReader.Description.NONE);
        return merged(file, document, new Place(first.toString(), 1), problems);
    }

    private static Optional<Value> tree(Path path, Problems problems) {
        return SourceFile.read(path, problems).flatMap(file -> YamlReader.read(file, problems));
    }

    private static PlatformDescription merged(
            PlatformFile file, OpenApiReader.Description document, Place start, Problems problems) {
        ImmutableList<Found> found = ImmutableList.<Found>builder()
                .addAll(document.operations())
                .addAll(file.methods())
                .build();
        Operations operations = new OperationChecks(problems).operations(found);
        problems.throwIfAny(); // or templates would miss the operations that are wrong
        requireTokens(operations, found, start, problems);
        problems.throwIfAny();
        ImmutableList<TokenTemplate> templates = new TemplateChecks(operations, problems).templates(file.templates());
        Optional<String> name = file.name().or(document::title);
        problems.throwIfAny();
        return new PlatformDescription(
                new Platform(
                        name.orElseThrow(),
                        ImmutableList.of(),
                        operations,
                        templates,
                        UnaryOperator.identity(),
                        Pages.NONE,
                        Optional.empty()),
                file.format(),
                file.tokensPerAccount(),
                file.callsPerMinute());
    }

    /** A platform without them has nothing that Latchkey could guard, which nobody means. */
    private static void requireTokens(
            Operations operations, ImmutableList<Found> found, Place start, Problems problems) {
        if (operations.all().stream().allMatch(Operation::open)) {
            problems.add(
                    found.isEmpty() ? start : found.get(0).place(),
                    "no method needs a token; describe one that is not open, by security in a document of OpenAPI");
        }
    }
}
