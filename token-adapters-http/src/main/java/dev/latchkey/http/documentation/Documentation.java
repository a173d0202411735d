package dev.latchkey.http.documentation;

import com.google.common.collect.ImmutableMap;
import dev.latchkey.http.MethodRegistry;
import dev.latchkey.http.Page;
import dev.latchkey.http.Pages;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.operation.Operation;

/** The documentation of a platform's methods, made of their declarations: {@code /openapi.json} and the pages under {@code /docs/}. */
public final class Documentation {

    /** What a person gets who looks for what is not there; sent with 404, at every such path alike. */
    private static Page notFound(String product) {
        return Page.of("text/html", () -> Html.page("Not found", product, """
            <div class="intro">
              <h1>There is nothing at this address</h1>
              <p>Check how it is written. <a href="/docs/">The documentation</a> lists every method with its address.</p>
            </div>
            """));
    }

    private Documentation() {}

    /**
     * Returns the documentation of all methods of {@code registry}, and with it an icon at {@code /favicon.ico}, and the page for people at a
     * path that has none. Each page is made when it is first asked for.
     */
    public static Pages of(MethodRegistry registry) {
        return of(registry, "Latchkey");
    }

    /**
     * The same for a product of another name.
     *
     * @param product what people know the API by
     */
    public static Pages of(MethodRegistry registry, String product) {
        ImmutableMap.Builder<String, Page> pages = ImmutableMap.<String, Page>builder()
                .put(
                        "/openapi.json",
                        Page.of("application/json", () -> OpenApi.of(registry).encodePrettily()))
                .put("/docs/", Page.of("text/html", () -> DocumentationIndex.html(registry, product)))
                .put("/docs", Page.of("text/html", () -> DocumentationIndex.html(registry, product)))
                // Browsers ask for it at every page that names none, and take an image of any type.
                .put("/favicon.ico", Page.resource(Documentation.class, "favicon.svg"))
                .put("/docs/theme.css", Page.resource(Page.class, "theme.css"))
                .put("/docs/docs.css", Page.resource(Documentation.class, "docs.css"))
                .put("/docs/docs.js", Page.resource(Documentation.class, "docs.js"));
        for (PlatformMethod method : registry.methods()) {
            pages.put(
                    "/docs/" + method.method(),
                    Page.of("text/html", () -> MethodPage.html(method, registry.catalog(), product)));
        }
        for (Operation operation : registry.operations().all()) {
            pages.put(
                    "/docs/" + operation.method(), Page.of("text/html", () -> OperationPage.html(operation, product)));
        }
        return new Pages(pages.buildOrThrow()).otherwise(notFound(product));
    }
}
