package dev.latchkey.http.documentation;

import com.google.common.collect.ImmutableSortedSet;
import dev.latchkey.http.MethodRegistry;
import dev.latchkey.http.Parameter;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.PlatformMethod.Access;
import dev.latchkey.http.ResultCode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The description of a platform's methods in OpenAPI 3.1, made of their declarations. */
public final class OpenApi {

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data";

    private OpenApi() {}

    /** The document for these methods, for the caller to do with as it likes. */
    public static JsonObject of(MethodRegistry registry) {
        JsonObject paths = new JsonObject();
        registry.methods().forEach(method -> paths.put(path(method), operations(method)));
        return new JsonObject()
                .put("openapi", "3.1.0")
                .put("info", info())
                .put("servers", new JsonArray().add(new JsonObject().put("url", "/")))
                .put("security", credentials())
                .put("paths", paths)
                .put("components", components());
    }

    /** The path as clients of the protocol write it, in the method's own spelling. */
    private static String path(PlatformMethod method) {
        String name = method.method().toString();
        int dot = name.lastIndexOf('.');
        return "/1.0/" + name.substring(0, dot).replace('.', '/') + "/rest/"
                + name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    private static JsonObject info() {
        return new JsonObject()
                .put("title", "Latchkey")
                .put("version", "1.0")
                .put(
                        "description",
                        "Every outcome is HTTP 200; `result` tells which: 0 is success. Paths and parameter names are"
                                + " matched in any case. A session or token is given as `session`, or as"
                                + " `Authorization: Bearer`.");
    }

    private static JsonArray credentials() {
        return new JsonArray()
                .add(new JsonObject().put("bearer", new JsonArray()))
                .add(new JsonObject().put("session", new JsonArray()));
    }

    private static JsonObject operations(PlatformMethod method) {
        JsonObject operations = new JsonObject();
        if (!method.takesFile()) {
            operations.put("get", operation(method, "get").put("parameters", queryParameters(method)));
        }
        return operations.put("post", operation(method, "post").put("requestBody", requestBody(method)));
    }

    private static JsonObject operation(PlatformMethod method, String verb) {
        JsonObject operation = new JsonObject()
                .put("operationId", verb + "." + method.method())
                .put("summary", method.summary())
                .put("tags", new JsonArray().add(service(method)))
                .put("x-read-only", method.readOnly())
                .put("responses", responses(method));
        return method.access() == Access.ANYONE ? operation.put("security", new JsonArray()) : operation;
    }

    private static String service(PlatformMethod method) {
        String name = method.method().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static JsonArray queryParameters(PlatformMethod method) {
        JsonArray parameters = new JsonArray();
        for (Parameter parameter : method.parameters()) {
            parameters.add(new JsonObject()
                    .put("name", parameter.name())
                    .put("in", "query")
                    .put("required", parameter.required())
                    .put("description", parameter.summary())
                    .put("schema", schema(parameter)));
        }
        return parameters;
    }

    private static JsonObject requestBody(PlatformMethod method) {
        JsonObject properties = new JsonObject();
        JsonArray required = new JsonArray();
        for (Parameter parameter : method.parameters()) {
            properties.put(parameter.name(), schema(parameter).put("description", parameter.summary()));
            if (parameter.required()) {
                required.add(parameter.name());
            }
        }
        JsonObject schema = new JsonObject().put("type", "object").put("properties", properties);
        JsonObject media =
                new JsonObject().put("schema", required.isEmpty() ? schema : schema.put("required", required));
        JsonObject content = new JsonObject();
        if (!method.takesFile()) {
            content.put(FORM, media);
        }
        return new JsonObject()
                .put("required", !required.isEmpty())
                .put("content", content.put(MULTIPART, media.copy()));
    }

    private static JsonObject schema(Parameter parameter) {
        return switch (parameter.type()) {
            case TEXT, JSON -> new JsonObject().put("type", "string");
            case INTEGER -> new JsonObject().put("type", "integer").put("format", "int32");
            case BOOLEAN -> new JsonObject().put("type", "boolean");
            case LIST -> new JsonObject().put("type", "array").put("items", new JsonObject().put("type", "string"));
            case FILE -> new JsonObject().put("type", "string").put("contentMediaType", "application/octet-stream");
        };
    }

    private static JsonObject responses(PlatformMethod method) {
        JsonArray outcomes = new JsonArray().add(method.answerShape().schema()).add(errorReference(method));
        JsonObject content =
                new JsonObject().put(JSON, new JsonObject().put("schema", new JsonObject().put("oneOf", outcomes)));
        if (method.answersFile()) {
            content.put("application/octet-stream", new JsonObject());
        }
        return new JsonObject()
                .put(
                        "200",
                        new JsonObject()
                                .put("description", "Every outcome that the platform decides")
                                .put("content", content))
                .put("405", error("Called by another method than GET and POST"))
                .put("413", error("The body is larger than what is taken"));
    }

    private static JsonObject error(String description) {
        return new JsonObject()
                .put("description", description)
                .put("content", new JsonObject().put(JSON, new JsonObject().put("schema", reference("Error"))));
    }

    /** The error, with the field in which the method tells it once more. */
    private static JsonObject errorReference(PlatformMethod method) {
        JsonObject error = method.codes().isEmpty() ? reference("Error") : errorSchema(method.codes());
        if (method.errorField().isEmpty()) {
            return error;
        }
        JsonObject schema = errorSchema(method.codes());
        schema.getJsonObject("properties").put(method.errorField(), error);
        schema.getJsonArray("required").add(method.errorField());
        return schema;
    }

    private static JsonObject reference(String schema) {
        return new JsonObject().put("$ref", "#/components/schemas/" + schema);
    }

    private static JsonObject components() {
        JsonObject bearer = new JsonObject().put("type", "http").put("scheme", "bearer");
        JsonObject session = new JsonObject()
                .put("type", "apiKey")
                .put("in", "query")
                .put("name", "session")
                .put("description", "In the query, or as a field of the body");
        return new JsonObject()
                .put("securitySchemes", new JsonObject().put("bearer", bearer).put("session", session))
                .put("schemas", new JsonObject().put("Error", errorSchema(List.of())));
    }

    /** @param own codes beside the protocol's */
    private static JsonObject errorSchema(List<ResultCode> own) {
        ImmutableSortedSet<ResultCode> all = ResultCode.withProtocol(own);
        JsonArray codes = new JsonArray();
        for (ResultCode code : all) {
            if (!code.equals(ResultCode.SUCCESS)) {
                codes.add(code.number());
            }
        }
        String meanings =
                all.stream().map(code -> code.number() + ": " + code.meaning()).collect(Collectors.joining("; "));
        return new JsonObject()
                .put("type", "object")
                .put(
                        "properties",
                        new JsonObject()
                                .put(
                                        "result",
                                        new JsonObject().put("enum", codes).put("description", meanings))
                                .put(
                                        "error",
                                        new JsonObject().put("type", "string").put("minLength", 1))
                                .put("source", new JsonObject().put("type", "string"))
                                .put(
                                        "retryAfter",
                                        new JsonObject()
                                                .put("type", "integer")
                                                .put("minimum", 1)
                                                .put("description", "how many seconds to wait before the next try")))
                .put("required", new JsonArray().add("result").add("error"))
                .put("additionalProperties", false);
    }
}
