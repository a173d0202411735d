package dev.latchkey.demo.environment;

import static dev.latchkey.demo.environment.EnvironmentParameters.ENV_NAME;
import static dev.latchkey.http.Field.always;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.required;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.latchkey.demo.text.Texts;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.Parameter;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.ResultCode;
import dev.latchkey.http.Shape;
import dev.latchkey.token.Outcome;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.TreeMap;

/** The groups that an account sorts its environments into. A group is there as long as an environment is in it. */
public final class GroupMethods {

    private static final int MAX_NAME = 100;
    private static final Parameter GROUP = required("envGroup", TEXT, "the group's name");

    /** What to make of the groups that an environment is in, and of the one that is named. */
    private enum Change {
        ATTACH,
        DETACH,
        SET
    }

    private final Environments environments;
    private final Lookup lookup;

    public GroupMethods(Environments environments, Lookup lookup) {
        this.environments = environments;
        this.lookup = lookup;
    }

    public ImmutableList<PlatformMethod> all() {
        return ImmutableList.of(
                changing(
                        "environment.control.AttachEnvGroup",
                        "Sorts an environment into one more group",
                        Change.ATTACH),
                changing("environment.control.DetachEnvGroup", "Takes an environment out of a group", Change.DETACH),
                changing("environment.control.SetEnvGroup", "Sorts an environment into one group alone", Change.SET),
                changing("environment.group.AttachEnv", "Sorts an environment into one more group", Change.ATTACH),
                changing("environment.group.DetachEnv", "Takes an environment out of a group", Change.DETACH),
                changing("environment.group.SetEnv", "Sorts an environment into one group alone", Change.SET),
                PlatformMethod.reading("environment.group.GetGroups", "Lists the account's groups")
                        .answers(always(
                                "array",
                                Shape.listOf(Shape.object(
                                        always("name", Shape.text("production")),
                                        always("envNames", Shape.listOf(Shape.text("my-project")))))))
                        .handledBy(this::list),
                PlatformMethod.changing("environment.group.EditGroup", "Gives a group another name")
                        .takes(
                                required("srcGroupName", TEXT, "the name that it has"),
                                required("dstGroupName", TEXT, "the name that it gets"))
                        .handledBy(call -> replace(call, "srcGroupName", ImmutableSet.of(name(call, "dstGroupName")))),
                PlatformMethod.changing("environment.group.RemoveGroup", "Takes all environments out of a group")
                        .takes(GROUP)
                        .handledBy(call -> replace(call, "envGroup", ImmutableSet.of())));
    }

    private PlatformMethod changing(String method, String summary, Change change) {
        return PlatformMethod.changing(method, summary)
                .takes(ENV_NAME, GROUP)
                .handledBy(call -> lookup.environment(call, environment -> change(call, environment, change)));
    }

    private Answer change(Call call, Environment environment, Change change) {
        String group = name(call, "envGroup");
        return environments
                .info(call.account(), environment.name())
                .filter(info -> change != Change.DETACH || info.groups().contains(group))
                .map(info -> set(
                        info,
                        switch (change) {
                            case ATTACH -> Sets.union(ImmutableSet.copyOf(info.groups()), ImmutableSet.of(group));
                            case DETACH -> Sets.difference(ImmutableSet.copyOf(info.groups()), ImmutableSet.of(group));
                            case SET -> ImmutableSet.of(group);
                        }))
                .orElseGet(() -> ItemAnswers.none("a group " + group + " with the environment " + environment.name()));
    }

    private Answer set(EnvironmentInfo info, Set<String> groups) {
        return environments.setGroups(info.environment(), ImmutableSet.copyOf(groups))
                ? Answer.OK
                : PlatformErrors.noSuchEnvironment(info.environment().name().text());
    }

    private static String name(Call call, String parameter) {
        return call.parameters().requiredParsed(parameter, GroupMethods::name);
    }

    private static Outcome<String> name(String text) {
        return Texts.line(text, MAX_NAME);
    }

    private Answer replace(Call call, String parameter, ImmutableSet<String> others) {
        String group = name(call, parameter);
        ImmutableList<EnvironmentInfo> members = environments.ownedBy(call.account()).stream()
                .filter(info -> info.groups().contains(group))
                .collect(ImmutableList.toImmutableList());
        for (EnvironmentInfo info : members) {
            Sets.SetView<String> rest = Sets.difference(ImmutableSet.copyOf(info.groups()), ImmutableSet.of(group));
            environments.setGroups(info.environment(), Sets.union(rest, others).immutableCopy());
        }
        return members.isEmpty()
                ? Answer.error(ResultCode.NOT_FOUND, "there is no group " + Texts.quoted(group))
                : Answer.OK;
    }

    private Answer list(Call call) {
        TreeMap<String, JsonArray> groups = new TreeMap<>();
        for (EnvironmentInfo info : environments.ownedBy(call.account())) {
            info.groups()
                    .forEach(group -> groups.computeIfAbsent(group, name -> new JsonArray())
                            .add(info.environment().name().text()));
        }
        JsonArray array = new JsonArray();
        groups.forEach(
                (name, names) -> array.add(new JsonObject().put("name", name).put("envNames", names)));
        return Answer.ok(new JsonObject().put("array", array));
    }
}
