package dev.latchkey.demo.marketplace;

import dev.latchkey.demo.environment.Environment;
import dev.latchkey.demo.environment.EnvironmentDefinition;
import dev.latchkey.demo.environment.EnvironmentName;
import dev.latchkey.demo.environment.EnvironmentStatus;
import dev.latchkey.demo.environment.Environments;
import dev.latchkey.demo.environment.NewEnvironment;
import dev.latchkey.demo.environment.Phase;
import dev.latchkey.demo.environment.PlatformErrors;
import dev.latchkey.demo.environment.Region;
import dev.latchkey.demo.environment.Transitions;
import dev.latchkey.demo.text.NameList;
import dev.latchkey.demo.text.Texts;
import dev.latchkey.demo.tracking.Tracking;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.InvalidParameterException;
import dev.latchkey.http.ResultCode;
import dev.latchkey.token.ApiMethod;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Installs applications, each in an environment that is made for it and goes with it. */
public final class Installer {

    private static final int MAX_GROUP_NAME = 100;

    private final Environments environments;
    private final Installations installations;
    private final Transitions transitions;
    private final Tracking tracking;

    public Installer(
            Environments environments, Installations installations, Transitions transitions, Tracking tracking) {
        this.environments = environments;
        this.installations = installations;
        this.transitions = transitions;
        this.tracking = tracking;
    }

    /** Makes an environment of an application's nodes, named as the call says or after the application. */
    Answer install(Call call, ApiMethod method, App app) {
        String random = UUID.randomUUID().toString().substring(0, 8);
        EnvironmentName name = call.parameters()
                .parsed("envName", EnvironmentName::parse)
                .orElse(new EnvironmentName("env-" + random));
        String displayName = call.parameters()
                .parsed("displayName", text -> Texts.line(text, EnvironmentDefinition.MAX_DISPLAY_NAME))
                .orElse(app.name());
        JsonObject env = new JsonObject()
                .put("shortdomain", name.text())
                .put("displayName", displayName)
                .put("region", region(call).hostGroup());
        NewEnvironment environment = EnvironmentDefinition.parse(
                call.account(),
                env,
                app.nodes(),
                NameList.of(call.parameters(), "envGroups", group -> Texts.line(group, MAX_GROUP_NAME)));
        return tracking.track(call, method, name, () -> make(environment, app));
    }

    private static Region region(Call call) {
        return call.parameters()
                .text("region")
                .map(given -> Region.find(given)
                        .orElseThrow(
                                () -> new InvalidParameterException("region", "there is no " + Texts.quoted(given))))
                .orElse(Region.byDefault());
    }

    private Answer make(NewEnvironment definition, App app) {
        Instant now = transitions.now();
        Phase phase = new Phase(EnvironmentStatus.CREATING, EnvironmentStatus.RUNNING, transitions.settlesAt(now));
        String uniqueName = UUID.randomUUID().toString();
        return environments
                .add(definition, now, phase, (handle, id) -> Installations.insert(handle, id, uniqueName, app, now))
                .map(made -> {
                    transitions.await(phase.settlesAt());
                    return installed(uniqueName, app, made.environment());
                })
                .orElseGet(() -> PlatformErrors.nameTaken("envName", definition.name()));
    }

    private static Answer installed(String uniqueName, App app, Environment environment) {
        return Answer.ok(new JsonObject()
                .put("uniqueName", uniqueName)
                .put("appid", environment.appid())
                .put("envName", environment.name().text())
                .put("successText", app.name() + " is installed in the environment " + environment.name()));
    }

    /** Goes on with the caller's installation of a name, and the environment that it is in. */
    Answer installation(Call call, Function<Installation, Answer> next) {
        String uniqueName = call.parameters().requiredText("appUniqueName");
        return installations
                .find(call.account(), uniqueName)
                .map(next)
                .orElseGet(() ->
                        Answer.error(ResultCode.NOT_FOUND, "there is no installation " + Texts.quoted(uniqueName)));
    }

    /** All of the caller's, the oldest first. */
    Stream<Installation> installations(Call call) {
        return installations.ownedBy(call.account()).stream();
    }

    /** Removes an installation with its environment. */
    Answer uninstall(Call call, ApiMethod method, Installation installation) {
        Environment environment = installation.environment();
        return tracking.track(
                call,
                method,
                environment.name(),
                () -> transitions.whenSettled(
                        environment,
                        (settled, now) -> environments.remove(call.account(), settled, now)
                                ? Optional.of(Answer.OK)
                                : Optional.empty()));
    }
}
