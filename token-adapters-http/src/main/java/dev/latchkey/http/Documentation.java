package dev.latchkey.http;

import com.google.common.collect.ImmutableMap;

/** The documentation of a platform's methods, made of their declarations: {@code /openapi.json} and the pages under {@code /docs/}. */
final class Documentation {

    private Documentation() {}

    static Pages of(MethodRegistry registry) {
        ImmutableMap.Builder<String, Page> pages = ImmutableMap.<String, Page>builder()
                .put(
                        "/openapi.json",
                        Page.of("application/json", () -> OpenApi.of(registry).encodePrettily()))
                .put("/docs/", Page.of("text/html", () -> DocumentationIndex.html(registry)))
                .put("/docs", Page.of("text/html", () -> DocumentationIndex.html(registry)))
                .put("/docs/theme.css", Page.resource(Documentation.class, "theme.css"))
                .put("/docs/docs.css", Page.resource(Documentation.class, "docs.css"))
                .put("/docs/docs.js", Page.resource(Documentation.class, "docs.js"));
        for (PlatformMethod method : registry.methods()) {
            pages.put(
                    "/docs/" + method.method(),
                    Page.of("text/html", () -> MethodPage.html(method, registry.catalog())));
        }
        return new Pages(pages.buildOrThrow());
    }
}
