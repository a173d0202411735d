package dev.latchkey.http.methods;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.latchkey.http.Answer;
import dev.latchkey.http.JsonParts;
import dev.latchkey.token.ApiMethodCatalog;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/**
 * What is told of a platform's methods and templates. There may be hundreds of methods, and they never change: they are made into
 * bytes once, so that an event loop can tell them. Safe for use by many threads.
 */
final class CatalogJson {

    private static final String PERMISSIONS = "tokenPermissions";

    private final ApiMethodCatalog catalog;
    private final ImmutableList<Listed> methods;
    private final Answer everyMethod;
    private final Answer templates;

    /** @param name in lower case */
    private record Listed(String name, Buffer text) {}

    CatalogJson(ApiMethodCatalog catalog) {
        this.catalog = catalog;
        this.methods = catalog.methods().stream()
                .filter(ApiMethodCatalog.Entry::grantable)
                .map(CatalogJson::listed)
                .collect(toImmutableList());
        this.everyMethod = answer(
                PERMISSIONS,
                catalog.methods().stream()
                        .filter(ApiMethodCatalog.Entry::grantable)
                        .map(TokenJson::listed)
                        .toList());
        this.templates = answer(
                "templates",
                catalog.templates().stream()
                        .map(template -> TokenJson.of(template, catalog))
                        .toList());
    }

    private static Listed listed(ApiMethodCatalog.Entry entry) {
        return new Listed(
                entry.method().toString().toLowerCase(Locale.ROOT),
                TokenJson.listed(entry).toBuffer());
    }

    private static Answer answer(String field, List<JsonObject> values) {
        return Answer.ok(new JsonObject().put(field, new JsonArray(values)));
    }

    boolean isOf(ApiMethodCatalog other) {
        return catalog == other;
    }

    /** The answer with the methods whose names contain a text, in any case. */
    Answer methods(String search) {
        String part = search.toLowerCase(Locale.ROOT);
        if (part.isEmpty()) {
            return everyMethod;
        }
        JsonParts json = new JsonParts().add("[");
        String separator = "";
        for (Listed method : methods) {
            if (method.name().contains(part)) {
                json.add(separator).add(method.text());
                separator = ",";
            }
        }
        return Answer.ok(PERMISSIONS, json.add("]"));
    }

    /** The answer with all templates. */
    Answer templates() {
        return templates;
    }
}
