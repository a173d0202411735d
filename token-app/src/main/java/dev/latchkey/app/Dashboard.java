package dev.latchkey.app;

import com.google.common.collect.ImmutableList;
import dev.latchkey.http.Page;
import dev.latchkey.http.Pages;
import dev.latchkey.http.Platform;
import dev.latchkey.http.element.AccessTokensElement;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/** The dashboard: signing in, what the platform shows, and the access tokens in the settings. */
final class Dashboard {

    private static final String PATH = "/dashboard/";

    private static final ImmutableList<String> FILES = ImmutableList.of(
            "back-button.js",
            "dashboard.css",
            "dashboard.js",
            "explain.js",
            "favicon.svg",
            "home.js",
            "icons.js",
            "preload.js",
            "settings.js",
            "sign-in.js",
            "texts.js");

    private Dashboard() {}

    /** The page at {@code /}, what it loads, and the platform's pages. */
    static Pages pages(Platform platform) {
        Map<String, Page> pages = new TreeMap<>();
        pages.put("/", Page.resource(Dashboard.class, "dashboard/index.html"));
        for (String file : FILES) {
            pages.put(PATH + file, Page.resource(Dashboard.class, "dashboard/" + file));
        }
        pages.put(PATH + "platform.js", Page.of("text/javascript", module(platform)));
        return new Pages(pages).and(AccessTokensElement.pages()).and(platform.pages());
    }

    /** What the dashboard has to know of the platform. JSON is an expression of JavaScript (ECMA-262, 25.5). */
    private static String module(Platform platform) {
        JsonObject fields = new JsonObject()
                .put("name", platform.name())
                .put("view", platform.view().orElse(PATH + "home.js"))
                .put("modules", new JsonArray(platform.modules()));
        return "// What the dashboard has to know of the platform.\n\nexport const platform = Object.freeze("
                + fields.encode() + ");\n";
    }
}
