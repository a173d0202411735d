package dev.latchkey.app.platform;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.latchkey.app.platform.PlatformFile.FoundPattern;
import dev.latchkey.app.platform.PlatformFile.FoundTemplate;
import dev.latchkey.http.operation.Operation;
import dev.latchkey.http.operation.Operations;
import dev.latchkey.token.TokenTemplate;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Holds templates against operations: each pattern has to cover one that needs a token. */
final class TemplateChecks {

    private static final ImmutableList<String> EVERYTHING = ImmutableList.of("*");

    private final NavigableSet<String> closed;
    private final NavigableSet<String> open;
    private final Problems problems;

    TemplateChecks(Operations operations, Problems problems) {
        this.closed = names(operations, operation -> !operation.open());
        this.open = names(operations, Operation::open);
        this.problems = problems;
    }

    private static NavigableSet<String> names(Operations operations, Predicate<Operation> wanted) {
        NavigableSet<String> names = new TreeSet<>();
        operations.all().stream()
                .filter(wanted)
                .forEach(operation -> names.add(operation.method().toString().toLowerCase(Locale.ROOT)));
        return names;
    }

    /** The templates, numbered in their order; one of everything if there are none. */
    ImmutableList<TokenTemplate> templates(ImmutableList<FoundTemplate> found) {
        if (found.isEmpty()) {
            return ImmutableList.of(new TokenTemplate(1, "Full Access", EVERYTHING));
        }
        ImmutableList.Builder<TokenTemplate> templates = ImmutableList.builder();
        int id = 1;
        for (FoundTemplate template : found) {
            template.patterns().forEach(this::check);
            templates.add(new TokenTemplate(
                    id++,
                    template.name(),
                    template.patterns().stream().map(FoundPattern::pattern).collect(toImmutableList())));
        }
        return templates.build();
    }

    private void check(FoundPattern pattern) {
        if (isCovering(pattern.pattern(), closed)) {
            return;
        }
        problems.add(
                pattern.place(),
                isCovering(pattern.pattern(), open)
                        ? Shown.quoted(pattern.pattern()) + " covers only methods that need no token; leave it out"
                        : Shown.quoted(pattern.pattern())
                                + " covers no method; write a method's name, or its beginning and .*, as orders.*, say");
    }

    /** As {@link TokenTemplate#covers} has it, for many names. */
    private static boolean isCovering(String pattern, NavigableSet<String> names) {
        String lowered = pattern.toLowerCase(Locale.ROOT);
        if (lowered.equals("*")) {
            return !names.isEmpty();
        }
        if (!lowered.endsWith(".*")) {
            return names.contains(lowered);
        }
        String beginning = lowered.substring(0, lowered.length() - 1);
        String next = names.ceiling(beginning);
        return next != null && next.startsWith(beginning);
    }
}
