package dev.latchkey.demo.node;

import static dev.latchkey.demo.environment.EnvironmentParameters.ENV_NAME;
import static dev.latchkey.demo.environment.EnvironmentParameters.NODE_GROUP;
import static dev.latchkey.demo.environment.EnvironmentParameters.NODE_ID;
import static dev.latchkey.http.Parameter.Type.BOOLEAN;
import static dev.latchkey.http.Parameter.Type.INTEGER;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.optional;
import static dev.latchkey.http.Parameter.required;

import com.google.common.collect.ImmutableList;
import dev.latchkey.demo.environment.DockerImage;
import dev.latchkey.demo.environment.Environment;
import dev.latchkey.demo.environment.EnvironmentShapes;
import dev.latchkey.demo.environment.Environments;
import dev.latchkey.demo.environment.Lookup;
import dev.latchkey.demo.environment.Node;
import dev.latchkey.demo.environment.PlatformErrors;
import dev.latchkey.demo.environment.Transitions;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.Parameter;
import dev.latchkey.http.PlatformMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;

/** Making containers anew of another image: what a pipeline calls when it has built one. */
public final class RedeployMethods {

    private static final Parameter TAG = required("tag", TEXT, "the new image's tag");
    private static final Parameter LOGIN = optional("login", TEXT, "without effect: nothing is pulled");
    private static final Parameter PASSWORD = optional("password", TEXT, "without effect: nothing is pulled");
    private static final Parameter VOLUMES = optional("useExistingVolumes", BOOLEAN, "without effect");

    private final Environments environments;
    private final Lookup lookup;
    private final Transitions transitions;

    public RedeployMethods(Environments environments, Lookup lookup, Transitions transitions) {
        this.environments = environments;
        this.lookup = lookup;
        this.transitions = transitions;
    }

    public ImmutableList<PlatformMethod> all() {
        return ImmutableList.of(
                PlatformMethod.changing(
                                "environment.control.RedeployContainers", "Makes containers anew of another image")
                        .takes(
                                ENV_NAME,
                                TAG,
                                optional("nodeGroup", TEXT, "the nodes' group; without it and nodeId, all nodes"),
                                optional("nodeId", INTEGER, "the node's number"),
                                LOGIN,
                                PASSWORD,
                                VOLUMES)
                        .handledBy(call -> redeploy(call, nodes -> Answer.OK)),
                PlatformMethod.changing(
                                "environment.control.RedeployContainersByGroup",
                                "Makes the containers of a node group anew of another image")
                        .takes(
                                ENV_NAME,
                                TAG,
                                NODE_GROUP,
                                optional("delay", INTEGER, "without effect: all are made at once"),
                                optional("isSequential", BOOLEAN, "without effect: all are made at once"),
                                LOGIN,
                                PASSWORD,
                                VOLUMES)
                        .answers(EnvironmentShapes.RESPONSES)
                        .handledBy(call -> redeploy(call, nodes -> responses(call, nodes))),
                PlatformMethod.changing(
                                "environment.control.RedeployContainerById", "Makes a container anew of another image")
                        .takes(ENV_NAME, TAG, NODE_ID, LOGIN, PASSWORD, VOLUMES)
                        .answers(EnvironmentShapes.RESPONSES)
                        .handledBy(call -> redeploy(call, nodes -> responses(call, nodes))));
    }

    private Answer redeploy(Call call, Function<ImmutableList<Node>, Answer> success) {
        String tag = tag(call);
        return lookup.environment(
                call,
                environment -> lookup.nodes(
                        call,
                        environment,
                        nodes -> transitions.whenSettled(
                                environment,
                                (settled, now) -> transitions
                                        .whileRunning(
                                                settled,
                                                now,
                                                settlesAt -> environments.redeploy(
                                                        settled.owner(), settled, nodes, tag, now, settlesAt))
                                        .map(done -> done ? success.apply(nodes) : notRunning(settled)))));
    }

    private static String tag(Call call) {
        return call.parameters().requiredParsed("tag", DockerImage::parseTag);
    }

    private static Answer notRunning(Environment environment) {
        return PlatformErrors.wrongStatus("envName", environment, "be redeployed: start it first");
    }

    private static Answer responses(Call call, ImmutableList<Node> nodes) {
        JsonArray responses = new JsonArray();
        for (Node node : nodes) {
            responses.add(new JsonObject()
                    .put("result", 0)
                    .put("nodeid", node.id())
                    .put("out", "node " + node.id() + " of the group " + node.group() + " runs " + tag(call)));
        }
        return Answer.ok(new JsonObject().put("responses", responses));
    }
}
