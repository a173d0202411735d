package dev.latchkey.http.methods;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableMap;
import dev.latchkey.http.JsonParts;
import dev.latchkey.token.ApiMethodCatalog;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenTemplate;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Writes the tokens of a platform as a list has them. A template's methods are the same for all of its tokens, and there may be
 * hundreds of them: they are made into bytes once. Safe for use by many threads.
 */
final class TokenListJson {

    private final ApiMethodCatalog catalog;

    /** By their names, the fields of a template and its methods in a token. */
    private final ImmutableMap<String, Buffer> templates;

    TokenListJson(ApiMethodCatalog catalog) {
        this.catalog = catalog;
        this.templates = catalog.templates().stream()
                .map(TokenTemplate::name)
                .collect(toImmutableMap(name -> name, name -> methods(new ApiMethodSet.OfTemplate(name))));
    }

    boolean isOf(ApiMethodCatalog other) {
        return catalog == other;
    }

    /** An array of the tokens with all that there is of each but its value. */
    JsonParts whole(List<Token> tokens, Instant now) {
        return array(tokens, (json, token) -> addWhole(json, token, now));
    }

    /** An array of the tokens in short: their methods are counted, and their templates are named. */
    JsonParts lazy(List<Token> tokens, Instant now) {
        return array(
                tokens,
                (json, token) -> json.add("{")
                        .add(fields(TokenJson.lazy(token, catalog, now)))
                        .add("}"));
    }

    private static JsonParts array(List<Token> tokens, BiConsumer<JsonParts, Token> add) {
        JsonParts json = new JsonParts().add("[");
        String separator = "";
        for (Token token : tokens) {
            add.accept(json.add(separator), token);
            separator = ",";
        }
        return json.add("]");
    }

    private void addWhole(JsonParts json, Token token, Instant now) {
        json.add("{").add(fields(TokenJson.base(token))).add(",");
        Optional<Buffer> shared = catalog.templateOf(token.methods()).map(template -> templates.get(template.name()));
        shared.ifPresentOrElse(json::share, () -> json.add(methods(token.methods())));
        JsonObject last = TokenJson.putState(new JsonObject().put("hint", token.hint()), token, now);
        json.add(",").add(fields(last)).add("}");
    }

    private Buffer methods(ApiMethodSet set) {
        return fields(TokenJson.putMethods(new JsonObject(), set, catalog));
    }

    /** An object's text without its braces. */
    private static Buffer fields(JsonObject object) {
        Buffer text = object.toBuffer();
        return text.slice(1, text.length() - 1);
    }
}
