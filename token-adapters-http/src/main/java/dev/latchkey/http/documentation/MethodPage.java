package dev.latchkey.http.documentation;

import static dev.latchkey.http.documentation.Html.escape;
import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import dev.latchkey.http.Parameter;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.PlatformMethod.Access;
import dev.latchkey.http.ResultCode;
import dev.latchkey.token.ApiMethodCatalog;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.TokenTemplate;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** The page of one method: what it does, what it takes and answers, how to call it, and which templates hold it. */
final class MethodPage {

    private MethodPage() {}

    static String html(PlatformMethod method, ApiMethodCatalog catalog, String product) {
        String name = method.method().toString();
        String content = """
                <article class="method">
                  <p class="crumb"><a href="/docs/">Methods</a> / %s</p>
                  <h1>%s %s</h1>
                  <p class="summary">%s</p>
                  <p class="access">%s</p>
                  <div class="head"><h2>Call</h2>
                    <button type="button" class="copy" data-copy="call" hidden>Copy</button></div>
                  <pre id="call"><code>%s</code></pre>
                  %s
                  <h2>Answer</h2>
                  %s
                  <h2>Errors</h2>
                  %s
                </article>
                """.formatted(
                        escape(name.substring(0, name.lastIndexOf('.'))),
                        escape(name.substring(name.lastIndexOf('.') + 1)),
                        Html.kind(method.readOnly()),
                        Html.sentence(method.summary()),
                        access(method, catalog),
                        escape(curl(method)),
                        parameters(method),
                        answer(method),
                        errors(method));
        return Html.page(name + " – " + product + " API", product, content);
    }

    private static String access(PlatformMethod method, ApiMethodCatalog catalog) {
        String callers = switch (method.access()) {
            case ANYONE -> "Open to anyone, without session or token.";
            case ANY_CALLER -> "For a session, and for every live token whatever its methods are.";
            case SESSION_ONLY -> "For a session alone: no token may call it.";
            case GRANTED -> "For a session, and for a token that was granted it. " + templates(method, catalog);
        };
        return method.evenRestricted()
                ? callers + " A session may that still waits for a one-time code, too."
                : callers;
    }

    private static String templates(PlatformMethod method, ApiMethodCatalog catalog) {
        String holding = catalog.templates().stream()
                .map(TokenTemplate::name)
                .filter(name -> catalog.grants(new ApiMethodSet.OfTemplate(name), method.method()))
                .map(name -> "<span class=\"template\">" + escape(name) + "</span>")
                .collect(joining(" "));
        return holding.isEmpty() ? "No template holds it." : "Templates that hold it: " + holding;
    }

    /** A line for a shell; the page's script puts the server's own address in place of HOST. */
    private static String curl(PlatformMethod method) {
        boolean form = !method.takesFile();
        String data = method.parameters().stream()
                .filter(Parameter::required)
                .map(parameter -> " \\\n  " + argument(parameter, form))
                .collect(joining());
        String variable = method.access() == Access.SESSION_ONLY ? "$SESSION" : "$TOKEN";
        String credential =
                method.access() == Access.ANYONE ? "" : " \\\n  -H \"Authorization: Bearer " + variable + "\"";
        String post = data.isEmpty() ? " -X POST" : "";
        String session = method.takesFile() ? " \\\n  -F session=\"$TOKEN\"" : credential;
        return "curl" + post + " https://HOST" + method.path() + session + data;
    }

    private static String argument(Parameter parameter, boolean form) {
        String example = switch (parameter.type()) {
            case TEXT, LIST -> parameter.name().toUpperCase(Locale.ROOT);
            case INTEGER -> "1";
            case BOOLEAN -> "true";
            case JSON -> "'{}'";
            case FILE -> "@app.war";
        };
        return (form ? "-d " : "-F ") + parameter.name() + "=" + example;
    }

    private static String parameters(PlatformMethod method) {
        if (method.parameters().isEmpty()) {
            return "<h2>Parameters</h2><p class=\"none\">None beside the session.</p>";
        }
        String rows = method.parameters().stream()
                .map(parameter -> row(
                        parameter.name(),
                        parameter.type().name().toLowerCase(Locale.ROOT),
                        (parameter.required() ? "<strong>Required.</strong> " : "")
                                + Html.sentence(parameter.summary())))
                .collect(joining("\n"));
        return "<h2>Parameters</h2>" + table("Parameter", rows);
    }

    private static String answer(PlatformMethod method) {
        if (method.answersFile()) {
            return "<p>The file itself, as <code>application/octet-stream</code>.</p>";
        }
        JsonObject example = (JsonObject) method.answerShape().example();
        String shown = "<pre class=\"example\"><code>" + escape(example.encodePrettily()) + "</code></pre>";
        if (method.answer().isEmpty()) {
            return "<p class=\"none\">Nothing beside <code>result</code>.</p>" + shown;
        }
        String rows = AnswerFields.of(method.answerShape().schema()).stream()
                .filter(field -> !field.path().equals("result"))
                .map(field -> row(
                        field.path(),
                        field.type(),
                        (field.always() ? "" : "<em>Not always there.</em> ") + Html.sentence(field.summary())))
                .collect(joining("\n"));
        return table("Field", rows) + shown;
    }

    private static String errors(PlatformMethod method) {
        ImmutableList<ResultCode> never = switch (method.access()) {
            case ANYONE -> ImmutableList.of(ResultCode.SUCCESS, ResultCode.SESSION_DEAD, ResultCode.METHOD_NOT_GRANTED);
            case ANY_CALLER -> ImmutableList.of(ResultCode.SUCCESS, ResultCode.METHOD_NOT_GRANTED);
            case GRANTED, SESSION_ONLY -> ImmutableList.of(ResultCode.SUCCESS);
        };
        String rows = ResultCode.withProtocol(method.codes()).stream()
                .filter(code -> !never.contains(code))
                .map(code -> "<tr><th scope=\"row\"><code>" + code.number() + "</code></th><td>"
                        + Html.sentence(code.meaning()) + "</td></tr>")
                .collect(joining("\n"));
        return "<div class=\"scroll\"><table class=\"codes\"><thead><tr><th scope=\"col\">result</th>"
                + "<th scope=\"col\">means</th></tr></thead><tbody>" + rows + "</tbody></table></div>";
    }

    private static String table(String head, String rows) {
        return """
                <div class="scroll"><table>
                  <thead><tr><th scope="col">%s</th><th scope="col">Type</th><th scope="col">What it is</th></tr></thead>
                  <tbody>
                %s
                  </tbody>
                </table></div>
                """.formatted(head, rows);
    }

    private static String row(String name, String type, String html) {
        return "<tr><th scope=\"row\"><code>" + escape(name) + "</code></th><td class=\"type\">" + escape(type)
                + "</td><td>" + html + "</td></tr>";
    }
}
