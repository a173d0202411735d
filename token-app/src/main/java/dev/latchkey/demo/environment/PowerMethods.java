package dev.latchkey.demo.environment;

import static dev.latchkey.demo.environment.EnvironmentParameters.ENV_NAME;
import static dev.latchkey.http.Parameter.Type.BOOLEAN;
import static dev.latchkey.http.Parameter.Type.INTEGER;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.optional;

import com.google.common.collect.ImmutableList;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.PlatformMethod;

/** Starting and stopping environments, putting them to sleep, and restarting their nodes. */
public final class PowerMethods {

    private final Lookup lookup;
    private final Transitions transitions;

    public PowerMethods(Lookup lookup, Transitions transitions) {
        this.lookup = lookup;
        this.transitions = transitions;
    }

    public ImmutableList<PlatformMethod> all() {
        return ImmutableList.of(
                PlatformMethod.changing("environment.control.StartEnv", "Starts an environment, or wakes it")
                        .takes(ENV_NAME)
                        .handledBy(call -> make(call, Transition.START)),
                PlatformMethod.changing("environment.control.StopEnv", "Stops an environment")
                        .takes(ENV_NAME)
                        .handledBy(call -> make(call, Transition.STOP)),
                PlatformMethod.changing("environment.control.SleepEnv", "Puts a running environment to sleep")
                        .takes(ENV_NAME)
                        .handledBy(call -> make(call, Transition.SLEEP)),
                PlatformMethod.changing("environment.control.RestartNodes", "Restarts nodes of a running environment")
                        .takes(
                                ENV_NAME,
                                optional("nodeGroup", TEXT, "the nodes' group; without it and nodeId, all nodes"),
                                optional("nodeId", INTEGER, "the node's number"),
                                optional("delay", INTEGER, "without effect: all restart at once"),
                                optional("isSequential", BOOLEAN, "without effect: all restart at once"))
                        .handledBy(this::restartNodes));
    }

    private Answer make(Call call, Transition transition) {
        return lookup.environment(call, environment -> transitions.make(call.account(), transition, environment));
    }

    private Answer restartNodes(Call call) {
        return lookup.environment(
                call,
                environment -> lookup.nodes(
                        call, environment, nodes -> transitions.make(call.account(), Transition.RESTART, environment)));
    }
}
