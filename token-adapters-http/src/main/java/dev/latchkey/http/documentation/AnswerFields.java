package dev.latchkey.http.documentation;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** The fields of an answer in a list, those within objects and arrays with the path to them. */
final class AnswerFields {

    /**
     * A field.
     *
     * @param path its name behind those of the objects that it is in: {@code token.apiListItems[].id}
     */
    record Flat(String path, String type, boolean always, String summary) {}

    private AnswerFields() {}

    /** @param schema of an object */
    static List<Flat> of(JsonObject schema) {
        List<Flat> fields = new ArrayList<>();
        addAll(schema, "", fields);
        return fields;
    }

    private static void addAll(JsonObject schema, String prefix, List<Flat> fields) {
        JsonArray required = schema.getJsonArray("required", new JsonArray());
        JsonObject properties = schema.getJsonObject("properties", new JsonObject());
        for (String name : properties.fieldNames()) {
            JsonObject field = properties.getJsonObject(name);
            String path = prefix + name;
            fields.add(new Flat(path, type(field), required.contains(name), field.getString("description", "")));
            JsonObject inner = field;
            while (inner.getString("type", "").equals("array")) {
                inner = inner.getJsonObject("items");
                path += "[]";
            }
            addAll(inner, path + ".", fields);
        }
    }

    private static String type(JsonObject field) {
        String type = field.getString("type", "integer");
        return type.equals("array") ? "list of " + type(field.getJsonObject("items")) : type;
    }
}
