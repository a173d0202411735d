package dev.latchkey.demo;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import dev.latchkey.http.Page;
import dev.latchkey.http.Pages;

/** What the demo platform has for browsers: the list of environments, as a view of the dashboard. */
final class DemoPages {

    private static final String PATH = "/demo/";

    /** The module that the dashboard loads. */
    static final String VIEW = PATH + "environments.js";

    private static final ImmutableList<String> MODULES = ImmutableList.of(
            "action-texts.js",
            "actions.js",
            "environment-row.js",
            "environments.js",
            "icons.js",
            "styles.js",
            "texts.js");

    private DemoPages() {}

    static Pages all() {
        return new Pages(MODULES.stream()
                .collect(toImmutableMap(
                        module -> PATH + module, module -> Page.resource(DemoPages.class, "pages/" + module))));
    }
}
