package dev.latchkey.demo.marketplace;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.latchkey.demo.text.JsonFields;
import dev.latchkey.demo.text.ResourceRows;
import dev.latchkey.demo.text.Texts;
import dev.latchkey.http.InvalidParameterException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An application that can be installed: from the marketplace, whose file {@code marketplace.json} lists them all, or from a
 * manifest of somebody's own.
 *
 * @param nodes what its environment is made of, as clients describe it
 */
record App(
        String id, String name, String version, ImmutableList<String> categories, String description, JsonArray nodes) {

    private static final int MAX_NAME = 100;
    private static final int MAX_DESCRIPTION = 1000;
    private static final ImmutableList<App> MARKETPLACE =
            read(new JsonArray(ResourceRows.text(App.class, "marketplace.json")));

    private static ImmutableList<App> read(JsonArray apps) {
        return IntStream.range(0, apps.size())
                .mapToObj(i -> of(new JsonFields("marketplace.json", apps.getJsonObject(i))))
                .collect(toImmutableList());
    }

    /** All of the marketplace's. */
    static ImmutableList<App> all() {
        return MARKETPLACE;
    }

    static Optional<App> find(String id) {
        return MARKETPLACE.stream().filter(app -> app.id.equals(id)).findFirst();
    }

    /** The application of a manifest: a JSON object with {@code nodes}, and a name and so on. */
    static App ofManifest(String parameter, String manifest) {
        if (!manifest.strip().startsWith("{")) {
            throw new InvalidParameterException(
                    parameter, "give the manifest itself, as a JSON object: nothing is fetched from elsewhere");
        }
        try {
            return of(new JsonFields(parameter, new JsonObject(manifest)));
        } catch (DecodeException e) {
            throw new InvalidParameterException(parameter, "give a JSON object");
        }
    }

    private static App of(JsonFields fields) {
        if (!(fields.json().getValue("nodes") instanceof JsonArray nodes)) {
            throw fields.invalid("nodes", "give a JSON array of nodes");
        }
        return new App(
                line(fields, "id", "manifest"),
                line(fields, "name", "Application"),
                line(fields, "version", "1"),
                fields.json().getValue("categories") instanceof JsonArray categories
                        ? categories.stream().map(String::valueOf).collect(toImmutableList())
                        : ImmutableList.of(),
                fields.parsed("description", text -> Texts.any(text, MAX_DESCRIPTION))
                        .orElse(""),
                nodes);
    }

    private static String line(JsonFields fields, String field, String otherwise) {
        return fields.parsed(field, text -> Texts.line(text, MAX_NAME)).orElse(otherwise);
    }

    /**
     * Whether its id, name or description has a text, in any case.
     *
     * @param search the text in lower case
     */
    boolean matches(String search) {
        return (id + "\n" + name + "\n" + description).toLowerCase(Locale.ROOT).contains(search);
    }

    JsonObject json() {
        return new JsonObject()
                .put("id", id)
                .put("name", name)
                .put("version", version)
                .put("categories", new JsonArray(categories))
                .put("description", description);
    }
}
