package dev.latchkey.app.platform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.app.platform.Value.Fields;
import dev.latchkey.app.platform.Value.Items;
import dev.latchkey.http.operation.PathTemplate;
import dev.latchkey.token.TokenFormat;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads Latchkey's own file. */
final class PlatformFileReader {

    private static final ImmutableSet<String> KNOWN =
            ImmutableSet.of("name", "prefix", "basePath", "methods", "templates", "limits");
    private static final ImmutableSet<String> LIMITS = ImmutableSet.of("tokensPerAccount", "callsPerMinute");

    private static final int LONGEST_NAME = 100;

    private final Problems problems;

    PlatformFileReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * What the file says.
     *
     * @param alone whether nothing else describes the platform, and so name and methods have to be there
     */
    PlatformFile read(Value root, boolean alone) {
        if (!(root instanceof Fields fields)) {
            problems.add(root.place(), "this is " + root.description() + "; begin with name: and your platform's name");
            return PlatformFile.NONE;
        }
        FieldReader reader = new FieldReader(fields, problems).allowing(KNOWN);
        Optional<String> basePath = reader.parsed("basePath", PlatformFileReader::basePath);
        Optional<FieldReader> limits = reader.map("limits").map(map -> new FieldReader(map, problems).allowing(LIMITS));
        if (alone) {
            require(reader);
        }
        return new PlatformFile(
                reader.parsed("name", PlatformFileReader::name),
                reader.parsed("prefix", PlatformFileReader::format),
                basePath,
                methods(reader, basePath.orElse("")),
                new TemplateReader(problems).read(reader),
                limits.map(reads -> reads.count("tokensPerAccount")).orElse(OptionalInt.empty()),
                limits.map(reads -> reads.count("callsPerMinute")).orElse(OptionalInt.empty()));
    }

    private void require(FieldReader reader) {
        if (!reader.has("name")) {
            problems.add(reader.place(), "name is missing; write name: and what people know your platform by");
        }
        if (!reader.has("methods")) {
            problems.add(
                    reader.place(),
                    "methods is missing; write the methods of your API, or give an OpenAPI document too, by --openapi");
        }
    }

    private static String name(String name) {
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("write at most " + LONGEST_NAME + " characters in one line");
        }
        return name;
    }

    private static TokenFormat format(String prefix) {
        TokenFormat format = TokenFormat.of(prefix);
        String sessions = TokenFormat.SESSION.prefix();
        if (prefix.startsWith(sessions) || sessions.startsWith(prefix)) {
            throw new IllegalArgumentException(
                    "sessions begin with " + sessions + "; write a prefix that can't be taken for it, as shop_, say");
        }
        return format;
    }

    private static String basePath(String path) {
        String without = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (!without.isEmpty()) {
            PathTemplate parsed = PathTemplate.parse(without);
            return parsed.toString();
        }
        return without;
    }

    private ImmutableList<Found> methods(FieldReader reader, String basePath) {
        Optional<Items> list = reader.list("methods");
        if (list.isPresent() && list.get().items().isEmpty()) {
            problems.add(reader.place("methods"), "methods is empty; write the methods of your API, or leave it out");
        }
        MethodReader methods = new MethodReader(basePath, problems);
        ImmutableList.Builder<Found> found = ImmutableList.builder();
        for (Value item : list.map(Items::items).orElse(ImmutableList.of())) {
            methods.read(item).ifPresent(found::add);
        }
        return found.build();
    }
}
