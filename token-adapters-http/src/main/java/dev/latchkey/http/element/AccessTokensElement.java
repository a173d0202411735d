package dev.latchkey.http.element;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.latchkey.http.Page;
import dev.latchkey.http.Pages;
import java.util.Map;
import java.util.TreeMap;

/**
 * The page on which people manage their tokens, as a custom element that any page of the platform can have:
 *
 * <pre>{@code
 * <link rel="stylesheet" href="/access-tokens/theme.css">
 * <script type="module" src="/access-tokens/access-tokens.js"></script>
 * <access-tokens api="/1.0" docs="/docs/"></access-tokens>
 * }</pre>
 *
 * <p>A page whose server wants more headers of a request, as a token against cross-site request forgery, sets the element's
 * property {@code headers} to a function that returns them, or a promise of them. It is asked anew for each call, so that what
 * it returns may change; it may be set before the element's script is there, or at any time after:
 *
 * <pre>{@code
 * document.querySelector('access-tokens').headers = () => ({'X-Csrf-Token': csrfToken});
 * }</pre>
 *
 * <p>It works under {@link Pages}' policy, with Lit from its webjars.
 */
public final class AccessTokensElement {

    private static final String PATH = "/access-tokens/";

    private static final ImmutableList<String> MODULES = ImmutableList.of(
            "access-tokens.js",
            "access-tokens-styles.js",
            "api.js",
            "bidi.js",
            "calendar.js",
            "columns.js",
            "confirm-dialog.js",
            "confirm-dialog-styles.js",
            "dates.js",
            "errors.js",
            "expiry-field.js",
            "expiry-field-styles.js",
            "file-names.js",
            "icons.js",
            "leave-dialog.js",
            "method-choice.js",
            "method-choice-styles.js",
            "method-groups.js",
            "method-tree.js",
            "method-tree-styles.js",
            "questions.js",
            "scroll-place.js",
            "search-field.js",
            "selection.js",
            "styles.js",
            "texts.js",
            "token-form.js",
            "token-form-styles.js",
            "token-list.js",
            "token-list-styles.js",
            "token-tools.js",
            "tokens.js",
            "value-dialog.js",
            "value-dialog-styles.js");

    /** What bare specifiers in Lit's modules stand for; browsers know none without an inline map, which the policy forbids. */
    private static final ImmutableMap<String, String> SPECIFIERS = ImmutableMap.of(
            "\"@lit/reactive-element\"", "\"./reactive-element.js\"", "\"lit-html\"", "\"./lit-html.js\"");

    private static final ImmutableMap<String, ImmutableList<String>> LIT = ImmutableMap.of(
            "lit-element",
            ImmutableList.of("lit-element.js"),
            "lit__reactive-element",
            ImmutableList.of("reactive-element.js", "css-tag.js"),
            "lit-html",
            ImmutableList.of(
                    "lit-html.js",
                    "directive.js",
                    "directive-helpers.js",
                    "directives/live.js",
                    "directives/repeat.js"));

    private AccessTokensElement() {}

    /** The element's modules and the theme, under {@code /access-tokens/}. */
    public static Pages pages() {
        Map<String, Page> pages = new TreeMap<>();
        pages.put(PATH + "theme.css", Page.resource(Page.class, "theme.css"));
        for (String module : MODULES) {
            pages.put(PATH + module, Page.resource(AccessTokensElement.class, "access-tokens/" + module));
        }
        LIT.forEach((webjar, files) -> {
            for (String file : files) {
                pages.put(PATH + "lit/" + file, Page.of("text/javascript", () -> resolved(Webjar.text(webjar, file))));
            }
        });
        return new Pages(pages);
    }

    private static String resolved(String module) {
        String text = module;
        for (Map.Entry<String, String> specifier : SPECIFIERS.entrySet()) {
            text = text.replace(specifier.getKey(), specifier.getValue());
        }
        return text.replaceFirst("//# sourceMappingURL=\\S+\\s*$", "");
    }
}
