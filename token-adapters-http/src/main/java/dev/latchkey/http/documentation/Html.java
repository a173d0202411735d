package dev.latchkey.http.documentation;

import com.google.common.html.HtmlEscapers;
import java.util.Locale;

/** What the pages of the documentation share. */
final class Html {

    private Html() {}

    /** Text that stands in an element or in a quoted attribute. */
    static String escape(String text) {
        return HtmlEscapers.htmlEscaper().escape(text);
    }

    /** A phrase as a sentence, escaped; nothing for nothing. */
    static String sentence(String phrase) {
        return phrase.isEmpty()
                ? ""
                : escape(phrase.substring(0, 1).toUpperCase(Locale.ROOT) + phrase.substring(1)) + ".";
    }

    static String page(String title, String product, String main) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                  <meta charset="utf-8">
                  <meta name="viewport" content="width=device-width, initial-scale=1">
                  <title>%s</title>
                  <link rel="stylesheet" href="/docs/theme.css">
                  <link rel="stylesheet" href="/docs/docs.css">
                  <script type="module" src="/docs/docs.js"></script>
                </head>
                <body>
                  <a class="skip" href="#main">Skip to content</a>
                  <header class="top">
                    <a class="brand" href="/docs/">%s <span>API</span></a>
                    <nav aria-label="API"><a href="/docs/">Methods</a> <a href="/openapi.json">OpenAPI</a></nav>
                  </header>
                  <main id="main">
                %s
                  </main>
                </body>
                </html>
                """.formatted(escape(title), escape(product), main);
    }

    /** Whether a method reads or changes, as a small label. */
    static String kind(boolean readOnly) {
        return readOnly ? "<span class=\"kind reads\">reads</span>" : "<span class=\"kind changes\">changes</span>";
    }
}
