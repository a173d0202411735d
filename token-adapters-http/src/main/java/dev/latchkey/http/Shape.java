package dev.latchkey.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What a JSON value of an answer looks like, with an example of it: a method's documentation is made of these. */
public final class Shape {

    private final JsonObject schema;
    private final Object example;

    private Shape(JsonObject schema, Object example) {
        this.schema = schema;
        this.example = example;
    }

    public static Shape text(String example) {
        return new Shape(new JsonObject().put("type", "string"), example);
    }

    public static Shape whole(long example) {
        return new Shape(new JsonObject().put("type", "integer"), example);
    }

    /** This number and no other. */
    static Shape constant(long value) {
        return new Shape(new JsonObject().put("const", value), value);
    }

    public static Shape bool(boolean example) {
        return new Shape(new JsonObject().put("type", "boolean"), example);
    }

    public static Shape listOf(Shape item) {
        return new Shape(
                new JsonObject().put("type", "array").put("items", item.schema), new JsonArray().add(item.example));
    }

    /** An object whose names are data. */
    public static Shape mapOf(String exampleName, Shape value) {
        return new Shape(
                new JsonObject().put("type", "object").put("additionalProperties", value.schema),
                new JsonObject().put(exampleName, value.example));
    }

    /** An object with these fields and no others. */
    public static Shape object(Field... fields) {
        JsonObject properties = new JsonObject();
        JsonArray required = new JsonArray();
        JsonObject example = new JsonObject();
        for (Field field : fields) {
            JsonObject schema = field.shape().schema();
            properties.put(
                    field.name(), field.summary().isEmpty() ? schema : schema.put("description", field.summary()));
            example.put(field.name(), field.shape().example);
            if (field.always()) {
                required.add(field.name());
            }
        }
        JsonObject schema = new JsonObject().put("type", "object").put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return new Shape(schema.put("additionalProperties", false), example);
    }

    /** Its JSON Schema (draft 2020-12, the dialect of OpenAPI 3.1), for the caller to do with as it likes. */
    public JsonObject schema() {
        return schema.copy();
    }

    /** A value of this shape. */
    public Object example() {
        return example;
    }
}
