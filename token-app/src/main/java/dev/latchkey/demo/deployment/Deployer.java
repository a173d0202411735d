package dev.latchkey.demo.deployment;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.latchkey.demo.archive.Archive;
import dev.latchkey.demo.environment.Deployment;
import dev.latchkey.demo.environment.Environment;
import dev.latchkey.demo.environment.EnvironmentJson;
import dev.latchkey.demo.environment.Lookup;
import dev.latchkey.demo.environment.Node;
import dev.latchkey.demo.environment.PlatformErrors;
import dev.latchkey.demo.environment.Transitions;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;

/** Deploys archives, and what is built of repositories, onto the nodes of a running environment. */
public final class Deployer {

    private final Deployments deployments;
    private final Lookup lookup;
    private final Transitions transitions;
    private final EnvironmentJson json;

    public Deployer(Deployments deployments, Lookup lookup, Transitions transitions, EnvironmentJson json) {
        this.deployments = deployments;
        this.lookup = lookup;
        this.transitions = transitions;
        this.json = json;
    }

    /**
     * Deploys onto the node group that the call names, or that is for applications, in place of what has the context.
     *
     * @param source what is deployed
     * @param success makes an answer of what was done on each node
     */
    Answer deploy(
            Call call, Environment environment, Source source, String context, Function<JsonArray, Answer> success) {
        return lookup.nodes(call, environment, named -> {
            ImmutableList<Node> nodes = group(named);
            return transitions.whenSettled(environment, (settled, now) -> {
                Deployment deployment = new Deployment(
                        settled.id(),
                        nodes.get(0).group(),
                        context,
                        source.name(),
                        source.size(),
                        source.kind(),
                        now,
                        call.caller().orElseThrow());
                return transitions
                        .whileRunning(
                                settled, now, settlesAt -> deployments.put(settled.owner(), deployment, now, settlesAt))
                        .map(done -> done
                                ? success.apply(outcomes(settled, deployment, nodes))
                                : PlatformErrors.wrongStatus("envName", settled, "take a deployment: start it first"));
            });
        });
    }

    /**
     * What is deployed.
     *
     * @param name what to call it in the environment
     * @param size in bytes; 0 where that is not known
     */
    record Source(String name, long size, Deployment.Kind kind) {

        static Source archive(String name, Archive archive) {
            return new Source(name, archive.size(), Deployment.Kind.ARCHIVE);
        }
    }

    /** The nodes of the first group for applications; of the first one where there is none. */
    static ImmutableList<Node> group(ImmutableList<Node> nodes) {
        String group = nodes.stream()
                .filter(node -> node.type().mission().equals("cp"))
                .findFirst()
                .orElse(nodes.get(0))
                .group();
        return nodes.stream().filter(node -> node.group().equals(group)).collect(toImmutableList());
    }

    private JsonArray outcomes(Environment environment, Deployment deployment, ImmutableList<Node> nodes) {
        JsonArray outcomes = new JsonArray();
        for (Node node : nodes) {
            outcomes.add(new JsonObject()
                    .put("result", 0)
                    .put("nodeid", node.id())
                    .put("out", log(environment, deployment, node)));
        }
        return outcomes;
    }

    private String log(Environment environment, Deployment deployment, Node node) {
        String context = deployment.context();
        String path = context.equals(ContextName.ROOT) ? "/" : "/" + context + "/";
        String size = deployment.kind() == Deployment.Kind.ARCHIVE ? " (" + deployment.size() + " bytes)" : "";
        return deployment.archive() + size + " is deployed as " + context + " on "
                + node.type().name() + " " + node.type().version() + ", node " + node.id() + " of the group "
                + node.group() + "\nIt is reached at http://" + json.domain(environment) + path;
    }
}
