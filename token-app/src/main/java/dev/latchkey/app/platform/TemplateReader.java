package dev.latchkey.app.platform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.app.platform.PlatformFile.FoundPattern;
import dev.latchkey.app.platform.PlatformFile.FoundTemplate;
import dev.latchkey.app.platform.Value.Fields;
import dev.latchkey.app.platform.Value.Items;
import dev.latchkey.app.platform.Value.Text;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the templates of Latchkey's own file. */
final class TemplateReader {

    private static final ImmutableSet<String> KNOWN = ImmutableSet.of("name", "methods");

    private static final int MOST_TEMPLATES = 100;
    private static final int MOST_PATTERNS = 1_000;

    private final Problems problems;
    private final Map<String, Place> names = new HashMap<>();
    private int patterns;

    TemplateReader(Problems problems) {
        this.problems = problems;
    }

    /** The templates that are right. */
    ImmutableList<FoundTemplate> read(FieldReader reader) {
        Optional<Items> list = reader.list("templates");
        ImmutableList<Value> items = list.map(Items::items).orElse(ImmutableList.of());
        if (list.isPresent() && items.isEmpty()) {
            problems.add(
                    reader.place("templates"),
                    "templates is empty; leave it out for one template of all methods, Full Access");
        }
        if (items.size() > MOST_TEMPLATES) {
            problems.add(
                    items.get(MOST_TEMPLATES).place(),
                    "there are more than " + MOST_TEMPLATES + " templates; leave some out");
            return ImmutableList.of();
        }
        ImmutableList.Builder<FoundTemplate> found = ImmutableList.builder();
        items.forEach(item -> template(item).ifPresent(found::add));
        return found.build();
    }

    private Optional<FoundTemplate> template(Value value) {
        if (!(value instanceof Fields fields)) {
            problems.add(
                    value.place(), "this is " + value.description() + "; write - name: and methods: of a template");
            return Optional.empty();
        }
        FieldReader reader = new FieldReader(fields, problems).allowing(KNOWN);
        ImmutableList<FoundPattern> methods = patterns(reader);
        return name(reader).map(name -> new FoundTemplate(fields.place(), name, methods));
    }

    private Optional<String> name(FieldReader reader) {
        if (!reader.has("name")) {
            problems.add(reader.place(), "name is missing; write what people know the template by");
        }
        Optional<String> name = reader.text("name").map(Summary::of);
        if (name.isPresent()) {
            Place before = names.putIfAbsent(name.get().toLowerCase(Locale.ROOT), reader.place());
            if (before != null) {
                problems.add(
                        reader.place(),
                        "two templates are named " + Shown.message(name.get()) + ", the other in " + before
                                + "; give one another name");
                return Optional.empty();
            }
        }
        return name;
    }

    private ImmutableList<FoundPattern> patterns(FieldReader reader) {
        Optional<Items> list = reader.list("methods");
        ImmutableList<Value> items = list.map(Items::items).orElse(ImmutableList.of());
        if (items.isEmpty() && (list.isPresent() || !reader.has("methods"))) {
            problems.add(
                    reader.place("methods"),
                    "a template needs methods; write methods: [orders.read, \"products.*\"], say, or [\"*\"] for all");
        }
        ImmutableList.Builder<FoundPattern> found = ImmutableList.builder();
        for (Value item : items) {
            if (++patterns == MOST_PATTERNS + 1) {
                problems.add(
                        item.place(),
                        "the templates have more than " + MOST_PATTERNS
                                + " methods and patterns; write orders.*, say, for all that begin so");
            }
            if (item instanceof Text text && !text.text().isBlank()) {
                found.add(new FoundPattern(item.place(), text.text().strip()));
            } else {
                problems.add(
                        item.place(), "this is " + item.description() + "; write a method's name, or orders.*, say");
            }
        }
        return found.build();
    }
}
