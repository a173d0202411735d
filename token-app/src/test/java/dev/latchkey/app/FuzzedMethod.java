package dev.latchkey.app;

import com.google.common.collect.ImmutableList;
import io.vertx.core.json.JsonObject;

/**
 * A method as the server's OpenAPI document describes it.
 *
 * @param takesFile whether it is called by multipart alone
 */
record FuzzedMethod(String name, String path, ImmutableList<Parameter> parameters, boolean takesFile) {

    /** @param type of JSON Schema */
    record Parameter(String name, String type) {}

    static ImmutableList<FuzzedMethod> allOf(JsonObject openApi) {
        ImmutableList.Builder<FuzzedMethod> methods = ImmutableList.builder();
        openApi.getJsonObject("paths")
                .forEach(path -> methods.add(of(path.getKey(), ((JsonObject) path.getValue()).getJsonObject("post"))));
        return methods.build();
    }

    private static FuzzedMethod of(String path, JsonObject operation) {
        JsonObject content = operation.getJsonObject("requestBody").getJsonObject("content");
        ImmutableList.Builder<Parameter> parameters = ImmutableList.builder();
        content.getJsonObject("multipart/form-data")
                .getJsonObject("schema")
                .getJsonObject("properties")
                .forEach(property -> parameters.add(
                        new Parameter(property.getKey(), ((JsonObject) property.getValue()).getString("type"))));
        return new FuzzedMethod(
                operation.getString("operationId").substring("post.".length()),
                path,
                parameters.build(),
                !content.containsKey(RawHttp.FORM));
    }
}
