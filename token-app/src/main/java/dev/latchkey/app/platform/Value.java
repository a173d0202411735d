package dev.latchkey.app.platform;

import com.google.common.collect.Collections2;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Collection;
import java.util.Optional;

/** What stands in a file of YAML or JSON, with the lines. A value that others refer to is in each of them. Immutable. */
sealed interface Value {

    /** The most values that one may have in it. */
    int MOST = 1_000_000;

    /** The deepest that values may be in each other. */
    int DEEPEST = 100;

    Place place();

    /** How many values it is made of, itself among them; {@link #MOST} and one more stands for all that is above. */
    int size();

    /** How deep values are in each other in it; 1 for a text. */
    int depth();

    /** What a text is if it is not in quotation marks (YAML 1.2, 10.3). */
    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        NULL
    }

    /** One that has no others. */
    record Text(Place place, String text, Kind kind) implements Value {

        @Override
        public int size() {
            return 1;
        }

        @Override
        public int depth() {
            return 1;
        }
    }

    /** A list. */
    record Items(Place place, ImmutableList<Value> items, int size, int depth) implements Value {

        static Items of(Place place, Collection<Value> items) {
            return new Items(place, ImmutableList.copyOf(items), sizeOf(items), depthOf(items));
        }
    }

    /**
     * A map.
     *
     * @param fields by their names, in their order
     */
    record Fields(Place place, ImmutableMap<String, Field> fields, int size, int depth) implements Value {

        static Fields of(Place place, ImmutableMap<String, Field> fields) {
            Collection<Value> values = Collections2.transform(fields.values(), Field::value);
            return new Fields(place, fields, sizeOf(values), depthOf(values));
        }

        Optional<Field> field(String name) {
            return Optional.ofNullable(fields.get(name));
        }

        /** Where {@code name} stands; where the map does if it has no such name. */
        Place place(String name) {
            return field(name).map(Field::place).orElse(place);
        }
    }

    /**
     * One of a map.
     *
     * @param place where its name stands
     */
    record Field(Place place, Value value) {}

    /** What it is, for people. */
    default String description() {
        if (this instanceof Text text) {
            return text.kind() == Kind.NULL ? "empty" : Shown.quoted(text.text());
        }
        return this instanceof Items ? "a list" : "a map";
    }

    private static int sizeOf(Iterable<Value> values) {
        int size = 1;
        for (Value value : values) {
            size = Math.min(size + value.size(), MOST + 1);
        }
        return size;
    }

    private static int depthOf(Iterable<Value> values) {
        int depth = 0;
        for (Value value : values) {
            depth = Math.max(depth, value.depth());
        }
        return depth + 1;
    }
}
