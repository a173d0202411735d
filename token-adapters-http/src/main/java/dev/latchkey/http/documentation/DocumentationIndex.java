package dev.latchkey.http.documentation;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static dev.latchkey.http.documentation.Html.escape;
import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multimaps;
import dev.latchkey.http.MethodRegistry;
import java.util.Collection;
import java.util.stream.Stream;

/** The index of the documentation: every method by its service, and a search. */
final class DocumentationIndex {

    private static final String CALL = """
            <p>Call a method by GET or POST. Pass a token, or the session from
                    <a href="/docs/users.authentication.Signin">Signin</a>, as <code>Authorization: Bearer</code> or as
                    <code>session</code>. The answer's <code>result</code> is 0, or a number that says what went wrong.</p>""";

    private static final String CALL_BOTH = """
            <p>Call the platform's own methods where its API is, each by its path, with a token as <code>Authorization: Bearer</code>.
                    Those of <code>users</code> and <code>administration</code> manage accounts and tokens. Call them here, by GET or POST,
                    with the session from <a href="/docs/users.authentication.Signin">Signin</a> as <code>session</code>.</p>""";

    private DocumentationIndex() {}

    /** A method of the server or an operation of the platform. */
    private record Item(String name, String summary, boolean readOnly) {

        /** What stands before the last dot of the name; the whole name if there is none. */
        String service() {
            int dot = name.lastIndexOf('.');
            return dot < 0 ? name : name.substring(0, dot);
        }
    }

    static String html(MethodRegistry registry, String product) {
        ImmutableList<Item> items = Stream.concat(
                        registry.operations().all().stream()
                                .map(operation -> new Item(
                                        operation.method().toString(), operation.summary(), operation.readOnly())),
                        registry.methods().stream()
                                .map(method ->
                                        new Item(method.method().toString(), method.summary(), method.readOnly())))
                .collect(toImmutableList());
        String sections = Multimaps.index(items, Item::service).asMap().entrySet().stream()
                .map(service -> section(service.getKey(), service.getValue()))
                .collect(joining());
        return Html.page(product + " API", product, """
                <div class="intro">
                  <h1>API methods</h1>
                  %s
                  <label class="search">
                    <span>Search</span>
                    <input id="search" type="search" autocomplete="off" spellcheck="false"
                      placeholder="A name, or words of what it does" aria-describedby="count">
                  </label>
                  <p id="count" class="count" role="status">%d methods</p>
                </div>
                %s
                """.formatted(
                        registry.operations().all().isEmpty() ? CALL : CALL_BOTH, items.size(), sections));
    }

    private static String section(String service, Collection<Item> items) {
        return """
                <section class="service" aria-labelledby="%1$s">
                  <h2 id="%1$s">%1$s</h2>
                  <ul>
                %2$s
                  </ul>
                </section>
                """.formatted(
                escape(service), items.stream().map(DocumentationIndex::line).collect(joining("\n")));
    }

    private static String line(Item item) {
        return """
                <li data-search="%s"><a href="/docs/%s">%s</a><span class="what">%s</span>%s</li>""".formatted(
                        escape(item.name() + " " + item.summary()),
                        escape(item.name()),
                        escape(item.name().substring(item.name().lastIndexOf('.') + 1)),
                        escape(item.summary()),
                        Html.kind(item.readOnly()));
    }
}
