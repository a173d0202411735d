package dev.latchkey.app.platform;

import com.google.common.collect.ImmutableMap;
import dev.latchkey.app.platform.Value.Field;
import dev.latchkey.app.platform.Value.Fields;
import dev.latchkey.app.platform.Value.Items;
import dev.latchkey.app.platform.Value.Kind;
import dev.latchkey.app.platform.Value.Text;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Makes values of the library's nodes: with each name once in a map, with what {@code <<} merges, and within bounds. */
final class ValueMaker {

    private static final ImmutableMap<Tag, Kind> KINDS =
            ImmutableMap.of(Tag.BOOL, Kind.BOOLEAN, Tag.INT, Kind.NUMBER, Tag.FLOAT, Kind.NUMBER, Tag.NULL, Kind.NULL);

    private final String file;
    private final Problems problems;
    /** What is made, by its node; empty while it is being made. */
    private final IdentityHashMap<Node, Optional<Value>> made = new IdentityHashMap<>();

    private int fields;

    /** What aliases and merges come to is too much; the problem is told. */
    static final class TooMuchException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    ValueMaker(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** @throws TooMuchException if the value would be larger or deeper than values may be, or be in itself */
    Value make(Node node) {
        Optional<Value> before = made.get(node);
        if (before != null) {
            return before.orElseThrow(() -> tooMuch(node, "this refers to itself; write it without an alias"));
        }
        made.put(node, Optional.empty());
        Value value = value(node);
        if (value.size() > Value.MOST) {
            throw tooMuch(
                    node, "this has more than a million values, with those that aliases repeat; use fewer aliases");
        }
        if (value.depth() > Value.DEEPEST) {
            throw tooMuch(node, "this is nested in more than " + Value.DEEPEST + " levels; write it flatter");
        }
        made.put(node, Optional.of(value));
        return value;
    }

    private TooMuchException tooMuch(Node node, String what) {
        problems.add(place(node), what);
        return new TooMuchException();
    }

    private Value value(Node node) {
        if (node instanceof ScalarNode scalar) {
            return new Text(place(node), scalar.getValue(), KINDS.getOrDefault(scalar.getTag(), Kind.TEXT));
        }
        if (node instanceof SequenceNode sequence) {
            List<Value> items = new ArrayList<>();
            sequence.getValue().forEach(item -> items.add(make(item)));
            return Items.of(place(node), items);
        }
        return fields((MappingNode) node);
    }

    private Fields fields(MappingNode node) {
        Map<String, Field> own = new LinkedHashMap<>();
        List<Fields> merged = new ArrayList<>();
        for (NodeTuple tuple : node.getValue()) {
            Node key = tuple.getKeyNode();
            if (key.getTag().equals(Tag.MERGE)) {
                addMerged(tuple.getValueNode(), merged);
            } else if (key instanceof ScalarNode name) {
                put(own, name.getValue(), new Field(place(key), make(tuple.getValueNode())));
            } else {
                problems.add(place(key), "a name must be a text, and no list or map; write name: value");
            }
        }
        for (Fields others : merged) {
            count(node, others.fields().size());
            others.fields().forEach(own::putIfAbsent);
        }
        return Fields.of(place(node), ImmutableMap.copyOf(own));
    }

    private void put(Map<String, Field> fields, String name, Field field) {
        Field before = fields.putIfAbsent(name, field);
        if (before != null) {
            problems.add(
                    field.place(),
                    Shown.quoted(name) + " stands here twice, first in line "
                            + before.place().line() + "; leave one out");
        }
    }

    private void addMerged(Node node, List<Fields> merged) {
        Value value = make(node);
        List<Value> values = value instanceof Items items ? items.items() : List.of(value);
        for (Value one : values) {
            if (one instanceof Fields fields) {
                merged.add(fields);
            } else {
                problems.add(place(node), "<< merges maps alone; write an alias of a map");
            }
        }
    }

    /** What is merged is copied, and so is counted apart from the values. */
    private void count(Node node, int more) {
        fields += more;
        if (fields > Value.MOST) {
            throw tooMuch(node, "<< merges more than a million values into the file; use it less");
        }
    }

    private Place place(Node node) {
        return new Place(file, node.getStartMark().getLine() + 1);
    }
}
