package dev.latchkey.demo.node;

import static dev.latchkey.demo.environment.EnvironmentParameters.ENV_NAME;
import static dev.latchkey.http.Field.always;
import static dev.latchkey.http.Parameter.Type.JSON;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.optional;
import static dev.latchkey.http.Parameter.required;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.latchkey.demo.environment.Environment;
import dev.latchkey.demo.environment.Item;
import dev.latchkey.demo.environment.ItemAnswers;
import dev.latchkey.demo.environment.Items;
import dev.latchkey.demo.environment.Lookup;
import dev.latchkey.demo.environment.Place;
import dev.latchkey.demo.text.JsonFields;
import dev.latchkey.demo.text.NameList;
import dev.latchkey.demo.text.Texts;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.Parameter;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.Shape;
import dev.latchkey.token.Outcome;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Properties of environments: names and texts that clients keep there for themselves. */
public final class PropertyMethods {

    private static final int MAX_NAME = 100;
    private static final int MAX_TEXT = 4096;
    private static final Parameter PROPERTIES = required("properties", JSON, "a JSON object of names and texts");

    private final Items items;
    private final Lookup lookup;

    public PropertyMethods(Items items, Lookup lookup) {
        this.items = items;
        this.lookup = lookup;
    }

    public ImmutableList<PlatformMethod> all() {
        return ImmutableList.of(
                PlatformMethod.changing("environment.control.AddEnvProperty", "Adds properties that are not there yet")
                        .takes(ENV_NAME, PROPERTIES)
                        .handledBy(call -> each(call, items::add)),
                PlatformMethod.changing("environment.control.ApplyEnvProperty", "Adds properties, or changes them")
                        .takes(ENV_NAME, PROPERTIES)
                        .handledBy(call -> each(call, items::put)),
                PlatformMethod.reading("environment.control.GetEnvProperty", "Tells properties")
                        .takes(ENV_NAME, optional("propertyKeys", TEXT, "only these names, divided by commas"))
                        .answers(always("object", Shape.mapOf("stage", Shape.text("production"))))
                        .handledBy(call -> lookup.environment(call, environment -> get(call, environment))),
                PlatformMethod.changing("environment.control.RemoveEnvProperty", "Removes properties")
                        .takes(ENV_NAME, required("propertyKeys", TEXT, "their names, divided by commas"))
                        .handledBy(call -> lookup.environment(call, environment -> remove(call, environment))));
    }

    /** Adding an item or putting it. */
    @FunctionalInterface
    private interface Change {
        Items.Changed make(Place place, Item.Kind kind, String name, JsonObject content);
    }

    private Answer each(Call call, Change change) {
        JsonObject given = call.parameters().jsonObject("properties").orElseThrow();
        ImmutableSortedMap<String, String> properties =
                new JsonFields("properties", given).texts(text -> Texts.any(text, MAX_TEXT));
        for (String name : properties.keySet()) {
            if (name(name) instanceof Outcome.Refused<String> refused) {
                return Answer.invalidParameter("properties", "a name: " + refused.detail());
            }
        }
        return lookup.environment(call, environment -> {
            for (Map.Entry<String, String> property : properties.entrySet()) {
                Items.Changed changed = change.make(
                        Place.environment(environment),
                        Item.Kind.PROPERTY,
                        property.getKey(),
                        new JsonObject().put("text", property.getValue()));
                if (changed != Items.Changed.DONE) {
                    return ItemAnswers.of(changed, "properties", "the property " + property.getKey());
                }
            }
            return Answer.OK;
        });
    }

    private static Outcome<String> name(String text) {
        return Texts.line(text, MAX_NAME);
    }

    private Answer get(Call call, Environment environment) {
        ImmutableSet<String> names = NameList.of(call.parameters(), "propertyKeys", PropertyMethods::name);
        JsonObject object = new JsonObject();
        items.in(Place.environment(environment), Item.Kind.PROPERTY).stream()
                .filter(item -> names.isEmpty() || names.contains(item.name()))
                .forEach(item -> object.put(item.name(), item.content().getString("text")));
        return Answer.ok(new JsonObject().put("object", object));
    }

    private Answer remove(Call call, Environment environment) {
        for (String name : NameList.of(call.parameters(), "propertyKeys", PropertyMethods::name)) {
            Items.Changed changed = items.remove(Place.environment(environment), Item.Kind.PROPERTY, name);
            if (changed != Items.Changed.DONE) {
                return ItemAnswers.of(changed, "propertyKeys", "the property " + name);
            }
        }
        return Answer.OK;
    }
}
