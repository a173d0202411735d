package dev.latchkey.http.documentation;

import static dev.latchkey.http.documentation.Html.escape;

import dev.latchkey.http.operation.Operation;
import dev.latchkey.http.operation.Route;
import java.net.URI;

/** The page of an operation that another server runs: what it does, by which request, and where its platform describes it. */
final class OperationPage {

    private OperationPage() {}

    static String html(Operation operation, String product) {
        String name = operation.method().toString();
        return Html.page(name + " – " + product + " API", product, """
                <article class="method">
                  <p class="crumb"><a href="/docs/">Methods</a></p>
                  <h1>%s %s</h1>
                  <p class="summary">%s</p>
                  <p class="access">%s</p>
                  %s
                  %s
                </article>
                """.formatted(
                escape(name),
                Html.kind(operation.readOnly()),
                Html.sentence(operation.summary()),
                operation.open() ? "Open to anyone, without a token." : "For a token that was granted it.",
                operation.route().map(route -> call(route, operation.open())).orElse(""),
                operation.documentation().map(OperationPage::link).orElse("")));
    }

    private static String call(Route route, boolean open) {
        String credential = open ? "" : " \\\n  -H \"Authorization: Bearer $TOKEN\"";
        return """
                <div class="head"><h2>Call</h2></div>
                  <pre><code>curl -X %s https://API%s%s</code></pre>""".formatted(escape(route.httpMethod()), escape(route.template().toString()), escape(credential));
    }

    private static String link(URI documentation) {
        String address = escape(documentation.toString());
        return "<h2>More</h2>\n  <p><a rel=\"noreferrer\" href=\"" + address + "\">" + address + "</a></p>";
    }
}
