package dev.latchkey.demo.environment;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Finds what a call names, goes on with it where it is the caller's, and answers with the error where it is not. */
public final class Lookup {

    private final Environments environments;
    private final String domainSuffix;

    public Lookup(Environments environments, String domain) {
        this.environments = environments;
        this.domainSuffix = "." + domain;
    }

    /** Goes on with the caller's environment that {@code envName} names. */
    public Answer environment(Call call, Function<Environment, Answer> next) {
        return environment(call, "envName", next);
    }

    /** Goes on with the caller's environment that a parameter names: by name, appid or domain, in any case. */
    public Answer environment(Call call, String parameter, Function<Environment, Answer> next) {
        String given = call.parameters().requiredText(parameter);
        Optional<Environment> found = environments.find(key(given));
        if (found.isEmpty()) {
            return PlatformErrors.noSuchEnvironment(given);
        }
        return found.get().owner().equals(call.account())
                ? next.apply(found.get())
                : PlatformErrors.somebodyElses("the environment " + found.get().name());
    }

    /** The environment that a parameter names, where it is the caller's. */
    public Optional<Environment> own(Call call, String parameter) {
        return call.parameters()
                .text(parameter)
                .flatMap(given -> environments.find(key(given)))
                .filter(environment -> environment.owner().equals(call.account()));
    }

    private String key(String given) {
        String lowered = given.strip().toLowerCase(Locale.ROOT);
        return lowered.endsWith(domainSuffix)
                ? lowered.substring(0, lowered.length() - domainSuffix.length())
                : lowered;
    }

    /** Goes on with the one node that {@code envName} and {@code nodeId} name. */
    public Answer node(Call call, BiFunction<Environment, Node, Answer> next) {
        return environment(
                call, environment -> nodes(call, environment, nodes -> next.apply(environment, nodes.get(0))));
    }

    /** Goes on with the nodes of an environment that {@code nodeId} and {@code nodeGroup} name; all where neither is given. */
    public Answer nodes(Call call, Environment environment, Function<ImmutableList<Node>, Answer> next) {
        Optional<Integer> id = call.parameters().integer("nodeId");
        Optional<String> group = call.parameters().text("nodeGroup");
        Optional<EnvironmentInfo> info = environments.info(call.account(), environment.name());
        if (info.isEmpty()) {
            return PlatformErrors.noSuchEnvironment(environment.name().text());
        }
        ImmutableList<Node> named = info.get().nodes().stream()
                .filter(node -> group.isEmpty() || node.group().equals(group.get()))
                .filter(node -> id.isEmpty() || node.id() == id.get())
                .collect(toImmutableList());
        return named.isEmpty()
                ? PlatformErrors.noSuchNode(
                        environment,
                        id.map(value -> "node " + value).orElse("")
                                + (id.isPresent() && group.isPresent() ? " in the " : "")
                                + group.map(value -> "node group " + value).orElse(""))
                : next.apply(named);
    }
}
