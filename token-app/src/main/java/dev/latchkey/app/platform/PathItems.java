package dev.latchkey.app.platform;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.app.platform.Value.Field;
import dev.latchkey.app.platform.Value.Fields;
import dev.latchkey.app.platform.Value.Items;
import dev.latchkey.app.platform.Value.Text;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the path items of a document where {@code $ref} refers to them (OpenAPI 3.1, 4.8.9), each with the lines where it stands. References to
 * other files are not followed.
 */
final class PathItems {

    /** What a path item can have that says what requests do. */
    static final ImmutableSet<String> METHODS =
            ImmutableSet.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private static final Splitter SLASH = Splitter.on('/');
    private static final String REFERENCE = "$ref";

    private final Fields root;
    private final Problems problems;

    PathItems(Fields root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    /** The document with path items alone under {@code paths}; what is none is left out, with a problem. */
    Fields resolved(Fields paths) {
        ImmutableMap.Builder<String, Field> items = ImmutableMap.builder();
        paths.fields().forEach((path, field) -> {
            if (path.startsWith("x-")) {
                items.put(path, field);
            } else {
                item(field).ifPresent(item -> items.put(path, new Field(field.place(), item)));
            }
        });
        ImmutableMap.Builder<String, Field> fields = ImmutableMap.builder();
        fields.putAll(root.fields());
        fields.put("paths", new Field(root.place("paths"), Fields.of(paths.place(), items.buildOrThrow())));
        return Fields.of(root.place(), fields.buildKeepingLast());
    }

    private Optional<Fields> item(Field field) {
        Set<String> followed = new HashSet<>();
        Value value = field.value();
        Place place = field.place();
        while (value instanceof Fields fields && fields.field(REFERENCE).isPresent()) {
            Field reference = fields.field(REFERENCE).get();
            place = reference.place();
            Optional<Value> target = target(reference, fields, followed);
            if (target.isEmpty()) {
                return Optional.empty();
            }
            value = target.get();
        }
        if (value instanceof Fields fields) {
            return Optional.of(fields);
        }
        problems.add(
                place,
                "a path must have a map of operations, and this is " + value.description()
                        + "; write get:, post: and so on");
        return Optional.empty();
    }

    private Optional<Value> target(Field reference, Fields item, Set<String> followed) {
        String pointer = reference.value() instanceof Text text ? text.text() : "";
        Optional<Value> target = pointer.startsWith("#") ? at(pointer) : Optional.empty();
        String wrong = "";
        if (!pointer.startsWith("#")) {
            wrong = "is not in this document, and no other is read; bundle all into one file";
        } else if (!followed.add(pointer)) {
            wrong = "comes back to itself; write the operations in one place";
        } else if (target.isEmpty()) {
            wrong = "is not there; write where the path item stands, as #/paths/~1orders, say";
        } else if (item.fields().keySet().stream().anyMatch(name -> METHODS.contains(name) || name.equals("servers"))) {
            wrong = "has operations or servers beside it; move them to where it refers to";
        }
        if (!wrong.isEmpty()) {
            problems.add(reference.place(), "the $ref " + Shown.quoted(pointer) + " " + wrong);
            return Optional.empty();
        }
        return target;
    }

    /** What a pointer (RFC 6901, 6) refers to. */
    private Optional<Value> at(String pointer) {
        if (!pointer.startsWith("#/")) {
            return Optional.empty();
        }
        Optional<Value> value = Optional.of(root);
        for (String part : SLASH.split(pointer.substring(2))) {
            value = value.flatMap(parent -> child(parent, unescaped(part)));
        }
        return value;
    }

    private static Optional<Value> child(Value parent, String name) {
        if (parent instanceof Fields fields) {
            return fields.field(name).map(Field::value);
        }
        return parent instanceof Items items
                        && name.matches("[0-9]{1,6}")
                        && Integer.parseInt(name) < items.items().size()
                ? Optional.of(items.items().get(Integer.parseInt(name)))
                : Optional.empty();
    }

    private static String unescaped(String part) {
        String decoded = part;
        if (part.indexOf('%') >= 0) {
            try {
                decoded = URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return part;
            }
        }
        return decoded.replace("~1", "/").replace("~0", "~");
    }
}
