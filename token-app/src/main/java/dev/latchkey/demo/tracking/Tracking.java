package dev.latchkey.demo.tracking;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.demo.environment.Environment;
import dev.latchkey.demo.environment.EnvironmentName;
import dev.latchkey.demo.environment.Environments;
import dev.latchkey.demo.environment.Lookup;
import dev.latchkey.demo.environment.Node;
import dev.latchkey.demo.text.JsonFields;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.InvalidParameterException;
import dev.latchkey.http.Parameter;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.ResultCode;
import dev.latchkey.token.ApiMethod;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes every change to an environment: as an action, and if it succeeded in the logs of the nodes that it concerned. What cannot be
 * noted of a change that was made is told in the server's log alone: the change is answered as done.
 */
public final class Tracking {

    private static final Logger LOGGER = LoggerFactory.getLogger(Tracking.class);

    private static final ImmutableSet<String> ENVIRONMENT_PARAMETERS =
            ImmutableSet.of("envName", "srcEnvName", "domain");

    private final Actions actions;
    private final NodeLogs logs;
    private final Environments environments;
    private final Lookup lookup;
    private final InstantSource clock;

    public Tracking(Actions actions, NodeLogs logs, Environments environments, Lookup lookup, InstantSource clock) {
        this.actions = actions;
        this.logs = logs;
        this.environments = environments;
        this.lookup = lookup;
        this.clock = clock;
    }

    /** The method, noting what it does to the environment that it names, if it does anything and names any. One that calls {@link #track} by itself is not for this. */
    public PlatformMethod tracked(PlatformMethod method) {
        PlatformMethod.Handler handler = method.handler();
        ImmutableSet<String> named =
                method.parameters().stream().map(Parameter::name).collect(toImmutableSet());
        return method.readOnly()
                ? method
                : method.with(call -> environment(call, method)
                        .map(environment -> track(
                                call, method.method(), environment, nodes(call, named), () -> handler.handle(call)))
                        .orElseGet(() -> handler.handle(call)));
    }

    /** Which nodes a method is called for, by those parameters that it has: what else comes with a call counts for nothing. */
    private static Predicate<Node> nodes(Call call, ImmutableSet<String> named) {
        Optional<String> id = named.contains("nodeId") ? call.parameters().text("nodeId") : Optional.empty();
        Optional<String> group = named.contains("nodeGroup") ? call.parameters().text("nodeGroup") : Optional.empty();
        return node -> id.filter(text -> !text.strip().equals(String.valueOf(node.id())))
                        .isEmpty()
                && group.filter(text -> !text.equals(node.group())).isEmpty();
    }

    /** The caller's environment that a call is about, there already or to be made. */
    private Optional<EnvironmentName> environment(Call call, PlatformMethod method) {
        for (Parameter parameter : method.parameters()) {
            if (ENVIRONMENT_PARAMETERS.contains(parameter.name())) {
                return lookup.own(call, parameter.name()).map(Environment::name);
            }
            if (parameter.name().equals("env")) {
                return call.parameters()
                        .jsonObject("env")
                        .flatMap(env -> new JsonFields("env", env).text("shortdomain"))
                        .filter(EnvironmentName::isValid)
                        .map(EnvironmentName::new);
            }
        }
        return Optional.empty();
    }

    /** Notes a change of all nodes of an environment, which may also make it. */
    public Answer track(Call call, ApiMethod method, EnvironmentName environment, Supplier<Answer> change) {
        return track(call, method, environment, node -> true, change);
    }

    private Answer track(
            Call call, ApiMethod method, EnvironmentName environment, Predicate<Node> which, Supplier<Answer> change) {
        int id = actions.begin(call.caller().orElseThrow(), environment.text(), method, clock.instant());
        @Nullable Answer answer = null;
        try {
            answer = change.get();
        } catch (InvalidParameterException e) {
            answer = e.answer();
        } finally {
            Answer given = answer;
            note(method, () -> end(id, given));
        }
        if (answer.code().equals(ResultCode.SUCCESS)) {
            note(method, () -> log(call, method, environment, which));
        }
        return answer;
    }

    /** What goes wrong here, whatever it is, comes after the change: no caller is to take it for the change's own. */
    private static void note(ApiMethod method, Runnable note) {
        try {
            note.run();
        } catch (RuntimeException e) {
            LOGGER.warn("{} is done, and could not be noted", method, e);
        }
    }

    /** @param answer null if the change broke */
    private void end(int id, @Nullable Answer answer) {
        ResultCode code = answer == null ? ResultCode.INTERNAL_ERROR : answer.code();
        JsonObject body = answer == null ? new JsonObject() : answer.body().toJsonObject();
        actions.end(id, new Action.End(clock.instant(), code.number(), body.getString("error", "")));
    }

    private void log(Call call, ApiMethod method, EnvironmentName environment, Predicate<Node> which) {
        ImmutableList<Node> nodes = environments
                .info(call.account(), environment)
                .map(info -> info.nodes().stream().filter(which).collect(toImmutableList()))
                .orElseGet(ImmutableList::of);
        if (!nodes.isEmpty()) {
            logs.append(
                    nodes, LogPath.of(method), clock.instant(), method + " by account " + call.account() + token(call));
        }
    }

    private static String token(Call call) {
        return call.caller()
                .orElseThrow()
                .token()
                .map(token -> ", token " + token)
                .orElse("");
    }
}
