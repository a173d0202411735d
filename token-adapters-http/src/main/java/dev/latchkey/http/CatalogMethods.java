package dev.latchkey.http;

import static dev.latchkey.http.Parameter.Type.BOOLEAN;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.optional;

import com.google.common.collect.ImmutableList;
import dev.latchkey.http.PlatformMethod.Access;
import dev.latchkey.token.ApiMethodCatalog;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** What a token can be given: the platform's methods and templates. */
final class CatalogMethods {

    private CatalogMethods() {}

    static ImmutableList<PlatformMethod> all() {
        return ImmutableList.of(
                PlatformMethod.reading(
                                "users.authentication.GetTokenApiList", "Lists the methods that a token can have")
                        .openTo(Access.SESSION_ONLY)
                        .takes(
                                optional("search", TEXT, "only methods whose name contains this, in any case"),
                                optional(
                                        "showPrivate", BOOLEAN, "without effect: this platform has no private methods"))
                        .answers(Field.always("tokenPermissions", Shape.listOf(TokenJson.LISTED_METHOD)))
                        .withoutBlocking()
                        .handledBy(CatalogMethods::getTokenApiList),
                PlatformMethod.reading(
                                "users.authentication.GetTokenTemplates", "Lists the templates and their methods")
                        .openTo(Access.SESSION_ONLY)
                        .answers(Field.always("templates", Shape.listOf(TokenJson.TEMPLATE)))
                        .withoutBlocking()
                        .handledBy(CatalogMethods::getTokenTemplates));
    }

    private static Answer getTokenApiList(Call call) {
        String search = call.parameters().text("search").orElse("").strip().toLowerCase(Locale.ROOT);
        JsonArray permissions = new JsonArray();
        call.catalog().methods().stream()
                .filter(ApiMethodCatalog.Entry::grantable)
                .filter(entry ->
                        entry.method().toString().toLowerCase(Locale.ROOT).contains(search))
                .forEach(entry -> permissions.add(TokenJson.listed(entry)));
        return Answer.ok(new JsonObject().put("tokenPermissions", permissions));
    }

    private static Answer getTokenTemplates(Call call) {
        JsonArray templates = new JsonArray();
        call.catalog().templates().forEach(template -> templates.add(TokenJson.of(template, call.catalog())));
        return Answer.ok(new JsonObject().put("templates", templates));
    }
}
