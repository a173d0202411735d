package dev.latchkey.app.platform;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.app.platform.Value.Field;
import dev.latchkey.app.platform.Value.Fields;
import dev.latchkey.app.platform.Value.Items;
import dev.latchkey.app.platform.Value.Kind;
import dev.latchkey.app.platform.Value.Text;
import dev.latchkey.http.Misspelling;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Reads a map of which all names are known. What is of another kind than asked for is a problem, and then missing. */
final class FieldReader {

    private final Fields fields;
    private final Problems problems;

    FieldReader(Fields fields, Problems problems) {
        this.fields = fields;
        this.problems = problems;
    }

    /** Has a problem for each name that is not among {@code known}. */
    FieldReader allowing(ImmutableSet<String> known) {
        fields.fields().forEach((name, field) -> {
            if (!known.contains(name)) {
                problems.add(field.place(), unknown(name, known));
            }
        });
        return this;
    }

    /** What is said of a name that is not among {@code known}. */
    static String unknown(String name, ImmutableSet<String> known) {
        String hint = known.stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .or(() -> Misspelling.meant(name, known))
                .map(meant -> "write " + meant)
                .orElse("these are known: " + String.join(", ", known));
        return Shown.quoted(name) + " is not known here; " + hint;
    }

    Place place() {
        return fields.place();
    }

    /** Where {@code name} stands, or else the map. */
    Place place(String name) {
        return fields.place(name);
    }

    boolean has(String name) {
        return fields.field(name).isPresent();
    }

    /** A text that is not blank, without white space around it. */
    Optional<String> text(String name) {
        return of(name, Text.class, "a text")
                .filter(text -> !text.text().isBlank() || problem(name, "is empty; write a text, or leave it out"))
                .map(text -> text.text().strip());
    }

    Optional<Fields> map(String name) {
        return of(name, Fields.class, "a map");
    }

    Optional<Items> list(String name) {
        return of(name, Items.class, "a list");
    }

    Optional<Boolean> flag(String name) {
        return fields.field(name)
                .map(Field::value)
                .filter(value -> (value instanceof Text text && text.kind() == Kind.BOOLEAN)
                        || problem(name, "is " + value.description() + "; write true or false"))
                .map(value -> ((Text) value).text().toLowerCase(Locale.ROOT).equals("true"));
    }

    /** A whole number from 1 on. */
    OptionalInt count(String name) {
        Optional<Integer> count = fields.field(name).map(Field::value).flatMap(value -> count(name, value));
        return count.isPresent() ? OptionalInt.of(count.get()) : OptionalInt.empty();
    }

    private Optional<Integer> count(String name, Value value) {
        if (value instanceof Text text && text.text().matches("[1-9][0-9]{0,8}")) {
            return Optional.of(Integer.valueOf(text.text()));
        }
        problem(name, "is " + value.description() + "; write a whole number from 1 to 999999999");
        return Optional.empty();
    }

    /** What {@code parser} makes of a text; what it throws is a problem. */
    <T> Optional<T> parsed(String name, Function<String, T> parser) {
        return text(name).flatMap(text -> {
            try {
                return Optional.of(parser.apply(text));
            } catch (IllegalArgumentException e) {
                problem(name, "is " + Shown.quoted(text) + "; " + Shown.message(String.valueOf(e.getMessage())));
                return Optional.empty();
            }
        });
    }

    private <T extends Value> Optional<T> of(String name, Class<T> kind, String kindName) {
        return fields.field(name)
                .map(Field::value)
                .filter(value ->
                        kind.isInstance(value) || problem(name, "is " + value.description() + "; write " + kindName))
                .map(kind::cast);
    }

    /** Tells a problem of {@code name}; false, for what it is of counts no more. */
    private boolean problem(String name, String what) {
        problems.add(place(name), name + " " + what);
        return false;
    }
}
