package dev.latchkey.demo.environment;

import static dev.latchkey.demo.environment.EnvironmentParameters.ENV_NAME;
import static dev.latchkey.http.Parameter.Type.BOOLEAN;
import static dev.latchkey.http.Parameter.Type.INTEGER;
import static dev.latchkey.http.Parameter.Type.JSON;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.optional;
import static dev.latchkey.http.Parameter.required;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.demo.text.NameList;
import dev.latchkey.demo.text.Texts;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.Parameter;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.Uid;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Making environments, looking at them, and deleting them. */
public final class EnvironmentMethods {

    private static final Parameter OWNER_UID =
            optional("ownerUid", INTEGER, "the account whose environments they are: one's own");
    private static final Parameter LAZY = optional("lazy", BOOLEAN, "without effect: the answer is always complete");
    private static final int MAX_GROUP_NAME = 100;

    private final Environments environments;
    private final Lookup lookup;
    private final Transitions transitions;
    private final EnvironmentJson json;

    public EnvironmentMethods(Environments environments, Lookup lookup, Transitions transitions, EnvironmentJson json) {
        this.environments = environments;
        this.lookup = lookup;
        this.transitions = transitions;
        this.json = json;
    }

    public ImmutableList<PlatformMethod> all() {
        return ImmutableList.<PlatformMethod>builder()
                .addAll(reading())
                .addAll(changing())
                .build();
    }

    private ImmutableList<PlatformMethod> reading() {
        Answer regions = Answer.ok(
                new JsonObject().put("className", Region.WIRE_CLASS).put("array", json.regions(Region.all())));
        return ImmutableList.of(
                PlatformMethod.reading("environment.control.GetEnvs", "Lists the account's environments")
                        .takes(OWNER_UID, LAZY)
                        .answers(EnvironmentShapes.INFOS)
                        .handledBy(this::getEnvs),
                PlatformMethod.reading("environment.control.GetBasicEnvsInfo", "Lists the account's environments")
                        .takes(OWNER_UID)
                        .answers(EnvironmentShapes.INFOS)
                        .handledBy(this::getEnvs),
                PlatformMethod.reading("environment.control.GetEnvInfo", "Tells about an environment and its nodes")
                        .takes(ENV_NAME, LAZY)
                        .answers(EnvironmentShapes.info())
                        .handledBy(call -> lookup.environment(call, environment -> info(call, environment.name()))),
                PlatformMethod.reading("environment.control.GetRegions", "Lists where environments can run")
                        .answers(EnvironmentShapes.CLASS_NAME, EnvironmentShapes.REGIONS)
                        .withoutBlocking()
                        .handledBy(call -> regions));
    }

    private ImmutableList<PlatformMethod> changing() {
        return ImmutableList.of(
                PlatformMethod.changing("environment.control.CreateEnvironment", "Makes an environment and starts it")
                        .takes(
                                required("env", JSON, "{\"shortdomain\": NAME}, and displayName or region"),
                                required("nodes", JSON, "[{\"nodeType\": \"tomcat\"}], and count, nodeGroup and so on"),
                                optional("actionkey", TEXT, "without effect"),
                                optional("envGroups", TEXT, "groups to sort it into, divided by commas"),
                                OWNER_UID)
                        .answers(EnvironmentShapes.RESPONSE)
                        .handledBy(call -> byOwner(call, this::create)),
                PlatformMethod.changing("environment.control.CloneEnv", "Makes another environment of one")
                        .takes(
                                required("srcEnvName", TEXT, ENV_NAME.summary()),
                                required("dstEnvName", TEXT, "the name of the one to be made"),
                                optional("useExternalMounts", BOOLEAN, "without effect: nothing can be mounted"))
                        .answers(EnvironmentShapes.info())
                        .handledBy(call -> lookup.environment(call, "srcEnvName", source -> clone(call, source))),
                PlatformMethod.changing("environment.control.SetEnvDisplayName", "Names an environment for people")
                        .takes(ENV_NAME, optional("displayName", TEXT, "without it, the environment's name"))
                        .handledBy(call -> lookup.environment(call, environment -> rename(call, environment))),
                PlatformMethod.changing("environment.control.DeleteEnv", "Deletes an environment for good")
                        .takes(ENV_NAME, optional("password", TEXT, "not looked at: the right to call it is enough"))
                        .handledBy(call -> lookup.environment(call, environment -> delete(call, environment))));
    }

