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
import dev.latchkey.demo.text.JsonFields;
import dev.latchkey.demo.text.Texts;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.Field;
import dev.latchkey.http.Parameter;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.ResultCode;
import dev.latchkey.http.Shape;
import dev.latchkey.token.ApiMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** The marketplace: what can be installed, installing it, and what is installed. */
public final class MarketplaceMethods {

    private static final Field[] APP_FIELDS = {
        always("id", text("wordpress")),
        always("name", text("WordPress")),
        always("version", text("6.8.3")),
        always("categories", listOf(text("cms"))),
        always("description", text("Blogs and sites"))
    };
    private static final Shape APP = object(APP_FIELDS);
    private static final Shape APP_WITH_NODES = object(Stream.concat(
                    Stream.of(APP_FIELDS),
                    Stream.of(always("nodeTypes", listOf(text("nginxphp")), "what its environment is made of")))
            .toArray(Field[]::new));
    private static final ApiMethod UNINSTALL = ApiMethod.of("marketplace.installation.Uninstall");
    private static final Shape INSTALLATION = object(Stream.concat(
                    Stream.of(APP_FIELDS),
                    Stream.of(
                            always("uniqueName", text("7f3c0e5a-…"), "the installation's name"),
                            always("envName", text("env-7f3c0e5a")),
                            always("appid", text("0123456789abcdef0123456789abcdef"), "the environment's"),
                            always("installedOn", text("2026-11-24 10:15:30"))))
            .toArray(Field[]::new));
    private static final Field[] INSTALLED = {
        always("uniqueName", text("7f3c0e5a-…"), "what to call the installation in other calls"),
        always("appid", text("0123456789abcdef0123456789abcdef"), "the environment's"),
        always("envName", text("env-7f3c0e5a")),
        always("successText", text("WordPress is installed in the environment env-7f3c0e5a"))
    };
    private static final Parameter SEARCH =
            optional("search", TEXT, "only those whose id, name or description has this");
    private static final Parameter[] INSTALLING = {
        optional("envName", TEXT, "the name of the environment to be made; a random one without it"),
        optional("displayName", TEXT, "what people call it; the application's name without it"),
        optional("region", TEXT, "where it is to run"),
        optional("envGroups", TEXT, "groups to sort it into, divided by commas"),
        optional("skipEmail", BOOLEAN, "without effect: no mail is sent")
    };

    private final Installer installer;

    public MarketplaceMethods(Installer installer) {
        this.installer = installer;
    }

    public ImmutableList<PlatformMethod> all() {
        ImmutableList<App> apps = App.all(); // reads a file, which no event loop is to wait for
        return ImmutableList.of(
                PlatformMethod.reading("marketplace.app.GetList", "Lists the applications of the marketplace")
                        .takes(SEARCH)
                        .answers(always("apps", listOf(APP)))
                        .withoutBlocking()
                        .handledBy(call -> list(call, apps)),
                PlatformMethod.reading("marketplace.app.GetAppInfo", "Tells about an application")
                        .takes(required("id", TEXT, "the application's id"))
                        .answers(always("app", APP_WITH_NODES))
                        .withoutBlocking()
                        .handledBy(call -> app(call, MarketplaceMethods::info)),
                installing(
                        "marketplace.app.Install",
                        required("id", TEXT, "the application's id"),
                        (call, install) -> app(call, install)),
                installing(
                        "marketplace.jps.Install",
                        required("jps", TEXT, "the manifest: a JSON object with nodes, as CreateEnvironment has them"),
                        (call, install) -> install.apply(
                                App.ofManifest("jps", call.parameters().requiredText("jps")))),
                PlatformMethod.reading("marketplace.installation.GetList", "Lists what the account has installed")
                        .takes(optional("search", TEXT, "only those whose name or environment has this"))
                        .answers(always("installations", listOf(INSTALLATION)))
                        .handledBy(this::installations),
                PlatformMethod.changing(UNINSTALL.toString(), "Removes an installation, and its environment with it")
                        .takes(
                                required("appUniqueName", TEXT, "the installation's name"),
                                optional("force", BOOLEAN, "without effect"))
                        .handledBy(call -> installer.installation(
                                call, installation -> installer.uninstall(call, UNINSTALL, installation))));
    }

    private PlatformMethod installing(String name, Parameter what, Source source) {
        return PlatformMethod.changing(name, "Installs an application in an environment of its own")
                .takes(Stream.concat(Stream.of(what), Stream.of(INSTALLING)).toArray(Parameter[]::new))
                .answers(INSTALLED)
                .handledBy(call -> source.find(call, app -> installer.install(call, ApiMethod.of(name), app)));
    }

    private static Answer list(Call call, ImmutableList<App> apps) {
        String search = call.parameters().text("search").orElse("").toLowerCase(Locale.ROOT);
        JsonArray found = new JsonArray();
        apps.stream().filter(app -> app.matches(search)).forEach(app -> found.add(app.json()));
        return Answer.ok(new JsonObject().put("apps", found));
    }

    private Answer installations(Call call) {
        String search = call.parameters().text("search").orElse("").toLowerCase(Locale.ROOT);
        JsonArray installations = new JsonArray();
        installer
                .installations(call)
                .map(Installation::json)
                .filter(json -> (json.getString("name") + "\n" + json.getString("envName"))
                        .toLowerCase(Locale.ROOT)
                        .contains(search))
                .forEach(installations::add);
        return Answer.ok(new JsonObject().put("installations", installations));
    }

    private static Answer app(Call call, Function<App, Answer> next) {
        String id = call.parameters().requiredText("id");
        return App.find(id)
                .map(next)
                .orElseGet(() -> Answer.error(ResultCode.NOT_FOUND, "the marketplace has no " + Texts.quoted(id)));
    }

    private static Answer info(App app) {
        JsonArray types = new JsonArray();
        JsonFields.each("jps", app.nodes()).forEach(node -> types.add(node.requiredText("nodeType")));
        return Answer.ok(new JsonObject().put("app", app.json().put("nodeTypes", types)));
    }

    /** Where the application of a call comes from. */
    @FunctionalInterface
    private interface Source {
        Answer find(Call call, Function<App, Answer> next);
    }
}
