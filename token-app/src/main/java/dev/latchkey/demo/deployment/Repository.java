package dev.latchkey.demo.deployment;

import dev.latchkey.demo.environment.Deployment;
import dev.latchkey.demo.text.JsonFields;
import dev.latchkey.demo.text.Texts;
import dev.latchkey.http.InvalidParameterException;
import dev.latchkey.http.Parameters;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A repository of source code that a call names. It is noted, and never connected to. */
final class Repository {

    private static final String PARAMETER = "repo";
    private static final int MAX_BRANCH = 100;
    private static final int MAX_URL = 1000;
    private static final int MAX_NAME = 100;

    /** With a user for SSH alone, and without a password: rows are read by more people than passwords are for. */
    private static final Pattern URL = Pattern.compile(
            "(?:(?:https?|git)://[^\\s@]+|ssh://(?:[A-Za-z0-9._-]+@)?[^\\s@]+|[A-Za-z0-9._-]+@[^\\s:@]+:[^\\s@]+?)");

    private static final Pattern NAME = Pattern.compile("(?<=[/:])([^/:]{1," + MAX_NAME + "}?)(?:\\.git)?/*\\z");

    private Repository() {}

    /** What is deployed of the repository that the parameter {@code repo} names, by its URL alone or in a JSON object. */
    static Deployer.Source source(Parameters parameters) {
        String given = parameters.requiredText(PARAMETER).strip();
        JsonFields fields =
                new JsonFields(PARAMETER, given.startsWith("{") ? json(given) : new JsonObject().put("url", given));
        String url = fields.parsed("url", Repository::url).orElseThrow(() -> fields.invalid("url", "it is missing"));
        String branch =
                fields.parsed("branch", text -> Texts.line(text, MAX_BRANCH)).orElse("main");
        Matcher name = NAME.matcher(url);
        if (!name.find()) {
            throw fields.invalid("url", "its last part is to have 1 to " + MAX_NAME + " characters");
        }
        return new Deployer.Source(name.group(1) + "@" + branch, 0, Deployment.Kind.GIT);
    }

    private static JsonObject json(String text) {
        try {
            return new JsonObject(text);
        } catch (DecodeException e) {
            throw new InvalidParameterException(PARAMETER, "give a URL, or a JSON object with url");
        }
    }

    private static Outcome<String> url(String text) {
        return !(Texts.line(text, MAX_URL) instanceof Outcome.Done<String> line)
                        || URL.matcher(line.value()).matches()
                ? Texts.line(text, MAX_URL)
                : Outcome.refused(
                        RefusalReason.INVALID_VALUE,
                        "give https://HOST/PATH, ssh://USER@HOST/PATH or USER@HOST:PATH, without a password");
    }
}