    private static Answer byOwner(Call call, Function<Call, Answer> next) {
        return call.parameters()
                .integer("ownerUid")
                .filter(uid -> !uid.equals(Uid.of(call.account())))
                .map(uid -> PlatformErrors.somebodyElses("what account " + uid + " has"))
                .orElseGet(() -> next.apply(call));
    }

    private Answer getEnvs(Call call) {
        return byOwner(call, own -> {
            JsonArray infos = new JsonArray();
            environments.ownedBy(own.account()).forEach(info -> infos.add(json.info(info)));
            return Answer.ok(new JsonObject().put("infos", infos));
        });
    }

    private Answer info(Call call, EnvironmentName name) {
        return environments
                .info(call.account(), name)
                .map(info -> Answer.ok(json.info(info)))
                .orElseGet(() -> PlatformErrors.noSuchEnvironment(name.text()));
    }

    private Answer create(Call call) {
        ImmutableSet<String> groups =
                NameList.of(call.parameters(), "envGroups", group -> Texts.line(group, MAX_GROUP_NAME));
        NewEnvironment environment = EnvironmentDefinition.parse(
                call.account(),
                call.parameters().jsonObject("env").orElseThrow(),
                call.parameters().jsonArray("nodes").orElseThrow(),
                groups);
        Instant now = transitions.now();
        Phase phase = new Phase(EnvironmentStatus.CREATING, EnvironmentStatus.RUNNING, transitions.settlesAt(now));
        Optional<EnvironmentInfo> made = environments.add(environment, now, phase);
        if (made.isEmpty()) {
            return PlatformErrors.nameTaken("env", environment.name());
        }
        transitions.await(phase.settlesAt());
        return Answer.ok(new JsonObject().put("response", json.info(made.get()).put("result", 0)));
    }

    private Answer clone(Call call, Environment source) {
        EnvironmentName name = call.parameters().requiredParsed("dstEnvName", EnvironmentName::parse);
        return transitions.whenSettled(source, (settled, now) -> clone(call, settled, name, now));
    }

    private Optional<Answer> clone(Call call, Environment source, EnvironmentName name, Instant now) {
        if (source.phase().settled() == EnvironmentStatus.BROKEN) {
            return Optional.of(PlatformErrors.wrongStatus("srcEnvName", source, "be cloned"));
        }
        Instant settlesAt = transitions.settlesAt(now);
        Environments.Cloning cloning = environments.clone(call.account(), source, name, now, settlesAt);
        return switch (cloning.outcome()) {
            case OUTRUN -> Optional.empty();
            case NAME_TAKEN -> Optional.of(PlatformErrors.nameTaken("dstEnvName", name));
            case DONE -> {
                transitions.await(settlesAt);
                yield cloning.made().map(made -> Answer.ok(json.info(made)));
            }
        };
    }

    private Answer rename(Call call, Environment environment) {
        String displayName = call.parameters()
                .parsed("displayName", text -> Texts.line(text, EnvironmentDefinition.MAX_DISPLAY_NAME))
                .orElse(environment.name().text());
        return environments.rename(call.account(), environment, displayName)
                ? Answer.OK
                : PlatformErrors.noSuchEnvironment(environment.name().text());
    }

    private Answer delete(Call call, Environment environment) {
        return transitions.whenSettled(
                environment,
                (settled, now) ->
                        environments.remove(call.account(), settled, now) ? Optional.of(Answer.OK) : Optional.empty());
    }
}
