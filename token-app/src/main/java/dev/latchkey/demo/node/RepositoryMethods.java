package dev.latchkey.demo.node;

import static dev.latchkey.http.Field.always;
import static dev.latchkey.http.Parameter.Type.INTEGER;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.optional;
import static dev.latchkey.http.Parameter.required;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.demo.environment.Item;
import dev.latchkey.demo.environment.ItemAnswers;
import dev.latchkey.demo.environment.Items;
import dev.latchkey.demo.environment.Place;
import dev.latchkey.demo.text.Texts;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.Shape;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The repositories of source code that an account works with: noted for its clients, and never connected to. */
public final class RepositoryMethods {

    private static final int MAX_TEXT = 200;
    private static final int MAX_URL = 1000;
    private static final Pattern URL =
            Pattern.compile("(https?|ssh|git)://[^\\s@]+|[A-Za-z0-9._-]+@[^\\s:@]+:[^\\s@]+");
    private static final ImmutableSet<String> TYPES = ImmutableSet.of("GIT", "SVN");
    private static final Shape REPOSITORY = Shape.object(
            always("id", Shape.whole(17)),
            always("name", Shape.text("shop")),
            always("url", Shape.text("https://git.example.com/shop.git")),
            always("branch", Shape.text("main")),
            always("type", Shape.text("GIT")),
            always("description", Shape.text("The shop")));

    private final Items items;

    public RepositoryMethods(Items items) {
        this.items = items;
    }

    public ImmutableList<PlatformMethod> all() {
        return ImmutableList.of(
                PlatformMethod.changing("environment.deployment.AddRepo", "Notes a repository")
                        .takes(
                                required("name", TEXT, "what to call it"),
                                required("url", TEXT, "where it is, without a password"),
                                optional("branch", TEXT, "main without it"),
                                optional("type", TEXT, "GIT, which it is without it, or SVN"),
                                optional("description", TEXT, "a line for people"))
                        .answers(always("object", REPOSITORY))
                        .handledBy(this::add),
                PlatformMethod.changing("environment.deployment.EditRepo", "Changes what is noted of a repository")
                        .takes(
                                required("id", INTEGER, "the repository's number"),
                                optional("name", TEXT, "what to call it"),
                                optional("url", TEXT, "where it is, without a password"),
                                optional("branch", TEXT, "its branch"),
                                optional("type", TEXT, "GIT or SVN"),
                                optional("description", TEXT, "a line for people"))
                        .answers(always("object", REPOSITORY))
                        .handledBy(call -> repository(call, item -> edit(call, item))),
                PlatformMethod.reading("environment.deployment.GetRepos", "Lists the account's repositories")
                        .takes(optional("id", INTEGER, "only the one of this number"))
                        .answers(always("array", Shape.listOf(REPOSITORY)))
                        .handledBy(this::list),
                PlatformMethod.changing("environment.deployment.RemoveRepo", "Forgets a repository")
                        .takes(required("id", INTEGER, "the repository's number"))
                        .handledBy(call ->
                                repository(call, item -> ItemAnswers.of(items.remove(item), "id", "the repository"))));
    }

    private Answer add(Call call) {
        JsonObject content =
                new JsonObject().put("branch", "main").put("type", "GIT").put("description", "");
        Place place = Place.account(call.account());
        String name = call.parameters().requiredParsed("name", RepositoryMethods::line);
        Items.Changed changed = items.add(place, Item.Kind.REPOSITORY, name, merged(call, content));
        return changed == Items.Changed.DONE
                ? told(items.find(place, Item.Kind.REPOSITORY, name).orElseThrow())
                : ItemAnswers.of(changed, "name", "a repository " + name);
    }

    private Answer edit(Call call, Item item) {
        String name = call.parameters().parsed("name", RepositoryMethods::line).orElse(item.name());
        JsonObject content = merged(call, item.content().copy());
        Items.Changed changed = items.edit(item, name, content);
        return changed == Items.Changed.DONE
                ? told(new Item(item.id(), item.place(), item.kind(), name, content, item.createdAt()))
                : ItemAnswers.of(changed, "name", "a repository " + name);
    }

    /** The content with what the call gives in place of what it had. */
    private static JsonObject merged(Call call, JsonObject content) {
        call.parameters().parsed("url", RepositoryMethods::url).ifPresent(url -> content.put("url", url));
        call.parameters().parsed("branch", RepositoryMethods::line).ifPresent(branch -> content.put("branch", branch));
        call.parameters().parsed("type", RepositoryMethods::type).ifPresent(type -> content.put("type", type));
        call.parameters()
                .parsed("description", RepositoryMethods::line)
                .ifPresent(text -> content.put("description", text));
        return content;
    }

    private static Outcome<String> line(String text) {
        return Texts.line(text, MAX_TEXT);
    }

    private static Outcome<String> type(String text) {
        String type = text.toUpperCase(Locale.ROOT);
        return TYPES.contains(type)
                ? Outcome.done(type)
                : Outcome.refused(RefusalReason.INVALID_VALUE, "give GIT or SVN");
    }

    /** A URL without user and password: rows are read by more people than passwords are for. */
    private static Outcome<String> url(String text) {
        return text.length() <= MAX_URL && URL.matcher(text).matches()
                ? Outcome.done(text)
                : Outcome.refused(
                        RefusalReason.INVALID_VALUE,
                        "give https://HOST/PATH, ssh://HOST/PATH or USER@HOST:PATH, without a password");
    }

    private Answer repository(Call call, Function<Item, Answer> next) {
        int id = call.parameters().requiredInteger("id");
        return items.find(call.account(), Item.Kind.REPOSITORY, id)
                .map(next)
                .orElseGet(() -> ItemAnswers.none("a repository " + id));
    }

    private Answer list(Call call) {
        Optional<Integer> id = call.parameters().integer("id");
        JsonArray array = new JsonArray();
        items.ownedBy(call.account(), Item.Kind.REPOSITORY).stream()
                .filter(item -> id.isEmpty() || id.get() == item.id())
                .forEach(item -> array.add(json(item)));
        return Answer.ok(new JsonObject().put("array", array));
    }

    private static Answer told(Item item) {
        return Answer.ok(new JsonObject().put("object", json(item)));
    }

    private static JsonObject json(Item item) {
        return item.content().copy().put("id", item.id()).put("name", item.name());
    }
}
