package dev.latchkey.app.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.app.platform.Value.Fields;
import dev.latchkey.app.platform.Value.Items;
import dev.latchkey.app.platform.Value.Text;
import java.util.Locale;

/** Values as the parser of OpenAPI takes them. */
final class JsonNodes {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Longer ones don't fit into 64 bits. */
    private static final int MOST_DIGITS = 18;

    private JsonNodes() {}

    static JsonNode of(Value value) {
        if (value instanceof Fields fields) {
            ObjectNode object = NODES.objectNode();
            fields.fields().forEach((name, field) -> object.set(name, of(field.value())));
            return object;
        }
        if (value instanceof Items items) {
            ArrayNode array = NODES.arrayNode(items.items().size());
            items.items().forEach(item -> array.add(of(item)));
            return array;
        }
        return of((Text) value);
    }

    private static JsonNode of(Text text) {
        return switch (text.kind()) {
            case TEXT -> NODES.textNode(text.text());
            case BOOLEAN ->
                NODES.booleanNode(text.text().toLowerCase(Locale.ROOT).equals("true"));
            case NULL -> NODES.nullNode();
            case NUMBER -> number(text.text());
        };
    }

    /** Nothing of more than 64 bits and nothing infinite, so that nothing the parser makes of a number is large. */
    private static JsonNode number(String number) {
        if (number.length() <= MOST_DIGITS && number.matches("[-+]?[0-9]+")) {
            return NODES.numberNode(Long.parseLong(number));
        }
        double value = Double.parseDouble(number);
        return NODES.numberNode(Math.max(-Double.MAX_VALUE, Math.min(value, Double.MAX_VALUE)));
    }
}
