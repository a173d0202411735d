package dev.latchkey.demo.deployment;

import static dev.latchkey.demo.environment.EnvironmentParameters.APPLICATION_GROUP;
import static dev.latchkey.demo.environment.EnvironmentParameters.ENV_NAME;
import static dev.latchkey.demo.environment.EnvironmentParameters.NODE_GROUP;
import static dev.latchkey.http.Field.always;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.optional;
import static dev.latchkey.http.Parameter.required;

import com.google.common.collect.ImmutableList;
import dev.latchkey.demo.environment.Environment;
import dev.latchkey.demo.environment.EnvironmentJson;
import dev.latchkey.demo.environment.EnvironmentShapes;
import dev.latchkey.demo.environment.Environments;
import dev.latchkey.demo.environment.Lookup;
import dev.latchkey.demo.environment.PlatformErrors;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.Parameter;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.ResultCode;
import dev.latchkey.http.Shape;
import io.vertx.core.json.JsonObject;

/** What is deployed: listing it, moving it to another context, and taking it away. */
public final class DeploymentMethods {

    private static final String FROM = "the context that it has";
    private static final String TO = "the context that it gets";

    private final Deployments deployments;
    private final Environments environments;
    private final Lookup lookup;

    public DeploymentMethods(Deployments deployments, Environments environments, Lookup lookup) {
        this.deployments = deployments;
        this.environments = environments;
        this.lookup = lookup;
    }

    public ImmutableList<PlatformMethod> all() {
        return ImmutableList.of(
                PlatformMethod.reading("environment.deployment.GetDeployments", "Lists what is deployed")
                        .takes(ENV_NAME, optional("nodeGroup", TEXT, "the nodes' group; without it, all groups"))
                        .answers(always("array", Shape.listOf(EnvironmentShapes.DEPLOYMENT)))
                        .handledBy(call -> lookup.environment(call, environment -> list(call, environment))),
                undeploying("environment.deployment.Undeploy", NODE_GROUP),
                undeploying("environment.control.RemoveApp", APPLICATION_GROUP),
                renaming("environment.deployment.RenameContext", NODE_GROUP),
                renaming("environment.control.RenameApp", APPLICATION_GROUP));
    }

    private PlatformMethod undeploying(String method, Parameter group) {
        return PlatformMethod.changing(method, "Takes away what is deployed")
                .takes(ENV_NAME, required("context", TEXT, FROM), group)
                .handledBy(call -> lookup.environment(call, environment -> undeploy(call, environment)));
    }

    private PlatformMethod renaming(String method, Parameter group) {
        return PlatformMethod.changing(method, "Moves what is deployed to another context")
                .takes(ENV_NAME, required("oldContext", TEXT, FROM), required("newContext", TEXT, TO), group)
                .handledBy(call -> lookup.environment(call, environment -> rename(call, environment)));
    }

    private Answer list(Call call, Environment environment) {
        return lookup.nodes(
                call,
                environment,
                nodes -> environments
                        .info(call.account(), environment.name())
                        .map(info -> Answer.ok(new JsonObject()
                                .put(
                                        "array",
                                        EnvironmentJson.deployments(
                                                info,
                                                deployment -> nodes.stream()
                                                        .anyMatch(node ->
                                                                node.group().equals(deployment.nodeGroup()))))))
                        .orElseGet(() -> PlatformErrors.noSuchEnvironment(
                                environment.name().text())));
    }

    private Answer undeploy(Call call, Environment environment) {
        String context = call.parameters().requiredParsed("context", ContextName::parse);
        return lookup.nodes(
                call,
                environment,
                nodes -> deployments.remove(
                                call.account(),
                                environment,
                                Deployer.group(nodes).get(0).group(),
                                context)
                        ? Answer.OK
                        : noSuchContext(environment, context));
    }

    private Answer rename(Call call, Environment environment) {
        String from = call.parameters().requiredParsed("oldContext", ContextName::parse);
        String to = call.parameters().requiredParsed("newContext", ContextName::parse);
        return lookup.nodes(call, environment, nodes -> {
            String group = Deployer.group(nodes).get(0).group();
            return switch (deployments.rename(call.account(), environment, group, from, to)) {
                case DONE -> Answer.OK;
                case NO_SUCH_CONTEXT -> noSuchContext(environment, from);
                case CONTEXT_TAKEN ->
                    Answer.invalidParameter("newContext", "something else is deployed as " + to + " already");
            };
        });
    }

    private static Answer noSuchContext(Environment environment, String context) {
        return Answer.error(
                ResultCode.NOT_FOUND,
                "nothing is deployed as " + context + " in the environment " + environment.name());
    }
}
