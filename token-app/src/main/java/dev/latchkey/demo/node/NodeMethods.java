package dev.latchkey.demo.node;

import static dev.latchkey.demo.environment.EnvironmentParameters.ENV_NAME;
import static dev.latchkey.demo.environment.EnvironmentParameters.NODE_GROUP;
import static dev.latchkey.demo.environment.EnvironmentParameters.NODE_ID;
import static dev.latchkey.http.Field.always;
import static dev.latchkey.http.Parameter.Type.BOOLEAN;
import static dev.latchkey.http.Parameter.Type.INTEGER;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.required;

import com.google.common.collect.ImmutableList;
import dev.latchkey.demo.environment.Environment;
import dev.latchkey.demo.environment.EnvironmentDefinition;
import dev.latchkey.demo.environment.EnvironmentInfo;
import dev.latchkey.demo.environment.EnvironmentJson;
import dev.latchkey.demo.environment.EnvironmentShapes;
import dev.latchkey.demo.environment.Environments;
import dev.latchkey.demo.environment.GroupSettings;
import dev.latchkey.demo.environment.Item;
import dev.latchkey.demo.environment.ItemAnswers;
import dev.latchkey.demo.environment.Items;
import dev.latchkey.demo.environment.Lookup;
import dev.latchkey.demo.environment.Place;
import dev.latchkey.demo.environment.PlatformErrors;
import dev.latchkey.demo.text.JsonFields;
import dev.latchkey.demo.text.Texts;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.Parameter;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.Shape;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;

/** Nodes and node groups: what people call them, how much they can have, and whether the balancer leads to them. */
public final class NodeMethods {

    private static final int MAX_NAME = 100;
    private static final Parameter DISPLAY_NAME = required("displayName", TEXT, "what people are to call it");
    private static final Parameter ENABLED = required("enabled", BOOLEAN, "whether it does");

    private final Items items;
    private final Environments environments;
    private final Lookup lookup;

    public NodeMethods(Items items, Environments environments, Lookup lookup) {
        this.items = items;
        this.environments = environments;
        this.lookup = lookup;
    }

    public ImmutableList<PlatformMethod> all() {
        return ImmutableList.of(
                PlatformMethod.changing("environment.control.SetNodeDisplayName", "Names a node for people")
                        .takes(ENV_NAME, NODE_ID, DISPLAY_NAME)
                        .handledBy(call -> lookup.node(
                                call,
                                (environment, node) -> ItemAnswers.of(
                                        items.put(
                                                Place.node(environment, node),
                                                Item.Kind.NODE_NAME,
                                                "name",
                                                new JsonObject().put("text", displayName(call))),
                                        "displayName",
                                        "the name"))),
                PlatformMethod.changing("environment.control.SetNodeGroupDisplayName", "Names a node group for people")
                        .takes(ENV_NAME, NODE_GROUP, DISPLAY_NAME)
                        .handledBy(call -> set(call, GroupSettings.DISPLAY_NAME, displayName(call))),
                balancing("environment.control.SetSLBAccessEnabled"),
                balancing("environment.nodegroup.SetSLBAccessEnabled"),
                PlatformMethod.reading("environment.control.GetNodeGroups", "Lists the node groups of an environment")
                        .takes(ENV_NAME)
                        .answers(always("object", Shape.listOf(EnvironmentShapes.NODE_GROUP)))
                        .handledBy(call -> lookup.environment(
                                call,
                                environment -> info(
                                        environment,
                                        info -> new JsonObject().put("object", EnvironmentJson.nodeGroups(info))))),
                PlatformMethod.reading("environment.nodegroup.Get", "Tells about a node group")
                        .takes(ENV_NAME, NODE_GROUP)
                        .answers(always("object", EnvironmentShapes.NODE_GROUP))
                        .handledBy(call -> lookup.node(
                                call,
                                (environment, node) -> info(
                                        environment,
                                        info -> new JsonObject()
                                                .put("object", EnvironmentJson.nodeGroup(info, node.group()))))),
                PlatformMethod.changing("environment.control.SetCloudletsCountById", "Sets how much a node can have")
                        .takes(
                                ENV_NAME,
                                NODE_ID,
                                required("fixedCloudlets", INTEGER, "what it has at least"),
                                required("flexibleCloudlets", INTEGER, "what it can have at most"))
                        .handledBy(this::setCloudlets));
    }

    private PlatformMethod balancing(String name) {
        return PlatformMethod.changing(name, "Says whether the shared balancer leads to a node group")
                .takes(ENV_NAME, NODE_GROUP, ENABLED)
                .handledBy(call -> set(
                        call,
                        GroupSettings.SLB_ACCESS,
                        call.parameters().bool("enabled").orElseThrow()));
    }

    private static String displayName(Call call) {
        return call.parameters().requiredParsed("displayName", text -> Texts.line(text, MAX_NAME));
    }

    private Answer set(Call call, String setting, Object value) {
        return lookup.node(
                call,
                (environment, node) -> ItemAnswers.of(
                        items.merge(
                                Place.group(environment, node.group()),
                                Item.Kind.GROUP_SETTINGS,
                                "settings",
                                new JsonObject().put(setting, value)),
                        "nodeGroup",
                        "the settings"));
    }

    private Answer info(Environment environment, Function<EnvironmentInfo, JsonObject> fields) {
        return environments
                .info(environment.owner(), environment.name())
                .map(info -> Answer.ok(fields.apply(info)))
                .orElseGet(() ->
                        PlatformErrors.noSuchEnvironment(environment.name().text()));
    }

    private Answer setCloudlets(Call call) {
        JsonFields given = new JsonFields(
                "flexibleCloudlets",
                new JsonObject()
                        .put("fixed", call.parameters().requiredInteger("fixedCloudlets"))
                        .put("flexible", call.parameters().requiredInteger("flexibleCloudlets")));
        int fixed =
                given.integer("fixed", 0, EnvironmentDefinition.MAX_CLOUDLETS).orElseThrow();
        int flexible = given.integer("flexible", Math.max(1, fixed), EnvironmentDefinition.MAX_CLOUDLETS)
                .orElseThrow();
        return lookup.node(
                call,
                (environment, node) -> environments.setCloudlets(call.account(), node, fixed, flexible)
                        ? Answer.OK
                        : PlatformErrors.noSuchEnvironment(environment.name().text()));
    }
}
