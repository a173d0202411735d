package dev.latchkey.demo.node;

import static dev.latchkey.demo.environment.EnvironmentParameters.ENV_NAME;
import static dev.latchkey.http.Field.always;
import static dev.latchkey.http.Parameter.Type.BOOLEAN;
import static dev.latchkey.http.Parameter.Type.INTEGER;
import static dev.latchkey.http.Parameter.Type.JSON;
import static dev.latchkey.http.Parameter.required;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.demo.environment.Environment;
import dev.latchkey.demo.environment.Item;
import dev.latchkey.demo.environment.ItemAnswers;
import dev.latchkey.demo.environment.Items;
import dev.latchkey.demo.environment.Lookup;
import dev.latchkey.demo.environment.Place;
import dev.latchkey.demo.text.JsonFields;
import dev.latchkey.demo.text.Texts;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.Parameter;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.Shape;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The firewall of an environment, and its rules. */
public final class FirewallMethods {

    private static final int MAX_TEXT = 200;
    private static final int MAX_PORT = 65_535;
    private static final ImmutableSet<String> ACTIONS = ImmutableSet.of("ALLOW", "DENY");
    private static final ImmutableSet<String> DIRECTIONS = ImmutableSet.of("INPUT", "OUTPUT");
    private static final Parameter ID = required("id", INTEGER, "the rule's number");
    private static final Parameter ENABLED = required("enabled", BOOLEAN, "whether it is to be in force");
    private static final Parameter RULE = required(
            "rule",
            JSON,
            "{\"name\": TEXT, \"port\": 1 to 65535, \"src\": TEXT, \"action\": \"ALLOW\" or \"DENY\", \"direction\":"
                    + " \"INPUT\" or \"OUTPUT\"}");
    private static final Shape SHAPE = Shape.object(
            always("id", Shape.whole(17)),
            always("name", Shape.text("SSH from the office")),
            always("port", Shape.whole(22)),
            always("src", Shape.text("192.0.2.0/24")),
            always("action", Shape.text("ALLOW")),
            always("direction", Shape.text("INPUT")),
            always("enabled", Shape.bool(true)));

    private final Items items;
    private final Lookup lookup;

    public FirewallMethods(Items items, Lookup lookup) {
        this.items = items;
        this.lookup = lookup;
    }

    public ImmutableList<PlatformMethod> all() {
        return ImmutableList.of(
                PlatformMethod.changing("environment.security.SetFirewallEnabled", "Turns a firewall on or off")
                        .takes(ENV_NAME, ENABLED)
                        .handledBy(call -> lookup.environment(call, environment -> setEnabled(call, environment))),
                PlatformMethod.reading("environment.security.GetRules", "Lists the rules of a firewall")
                        .takes(ENV_NAME)
                        .answers(always("array", Shape.listOf(SHAPE)))
                        .handledBy(call -> lookup.environment(call, this::list)),
                PlatformMethod.changing("environment.security.AddRule", "Adds a rule to a firewall")
                        .takes(ENV_NAME, RULE)
                        .answers(always("object", SHAPE))
                        .handledBy(call -> lookup.environment(call, environment -> add(call, environment))),
                PlatformMethod.changing("environment.security.RemoveRule", "Removes a rule of a firewall")
                        .takes(ENV_NAME, ID)
                        .handledBy(call ->
                                rule(call, item -> ItemAnswers.of(items.remove(item), "id", "the rule " + item.id()))),
                PlatformMethod.changing("environment.security.SetRuleEnabled", "Puts a rule in force, or out of it")
                        .takes(ENV_NAME, ID, ENABLED)
                        .handledBy(call -> rule(
                                call,
                                item -> ItemAnswers.of(
                                        items.edit(
                                                item,
                                                item.name(),
                                                item.content().copy().put("enabled", isEnabled(call))),
                                        "id",
                                        "the rule " + item.id()))));
    }

    private static boolean isEnabled(Call call) {
        return call.parameters().bool("enabled").orElseThrow();
    }

    private Answer setEnabled(Call call, Environment environment) {
        return ItemAnswers.of(
                items.put(
                        Place.environment(environment),
                        Item.Kind.FIREWALL,
                        "firewall",
                        new JsonObject().put("enabled", isEnabled(call))),
                "envName",
                "the firewall");
    }

    private Answer list(Environment environment) {
        JsonArray array = new JsonArray();
        items.in(Place.environment(environment), Item.Kind.RULE).forEach(item -> array.add(json(item)));
        return Answer.ok(new JsonObject().put("array", array));
    }

    private Answer add(Call call, Environment environment) {
        JsonFields rule =
                new JsonFields("rule", call.parameters().jsonObject("rule").orElseThrow());
        String name = rule.parsed("name", text -> Texts.line(text, MAX_TEXT))
                .orElseThrow(() -> rule.invalid("name", "it is missing"));
        JsonObject content = new JsonObject()
                .put("port", rule.integer("port", 1, MAX_PORT).orElseThrow(() -> rule.invalid("port", "it is missing")))
                .put(
                        "src",
                        rule.parsed("src", text -> Texts.line(text, MAX_TEXT)).orElse("ALL"))
                .put("action", oneOf(rule, "action", ACTIONS))
                .put("direction", oneOf(rule, "direction", DIRECTIONS))
                .put("enabled", true);
        Place place = Place.environment(environment);
        Items.Changed changed = items.add(place, Item.Kind.RULE, name, content);
        return changed == Items.Changed.DONE
                ? Answer.ok(new JsonObject()
                        .put(
                                "object",
                                json(items.find(place, Item.Kind.RULE, name).orElseThrow())))
                : ItemAnswers.of(changed, "rule", "the rule " + name);
    }

    /** One of these texts, the first where none is given. */
    private static String oneOf(JsonFields rule, String field, ImmutableSet<String> texts) {
        String text = rule.text(field).orElse(texts.asList().get(0)).toUpperCase(Locale.ROOT);
        if (!texts.contains(text)) {
            throw rule.invalid(field, "give one of " + String.join(", ", texts));
        }
        return text;
    }

    private Answer rule(Call call, Function<Item, Answer> next) {
        int id = call.parameters().requiredInteger("id");
        return lookup.environment(
                call,
                environment -> items.find(call.account(), Item.Kind.RULE, id)
                        .filter(item -> item.place().environment().equals(Optional.of(environment.id())))
                        .map(next)
                        .orElseGet(() -> ItemAnswers.none("a rule " + id)));
    }

    private static JsonObject json(Item item) {
        return item.content().copy().put("id", item.id()).put("name", item.name());
    }
}
