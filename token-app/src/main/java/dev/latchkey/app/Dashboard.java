package dev.latchkey.app;

import com.google.common.collect.ImmutableList;
import dev.latchkey.http.AccessTokensElement;
import dev.latchkey.http.Page;
import dev.latchkey.http.Pages;
import java.util.Map;
import java.util.TreeMap;

/** The demo platform's dashboard: signing in, environments, and the access tokens in its settings. */
final class Dashboard {

    private static final String PATH = "/dashboard/";

    private static final ImmutableList<String> FILES = ImmutableList.of(
            "action-texts.js",
            "actions.js",
            "back-button.js",
            "dashboard.css",
            "dashboard.js",
            "environment-row.js",
            "environments.js",
            "explain.js",
            "favicon.svg",
            "icons.js",
            "preload.js",
            "settings.js",
            "sign-in.js",
            "texts.js");

    private Dashboard() {}

    /** The page at {@code /}, and what it loads. */
    static Pages pages() {
        Map<String, Page> pages = new TreeMap<>();
        pages.put("/", Page.resource(Dashboard.class, "dashboard/index.html"));
        for (String file : FILES) {
            pages.put(PATH + file, Page.resource(Dashboard.class, "dashboard/" + file));
        }
        return new Pages(pages).and(AccessTokensElement.pages());
    }
}
