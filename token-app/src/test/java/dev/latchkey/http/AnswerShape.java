package dev.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;

/** Looks at whether an answer is what its method declares; in this package, as schemas are nobody else's business. */
public final class AnswerShape {

    private AnswerShape() {}

    /** Fails where a field is missing, undeclared, or of another type. */
    public static void check(PlatformMethod method, JsonObject answer) {
        Field result = Field.always("result", Shape.whole(0));
        Field[] fields =
                Stream.concat(Stream.of(result), method.answer().stream()).toArray(Field[]::new);
        check(method.method().toString(), Shape.object(fields).schema(), answer);
    }

    private static void check(String path, JsonObject schema, Object value) {
        switch (schema.getString("type")) {
            case "string" -> assertThat(value).as(path).isInstanceOf(String.class);
            case "integer" -> assertThat(value).as(path).isInstanceOfAny(Integer.class, Long.class);
            case "boolean" -> assertThat(value).as(path).isInstanceOf(Boolean.class);
            case "array" -> {
                assertThat(value).as(path).isInstanceOf(JsonArray.class);
                ((JsonArray) value).forEach(item -> check(path + "[]", schema.getJsonObject("items"), item));
            }
            default -> {
                assertThat(value).as(path).isInstanceOf(JsonObject.class);
                checkObject(path, schema, (JsonObject) value);
            }
        }
    }

    private static void checkObject(String path, JsonObject schema, JsonObject object) {
        JsonObject properties = schema.getJsonObject("properties", new JsonObject());
        schema.getJsonArray("required", new JsonArray())
                .forEach(name -> assertThat(object.fieldNames()).as(path).contains((String) name));
        for (String name : object.fieldNames()) {
            JsonObject other = schema.getValue("additionalProperties") instanceof JsonObject map ? map : null;
            JsonObject property = properties.getJsonObject(name, other);
            assertThat(property).as("undeclared field %s of %s", name, path).isNotNull();
            check(path + "." + name, property, object.getValue(name));
        }
    }
}
