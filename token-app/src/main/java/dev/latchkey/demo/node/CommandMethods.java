package dev.latchkey.demo.node;

import static dev.latchkey.demo.environment.EnvironmentParameters.ENV_NAME;
import static dev.latchkey.demo.environment.EnvironmentParameters.NODE_ID;
import static dev.latchkey.http.Field.always;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.optional;

import com.google.common.collect.ImmutableList;
import dev.latchkey.demo.environment.Item;
import dev.latchkey.demo.environment.ItemAnswers;
import dev.latchkey.demo.environment.Items;
import dev.latchkey.demo.environment.Lookup;
import dev.latchkey.demo.environment.Place;
import dev.latchkey.demo.text.Texts;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.Shape;
import io.vertx.core.json.JsonObject;

/** What a node's container is to start with: its entry point, and the command that is run there. */
public final class CommandMethods {

    private static final int MAX_COMMAND = 4096;

    private final Items items;
    private final Lookup lookup;

    public CommandMethods(Items items, Lookup lookup) {
        this.items = items;
        this.lookup = lookup;
    }

    public ImmutableList<PlatformMethod> all() {
        return ImmutableList.of(
                getting("environment.control.GetContainerEntryPoint", "entryPoint"),
                setting("environment.control.SetContainerEntryPoint", "entryPoint"),
                getting("environment.control.GetContainerRunCmd", "runCmd"),
                setting("environment.control.SetContainerRunCmd", "runCmd"));
    }

    private PlatformMethod getting(String method, String name) {
        return PlatformMethod.reading(method, "Tells what a node starts with; empty where that is the software's own")
                .takes(ENV_NAME, NODE_ID)
                .answers(always("object", Shape.text("/bin/sh -c ./start.sh")))
                .handledBy(call -> lookup.node(
                        call,
                        (environment, node) -> Answer.ok(new JsonObject()
                                .put(
                                        "object",
                                        items.find(Place.node(environment, node), Item.Kind.COMMAND, name)
                                                .map(item -> item.content().getString("text"))
                                                .orElse("")))));
    }

    private PlatformMethod setting(String method, String name) {
        return PlatformMethod.changing(method, "Sets what a node starts with")
                .takes(ENV_NAME, NODE_ID, optional("data", TEXT, "the command; without it, the software's own"))
                .handledBy(call -> lookup.node(
                        call,
                        (environment, node) -> ItemAnswers.of(
                                items.put(
                                        Place.node(environment, node),
                                        Item.Kind.COMMAND,
                                        name,
                                        new JsonObject().put("text", command(call))),
                                "data",
                                "the command")));
    }

    private static String command(Call call) {
        return call.parameters()
                .parsed("data", text -> Texts.any(text, MAX_COMMAND))
                .orElse("");
    }
}
