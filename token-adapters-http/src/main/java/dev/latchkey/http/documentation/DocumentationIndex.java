package dev.latchkey.http.documentation;

import static dev.latchkey.http.documentation.Html.escape;
import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import dev.latchkey.http.MethodRegistry;
import dev.latchkey.http.PlatformMethod;
import java.util.Collection;

/** The index of the documentation: every method by its service, and a search. */
final class DocumentationIndex {

    private DocumentationIndex() {}

    static String html(MethodRegistry registry) {
        ImmutableListMultimap<String, PlatformMethod> services =
                Multimaps.index(registry.methods(), DocumentationIndex::service);
        String sections = services.asMap().entrySet().stream()
                .map(service -> section(service.getKey(), service.getValue()))
                .collect(joining());
        return Html.page("Latchkey API", """
                <div class="intro">
                  <h1>API methods</h1>
                  <p>Call a method by GET or POST. Pass a token, or the session from
                    <a href="/docs/users.authentication.Signin">Signin</a>, as <code>Authorization: Bearer</code> or as
                    <code>session</code>. The answer's <code>result</code> is 0, or a number that says what went wrong.</p>
                  <label class="search">
                    <span>Search</span>
                    <input id="search" type="search" autocomplete="off" spellcheck="false"
                      placeholder="A name, or words of what it does" aria-describedby="count">
                  </label>
                  <p id="count" class="count" role="status">%d methods</p>
                </div>
                %s
                """.formatted(registry.methods().size(), sections));
    }

    private static String section(String service, Collection<PlatformMethod> methods) {
        return """
                <section class="service" aria-labelledby="%1$s">
                  <h2 id="%1$s">%1$s</h2>
                  <ul>
                %2$s
                  </ul>
                </section>
                """.formatted(
                escape(service), methods.stream().map(DocumentationIndex::item).collect(joining("\n")));
    }

    private static String item(PlatformMethod method) {
        String name = method.method().toString();
        return """
                <li data-search="%s"><a href="/docs/%s">%s</a><span class="what">%s</span>%s</li>""".formatted(
                        escape(name + " " + method.summary()),
                        escape(name),
                        escape(name.substring(name.lastIndexOf('.') + 1)),
                        escape(method.summary()),
                        Html.kind(method));
    }

    private static String service(PlatformMethod method) {
        String name = method.method().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }
}
