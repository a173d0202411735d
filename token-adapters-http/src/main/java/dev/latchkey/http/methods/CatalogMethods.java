package dev.latchkey.http.methods;

import static dev.latchkey.http.Parameter.Type.BOOLEAN;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.optional;

import com.google.common.collect.ImmutableList;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.Field;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.PlatformMethod.Access;
import dev.latchkey.http.Shape;
import dev.latchkey.token.ApiMethodCatalog;
import org.jspecify.annotations.Nullable;

/** What a token can be given: the platform's methods and templates. */
final class CatalogMethods {

    /** Made at the first call that needs it. */
    private volatile @Nullable CatalogJson json;

    private CatalogMethods() {}

    static ImmutableList<PlatformMethod> all() {
        return new CatalogMethods().methods();
    }

    private ImmutableList<PlatformMethod> methods() {
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
                        .handledBy(this::getTokenApiList),
                PlatformMethod.reading(
                                "users.authentication.GetTokenTemplates", "Lists the templates and their methods")
                        .openTo(Access.SESSION_ONLY)
                        .answers(Field.always("templates", Shape.listOf(TokenJson.TEMPLATE)))
                        .withoutBlocking()
                        .handledBy(call -> json(call.catalog()).templates()));
    }

    private Answer getTokenApiList(Call call) {
        return json(call.catalog())
                .methods(call.parameters().text("search").orElse("").strip());
    }

    /** Two calls may make it at once; either is as good. */
    private CatalogJson json(ApiMethodCatalog catalog) {
        CatalogJson made = json;
        if (made == null || !made.isOf(catalog)) {
            made = new CatalogJson(catalog);
            json = made;
        }
        return made;
    }
}
