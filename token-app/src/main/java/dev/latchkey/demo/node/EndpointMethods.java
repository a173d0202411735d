package dev.latchkey.demo.node;

import static dev.latchkey.demo.environment.EnvironmentParameters.ENV_NAME;
import static dev.latchkey.demo.environment.EnvironmentParameters.NODE_ID;
import static dev.latchkey.http.Field.always;
import static dev.latchkey.http.Parameter.Type.INTEGER;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.optional;
import static dev.latchkey.http.Parameter.required;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.demo.environment.Environment;
import dev.latchkey.demo.environment.Item;
import dev.latchkey.demo.environment.ItemAnswers;
import dev.latchkey.demo.environment.Items;
import dev.latchkey.demo.environment.Lookup;
import dev.latchkey.demo.environment.Node;
import dev.latchkey.demo.environment.Place;
import dev.latchkey.demo.text.Texts;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.InvalidParameterException;
import dev.latchkey.http.Parameter;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.Shape;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Endpoints: ports of nodes that the platform's gate makes reachable from outside. */
public final class EndpointMethods {

    private static final int MAX_NAME = 100;
    private static final int MAX_PORT = 65_535;
    private static final int FIRST_PUBLIC_PORT = 11_000;
    private static final int PUBLIC_PORTS = 50_000;
    private static final ImmutableSet<String> PROTOCOLS = ImmutableSet.of("TCP", "UDP");
    private static final Parameter ID = required("id", INTEGER, "the endpoint's number");
    private static final Parameter NAME = required("name", TEXT, "what to call it");
    private static final Parameter PORT = required("privatePort", INTEGER, "the node's port");
    private static final Parameter PROTOCOL = required("protocol", TEXT, "TCP or UDP");
    private static final Shape ENDPOINT = Shape.object(
            always("id", Shape.whole(17)),
            always("nodeId", Shape.whole(1001)),
            always("name", Shape.text("ssh")),
            always("privatePort", Shape.whole(22)),
            always("protocol", Shape.text("TCP")),
            always("publicPort", Shape.whole(11_017), "the port of the gate that leads to it"));

    private final Items items;
    private final Lookup lookup;

    public EndpointMethods(Items items, Lookup lookup) {
        this.items = items;
        this.lookup = lookup;
    }

    public ImmutableList<PlatformMethod> all() {
        return ImmutableList.of(
                PlatformMethod.changing("environment.control.AddEndpoint", "Makes a port of a node reachable")
                        .takes(ENV_NAME, NODE_ID, NAME, PORT, PROTOCOL)
                        .answers(always("object", ENDPOINT))
                        .handledBy(call -> lookup.node(call, (environment, node) -> add(call, environment, node))),
                PlatformMethod.changing("environment.control.EditEndpoint", "Changes an endpoint")
                        .takes(ENV_NAME, ID, NAME, PORT, PROTOCOL)
                        .answers(always("object", ENDPOINT))
                        .handledBy(call -> endpoint(call, item -> edit(call, item))),
                PlatformMethod.reading("environment.control.GetEndpoints", "Lists the endpoints of an environment")
                        .takes(ENV_NAME, optional("nodeId", INTEGER, "the node's number; without it, all nodes"))
                        .answers(always("array", Shape.listOf(ENDPOINT)))
                        .handledBy(call -> lookup.environment(call, environment -> list(call, environment))),
                PlatformMethod.changing("environment.control.RemoveEndpoint", "Closes an endpoint")
                        .takes(ENV_NAME, ID)
                        .handledBy(call -> endpoint(
                                call, item -> ItemAnswers.of(items.remove(item), "id", "the endpoint " + item.id()))));
    }

    private Answer add(Call call, Environment environment, Node node) {
        Place place = Place.node(environment, node);
        String name = name(call);
        Items.Changed changed = items.add(place, Item.Kind.ENDPOINT, name, content(call, node.id()));
        return changed == Items.Changed.DONE
                ? told(items.find(place, Item.Kind.ENDPOINT, name).orElseThrow())
                : ItemAnswers.of(changed, "name", "the endpoint " + name);
    }

    private static String name(Call call) {
        return call.parameters().requiredParsed("name", text -> Texts.line(text, MAX_NAME));
    }

    private static JsonObject content(Call call, int node) {
        int port = call.parameters().requiredInteger("privatePort");
        if (port < 1 || port > MAX_PORT) {
            throw new InvalidParameterException("privatePort", "give a port from 1 to " + MAX_PORT);
        }
        String protocol = call.parameters().requiredText("protocol").toUpperCase(Locale.ROOT);
        if (!PROTOCOLS.contains(protocol)) {
            throw new InvalidParameterException("protocol", "give TCP or UDP");
        }
        return new JsonObject().put("nodeId", node).put("privatePort", port).put("protocol", protocol);
    }

    private Answer endpoint(Call call, Function<Item, Answer> next) {
        int id = call.parameters().requiredInteger("id");
        return lookup.environment(
                call,
                environment -> items.find(call.account(), Item.Kind.ENDPOINT, id)
                        .filter(item -> item.place().environment().equals(Optional.of(environment.id())))
                        .map(next)
                        .orElseGet(() -> ItemAnswers.none("an endpoint " + id)));
    }

    private Answer edit(Call call, Item item) {
        JsonObject content = content(call, item.content().getInteger("nodeId"));
        String name = name(call);
        Items.Changed changed = items.edit(item, name, content);
        return changed == Items.Changed.DONE
                ? told(new Item(item.id(), item.place(), item.kind(), name, content, item.createdAt()))
                : ItemAnswers.of(changed, "name", "the endpoint " + name);
    }

    private Answer list(Call call, Environment environment) {
        return lookup.nodes(call, environment, nodes -> {
            JsonArray array = new JsonArray();
            items.of(environment, Item.Kind.ENDPOINT).stream()
                    .filter(item -> nodes.stream()
                            .anyMatch(node -> node.id() == item.content().getInteger("nodeId")))
                    .forEach(item -> array.add(json(item)));
            return Answer.ok(new JsonObject().put("array", array));
        });
    }

    private static Answer told(Item item) {
        return Answer.ok(new JsonObject().put("object", json(item)));
    }

    private static JsonObject json(Item item) {
        return item.content()
                .copy()
                .put("id", item.id())
                .put("name", item.name())
                .put("publicPort", FIRST_PUBLIC_PORT + item.id() % PUBLIC_PORTS);
    }
}
