package dev.latchkey.demo.node;

import static dev.latchkey.demo.environment.EnvironmentParameters.EITHER_GROUP;
import static dev.latchkey.demo.environment.EnvironmentParameters.EITHER_ID;
import static dev.latchkey.demo.environment.EnvironmentParameters.ENV_NAME;
import static dev.latchkey.demo.environment.EnvironmentParameters.NODE_GROUP;
import static dev.latchkey.demo.environment.EnvironmentParameters.NODE_ID;
import static dev.latchkey.http.Parameter.Type.JSON;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.required;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.latchkey.demo.environment.EnvironmentShapes;
import dev.latchkey.demo.environment.Lookup;
import dev.latchkey.demo.environment.PlatformErrors;
import dev.latchkey.demo.environment.VariableChange;
import dev.latchkey.demo.environment.Variables;
import dev.latchkey.demo.text.JsonFields;
import dev.latchkey.demo.text.NameList;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.InvalidParameterException;
import dev.latchkey.http.PlatformMethod;
import io.vertx.core.json.JsonObject;

/** The environment variables of nodes: of one, or of all in a node group. */
public final class VariableMethods {

    private static final String NAMES_TO_VALUES = "a JSON object of names and values";

    private final Variables variables;
    private final Lookup lookup;

    public VariableMethods(Variables variables, Lookup lookup) {
        this.variables = variables;
        this.lookup = lookup;
    }

    public ImmutableList<PlatformMethod> all() {
        return ImmutableList.<PlatformMethod>builder()
                .addAll(reading())
                .addAll(changing())
                .build();
    }

    private ImmutableList<PlatformMethod> reading() {
        return ImmutableList.of(
                PlatformMethod.reading("environment.control.GetContainerEnvVars", "Tells a node's variables")
                        .takes(ENV_NAME, NODE_ID)
                        .answers(EnvironmentShapes.VARIABLES)
                        .handledBy(this::get),
                PlatformMethod.reading(
                                "environment.control.GetContainerEnvVarsByGroup",
                                "Tells the variables of a node group's first node")
                        .takes(ENV_NAME, NODE_GROUP)
                        .answers(EnvironmentShapes.VARIABLES)
                        .handledBy(this::get));
    }

    private ImmutableList<PlatformMethod> changing() {
        return ImmutableList.of(
                PlatformMethod.changing("environment.control.AddContainerEnvVars", "Adds variables, or changes them")
                        .takes(ENV_NAME, required("vars", JSON, NAMES_TO_VALUES), EITHER_ID, EITHER_GROUP)
                        .handledBy(call -> change(call, "vars", VariableChange.adding(given(call, "vars")))),
                PlatformMethod.changing(
                                "environment.control.SetContainerEnvVars", "Gives a node these variables and no others")
                        .takes(ENV_NAME, required("vars", JSON, NAMES_TO_VALUES), NODE_ID)
                        .handledBy(call -> change(call, "vars", VariableChange.replacing(given(call, "vars")))),
                PlatformMethod.changing(
                                "environment.control.SetContainerEnvVarsByGroup",
                                "Gives the nodes of a group these variables and no others")
                        .takes(ENV_NAME, required("data", JSON, NAMES_TO_VALUES), NODE_GROUP)
                        .handledBy(call -> change(call, "data", VariableChange.replacing(given(call, "data")))),
                PlatformMethod.changing(
                                "environment.control.RemoveContainerEnvVars",
                                "Removes variables; one that is not there already is")
                        .takes(
                                ENV_NAME,
                                required("vars", TEXT, "a JSON array of names, or names divided by commas"),
                                EITHER_ID,
                                EITHER_GROUP)
                        .handledBy(call -> change(
                                call,
                                "vars",
                                VariableChange.removing(
                                        NameList.of(call.parameters(), "vars", VariableChange::name)))));
    }

    private Answer get(Call call) {
        return lookup.environment(
                call,
                environment -> lookup.nodes(call, environment, nodes -> {
                    JsonObject object = new JsonObject();
                    variables.of(nodes.get(0)).forEach(object::put);
                    return Answer.ok(new JsonObject().put("object", object));
                }));
    }

    private static ImmutableMap<String, String> given(Call call, String parameter) {
        JsonObject object = call.parameters().jsonObject(parameter).orElseThrow();
        return VariableChange.variables(new JsonFields(parameter, object));
    }

    private Answer change(Call call, String parameter, VariableChange change) {
        if (call.parameters().text("nodeId").isEmpty()
                && call.parameters().text("nodeGroup").isEmpty()) {
            throw new InvalidParameterException("nodeGroup", "give it or nodeId");
        }
        return lookup.environment(
                call,
                environment -> lookup.nodes(call, environment, nodes -> switch (variables.change(
                        call.account(), environment, nodes, change)) {
                    case DONE -> Answer.OK;
                    case NO_SUCH_ENVIRONMENT ->
                        PlatformErrors.noSuchEnvironment(environment.name().text());
                    case TOO_MANY -> PlatformErrors.tooManyVariables(parameter);
                }));
    }
}
