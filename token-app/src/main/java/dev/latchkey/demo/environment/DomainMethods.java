package dev.latchkey.demo.environment;

import static dev.latchkey.demo.environment.EnvironmentParameters.ENV_NAME;
import static dev.latchkey.http.Field.always;
import static dev.latchkey.http.Parameter.Type.BOOLEAN;
import static dev.latchkey.http.Parameter.Type.INTEGER;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.optional;

import com.google.common.collect.ImmutableList;
import dev.latchkey.http.Answer;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.Shape;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Under which domains environments and their nodes are reached. */
public final class DomainMethods {

    private final Lookup lookup;
    private final EnvironmentJson json;

    public DomainMethods(Lookup lookup, EnvironmentJson json) {
        this.lookup = lookup;
        this.json = json;
    }

    public ImmutableList<PlatformMethod> all() {
        return ImmutableList.of(PlatformMethod.reading(
                        "environment.binder.GetDomains", "Lists the domains of an environment and of its nodes")
                .takes(
                        ENV_NAME,
                        optional("nodeGroup", TEXT, "only of nodes of this group"),
                        optional("nodeId", INTEGER, "only of the node of this number"),
                        optional("inShort", BOOLEAN, "whether to leave the nodes' domains out"))
                .answers(always("domains", Shape.listOf(Shape.text("my-project.demo.latchkey.example"))))
                .handledBy(call -> lookup.environment(
                        call,
                        environment -> lookup.nodes(call, environment, nodes -> {
                            JsonArray domains = new JsonArray().add(json.domain(environment));
                            if (!call.parameters().bool("inShort").orElse(false)) {
                                nodes.forEach(node -> domains.add(json.address(environment, node)));
                            }
                            return Answer.ok(new JsonObject().put("domains", domains));
                        }))));
    }
}
