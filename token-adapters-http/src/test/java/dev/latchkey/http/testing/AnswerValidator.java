package dev.latchkey.http.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.latchkey.http.MethodRegistry;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.documentation.OpenApi;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Validates the answers of a platform's methods against its OpenAPI document. Safe for use by many threads. */
public final class AnswerValidator {

    private final JsonObject document;
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> byMethod = new ConcurrentHashMap<>();
    private final AtomicInteger validated = new AtomicInteger();

    public AnswerValidator(MethodRegistry registry) {
        this(OpenApi.of(registry));
    }

    /** @param document as a server gives it at {@code /openapi.json} */
    public AnswerValidator(JsonObject document) {
        this.document = document;
    }

    /** Fails where {@code answer} is not what the method says that it answers. */
    public void validate(PlatformMethod method, JsonObject answer) {
        validate(method.method().toString(), answer.encode());
    }

    /** The same for the method of this name. */
    public void validate(String method, String answer) {
        Schema schema = byMethod.computeIfAbsent(method, this::schema);
        assertThat(schema.validate(answer, InputFormat.JSON))
                .as("%s: %s", method, answer)
                .isEmpty();
        validated.incrementAndGet();
    }

    /** How many answers were found valid. */
    public int validated() {
        return validated.get();
    }

    private Schema schema(String method) {
        JsonObject found = document.getJsonObject("paths").stream()
                .map(path -> ((JsonObject) path.getValue()).getJsonObject("post"))
                .filter(operation -> operation.getString("operationId").equals("post." + method))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no operation of " + method))
                .getJsonObject("responses")
                .getJsonObject("200")
                .getJsonObject("content")
                .getJsonObject("application/json")
                .getJsonObject("schema");
        JsonObject whole = found.copy()
                .put("components", document.getJsonObject("components").copy());
        return schemas.getSchema(whole.encode(), InputFormat.JSON);
    }
}
