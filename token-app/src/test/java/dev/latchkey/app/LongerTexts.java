package dev.latchkey.app;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.regex.Pattern;

/** The dashboard in a wordier language: each word of its texts is 40 % longer, as German words are. */
final class LongerTexts {

    private static final Pattern MODULES = Pattern.compile("/(texts|action-texts)\\.js$");
    private static final Pattern EXPORTS = Pattern.compile("export const (texts|actionTexts) =");

    /** Lengthens what is told; what functions are given, and codes that are not among the texts, stay as they are. */
    private static final String LONGER = """
            function longer(text) {
              if (typeof text === 'string') {
                return text.replace(/\\p{L}+/gu, (word) => word + word.at(-1).repeat(Math.ceil(word.length * 0.4)));
              }
              if (typeof text === 'function') {
                return (...given) => longer(text(...given));
              }
              if (Array.isArray(text)) {
                return text.map(longer);
              }
              if (text instanceof Map) {
                return new Map([...text].map(([key, value]) => [key, longer(value)]));
              }
              return text !== null && typeof text === 'object' && !('_$litType$' in text)
                ? Object.fromEntries(Object.entries(text).map(([key, value]) => [key, longer(value)])) : text;
            }
            """;

    private LongerTexts() {}

    /** Has a page load them; call it before the page is opened. */
    static void serve(Page page) {
        page.route(
                MODULES,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/javascript")
                        .setBody(lengthened(route.fetch().text()))));
    }

    private static String lengthened(String module) {
        String name = module.contains("export const actionTexts =") ? "actionTexts" : "texts";
        return EXPORTS.matcher(module).replaceFirst("const original =") + LONGER + "export const " + name
                + " = longer(original);";
    }
}
