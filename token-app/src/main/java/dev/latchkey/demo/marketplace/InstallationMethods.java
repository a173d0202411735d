package dev.latchkey.demo.marketplace;

import static dev.latchkey.http.Field.always;
import static dev.latchkey.http.Parameter.Type.BOOLEAN;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.optional;
import static dev.latchkey.http.Parameter.required;
import static dev.latchkey.http.Shape.listOf;
import static dev.latchkey.http.Shape.object;
import static dev.latchkey.http.Shape.text;

import com.google.common.collect.ImmutableList;
import dev.latchkey.demo.environment.EnvironmentShapes;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.Parameter;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.Shape;
import dev.latchkey.token.ApiMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** What was installed from the marketplace, and uninstalling it. */
public final class InstallationMethods {

    private static final Shape INSTALLATION = object(
            always("id", text("wordpress"), "the application's id"),
            always("name", text("WordPress")),
            always("version", text("6.8.3")),
            always("categories", listOf(text("cms"))),
            always("description", text("Blogs and sites")),
            always("uniqueName", text("7f3c0e5a-…"), "the installation's name"),
            always("envName", text("env-7f3c0e5a")),
            always("appid", text("0123456789abcdef0123456789abcdef"), "the environment's"),
            always("installedOn", EnvironmentShapes.TIME));
    private static final Parameter UNIQUE_NAME = required("appUniqueName", TEXT, "the installation's name");

    private final Installer installer;

    public InstallationMethods(Installer installer) {
        this.installer = installer;
    }

    public ImmutableList<PlatformMethod> all() {
        return ImmutableList.of(
                PlatformMethod.reading("marketplace.installation.GetList", "Lists what the account has installed")
                        .takes(optional("search", TEXT, "only those whose name or environment has this"))
                        .answers(always("installations", listOf(INSTALLATION)))
                        .handledBy(this::list),
                PlatformMethod.reading("marketplace.installation.GetInfo", "Tells about an installation")
                        .takes(UNIQUE_NAME)
                        .answers(always("app", INSTALLATION))
                        .handledBy(call -> installer.installation(
                                call, installation -> Answer.ok(new JsonObject().put("app", installation.json())))),
                PlatformMethod.reading("marketplace.installation.GetEnvAppid", "Tells in which environment it is")
                        .takes(UNIQUE_NAME)
                        .answers(always("appid", text("0123456789abcdef0123456789abcdef")))
                        .handledBy(call -> installer.installation(
                                call,
                                installation -> Answer.ok(new JsonObject()
                                        .put("appid", installation.environment().appid())))),
                uninstalling("marketplace.installation.Uninstall"),
                uninstalling("marketplace.jps.Uninstall"));
    }

    private PlatformMethod uninstalling(String name) {
        return PlatformMethod.changing(name, "Removes an installation, and its environment with it")
                .takes(UNIQUE_NAME, optional("force", BOOLEAN, "without effect"))
                .handledBy(call -> installer.installation(
                        call, installation -> installer.uninstall(call, ApiMethod.of(name), installation)));
    }

    private Answer list(Call call) {
        String search = call.parameters().text("search").orElse("").toLowerCase(Locale.ROOT);
        JsonArray installations = new JsonArray();
        installer
                .installations(call)
                .map(Installer.Installation::json)
                .filter(json -> (json.getString("name") + "\n" + json.getString("envName"))
                        .toLowerCase(Locale.ROOT)
                        .contains(search))
                .forEach(installations::add);
        return Answer.ok(new JsonObject().put("installations", installations));
    }
}
