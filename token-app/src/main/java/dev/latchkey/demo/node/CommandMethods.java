package dev.latchkey.demo.node;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static dev.latchkey.demo.environment.EnvironmentParameters.ENV_NAME;
import static dev.latchkey.demo.environment.EnvironmentParameters.NODE_GROUP;
import static dev.latchkey.demo.environment.EnvironmentParameters.NODE_ID;
import static dev.latchkey.http.Parameter.Type.BOOLEAN;
import static dev.latchkey.http.Parameter.Type.JSON;
import static dev.latchkey.http.Parameter.optional;
import static dev.latchkey.http.Parameter.required;

import com.google.common.collect.ImmutableList;
import dev.latchkey.demo.environment.Environment;
import dev.latchkey.demo.environment.EnvironmentShapes;
import dev.latchkey.demo.environment.EnvironmentStatus;
import dev.latchkey.demo.environment.Lookup;
import dev.latchkey.demo.environment.Node;
import dev.latchkey.demo.environment.PlatformErrors;
import dev.latchkey.demo.environment.Transitions;
import dev.latchkey.demo.text.JsonFields;
import dev.latchkey.demo.text.Texts;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.InvalidParameterException;
import dev.latchkey.http.Parameter;
import dev.latchkey.http.PlatformMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** Commands on nodes. The demo runs nothing: it answers as {@link SimulatedShell} does. */
public final class CommandMethods {

    private static final int MAX_COMMANDS = 100;
    private static final int MAX_COMMAND = 4096;
    private static final Parameter COMMANDS =
            required("commandList", JSON, "[{\"command\": TEXT, \"params\": TEXT}], of which the demo runs nothing");
    private static final Parameter SAY_YES = optional("sayYes", BOOLEAN, "without effect: nothing is asked");
    private static final Parameter ASYNC = optional("async", BOOLEAN, "without effect: the answer comes at the end");

    private final Lookup lookup;
    private final Transitions transitions;

    public CommandMethods(Lookup lookup, Transitions transitions) {
        this.lookup = lookup;
        this.transitions = transitions;
    }

    public ImmutableList<PlatformMethod> all() {
        return ImmutableList.of(
                executing("environment.control.ExecCmdById", "Runs commands on a node", NODE_ID),
                executing("environment.control.ExecCmdByGroup", "Runs commands on the nodes of a group", NODE_GROUP));
    }

    private PlatformMethod executing(String method, String summary, Parameter nodes) {
        return PlatformMethod.changing(method, summary)
                .takes(ENV_NAME, nodes, COMMANDS, SAY_YES, ASYNC)
                .answers(EnvironmentShapes.COMMAND_RESPONSES)
                .handledBy(this::execute);
    }

    private Answer execute(Call call) {
        ImmutableList<SimulatedShell.Command> commands = commands(call);
        return lookup.environment(
                call,
                environment -> lookup.nodes(
                        call,
                        environment,
                        nodes -> transitions.whenSettled(
                                environment, (settled, now) -> Optional.of(execute(settled, nodes, commands, now)))));
    }

    private static Answer execute(
            Environment environment,
            ImmutableList<Node> nodes,
            ImmutableList<SimulatedShell.Command> commands,
            Instant now) {
        return environment.phase().settled() == EnvironmentStatus.RUNNING
                ? Answer.ok(new JsonObject().put("responses", responses(nodes, commands, now)))
                : PlatformErrors.wrongStatus("envName", environment, "run commands: start it first");
    }

    private static ImmutableList<SimulatedShell.Command> commands(Call call) {
        JsonArray array = call.parameters().jsonArray("commandList").orElseThrow();
        if (array.isEmpty() || array.size() > MAX_COMMANDS) {
            throw new InvalidParameterException("commandList", "give 1 to " + MAX_COMMANDS + " commands");
        }
        return JsonFields.each("commandList", array).stream()
                .map(CommandMethods::command)
                .collect(toImmutableList());
    }

    private static SimulatedShell.Command command(JsonFields fields) {
        String command = fields.parsed("command", text -> Texts.line(text, MAX_COMMAND))
                .orElseThrow(() -> fields.invalid("command", "it is missing"));
        return new SimulatedShell.Command(
                command,
                fields.parsed("params", text -> Texts.any(text, MAX_COMMAND)).orElse(""));
    }

    private static JsonArray responses(
            ImmutableList<Node> nodes, ImmutableList<SimulatedShell.Command> commands, Instant now) {
        JsonArray responses = new JsonArray();
        for (Node node : nodes) {
            SimulatedShell.Result result = SimulatedShell.run(node, commands, now);
            responses.add(new JsonObject()
                    .put("result", 0)
                    .put("nodeid", node.id())
                    .put("out", result.out())
                    .put("errOut", result.errOut())
                    .put("exitStatus", result.exitStatus()));
        }
        return responses;
    }
}
