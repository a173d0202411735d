package dev.latchkey.demo.deployment;

import static dev.latchkey.demo.environment.EnvironmentParameters.APPLICATION_GROUP;
import static dev.latchkey.demo.environment.EnvironmentParameters.ENV_NAME;
import static dev.latchkey.http.Field.always;
import static dev.latchkey.http.Field.sometimes;
import static dev.latchkey.http.Parameter.Type.BOOLEAN;
import static dev.latchkey.http.Parameter.Type.INTEGER;
import static dev.latchkey.http.Parameter.Type.JSON;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.optional;
import static dev.latchkey.http.Parameter.required;

import com.google.common.collect.ImmutableList;
import dev.latchkey.demo.archive.ArchiveLinks;
import dev.latchkey.demo.archive.ArchiveName;
import dev.latchkey.demo.environment.EnvironmentShapes;
import dev.latchkey.demo.environment.Lookup;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.Field;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.Shape;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;

/** Deploying archives: as the Maven plugin does, and as others do. */
public final class DeployMethods {

    private static final String URL = "the URL that the archive's upload answered";
    private static final String CONTEXT = "what it is reached under; ROOT without it";
    private static final String NAME = "what to call the archive; as it was uploaded without it";
    private static final Field RESPONSE = always(
            "response",
            Shape.object(
                    always("result", Shape.whole(0)),
                    sometimes("responses", EnvironmentShapes.RESPONSES.shape(), "what was done on each node"),
                    sometimes("error", Shape.text("…"), "there where result is not 0")));

    private final Deployer deployer;
    private final ArchiveLinks links;
    private final Lookup lookup;

    public DeployMethods(Deployer deployer, ArchiveLinks links, Lookup lookup) {
        this.deployer = deployer;
        this.links = links;
        this.lookup = lookup;
    }

    public ImmutableList<PlatformMethod> all() {
        return ImmutableList.of(
                PlatformMethod.changing("deployment.archive.DeployArchive", "Deploys an uploaded archive")
                        .alsoAt("/deploy/DeployArchive", "/1.0/deploy/DeployArchive")
                        .takes(
                                required("domain", TEXT, ENV_NAME.summary()),
                                required("archiveUri", TEXT, URL),
                                optional("archiveName", TEXT, NAME),
                                optional("newContext", TEXT, CONTEXT),
                                APPLICATION_GROUP)
                        .answers(RESPONSE)
                        .repeatsErrorsIn("response")
                        .handledBy(call -> deploy(
                                call, "domain", "archiveUri", "archiveName", "newContext", DeployMethods::inResponse)),
                byFile(),
                byRepository());
    }

    private PlatformMethod byFile() {
        return PlatformMethod.changing("environment.deployment.DeployArchive", "Deploys an uploaded archive")
                .takes(
                        ENV_NAME,
                        required("fileUrl", TEXT, URL),
                        optional("fileName", TEXT, NAME),
                        optional("context", TEXT, CONTEXT),
                        APPLICATION_GROUP,
                        optional("delay", INTEGER, "without effect: all nodes take it at once"),
                        optional("isSequential", BOOLEAN, "without effect: all nodes take it at once"))
                .answers(EnvironmentShapes.RESPONSES)
                .handledBy(call -> deploy(
                        call,
                        "envName",
                        "fileUrl",
                        "fileName",
                        "context",
                        responses -> Answer.ok(new JsonObject().put("responses", responses))));
    }

    private PlatformMethod byRepository() {
        return PlatformMethod.changing("environment.deployment.Deploy", "Deploys what a repository holds")
                .takes(
                        ENV_NAME,
                        required(
                                "repo",
                                TEXT,
                                "its URL, or {\"url\": URL, \"branch\": NAME}; nothing is fetched from it"),
                        required("context", TEXT, "what it is reached under"),
                        APPLICATION_GROUP,
                        optional("settings", JSON, "without effect"),
                        optional("hooks", TEXT, "without effect"),
                        optional("buildNodeId", INTEGER, "without effect: nothing is built"),
                        optional("delay", INTEGER, "without effect: all nodes take it at once"))
                .handledBy(call -> {
                    Deployer.Source source = Repository.source(call.parameters());
                    String context = call.parameters().requiredParsed("context", ContextName::parse);
                    return lookup.environment(
                            call,
                            environment -> deployer.deploy(call, environment, source, context, responses -> Answer.OK));
                });
    }

    private Answer deploy(
            Call call, String envName, String url, String name, String context, Function<JsonArray, Answer> success) {
        String contextName =
                call.parameters().parsed(context, ContextName::parse).orElse(ContextName.ROOT);
        return lookup.environment(
                call,
                envName,
                environment -> links.archive(
                        call,
                        url,
                        call.parameters().requiredText(url),
                        archive -> deployer.deploy(
                                call,
                                environment,
                                Deployer.Source.archive(
                                        call.parameters()
                                                .parsed(name, ArchiveName::parse)
                                                .orElse(archive.name()),
                                        archive),
                                contextName,
                                success)));
    }

    private static Answer inResponse(JsonArray responses) {
        return Answer.ok(new JsonObject()
                .put("response", new JsonObject().put("result", 0).put("responses", responses)));
    }
}
