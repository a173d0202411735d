package dev.latchkey.demo;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.latchkey.http.Parameter;
import dev.latchkey.token.testing.ExpectedLog;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody sees or changes an environment of somebody else, by any method. */
final class OwnershipTest extends OnPlatform {

    private static final String[] NONE = {};

    /** What each method that names an environment takes beside its name. */
    private static final ImmutableMap<String, String[]> METHODS = ImmutableMap.<String, String[]>builder()
            .put("GetEnvInfo", NONE)
            .put("StartEnv", NONE)
            .put("StopEnv", NONE)
            .put("SleepEnv", NONE)
            .put("DeleteEnv", NONE)
            .put("CloneEnv", new String[] {"dstEnvName", "stolen"})
            .put("SetEnvDisplayName", new String[] {"displayName", "stolen"})
            .put("RestartNodes", new String[] {"nodeGroup", "cp"})
            .put("GetContainerEnvVars", new String[] {"nodeId", "NODE"})
            .put("GetContainerEnvVarsByGroup", new String[] {"nodeGroup", "cp"})
            .put("AddContainerEnvVars", new String[] {"vars", "{\"A\":\"stolen\"}", "nodeId", "NODE"})
            .put("SetContainerEnvVars", new String[] {"vars", "{}", "nodeId", "NODE"})
            .put("SetContainerEnvVarsByGroup", new String[] {"data", "{}", "nodeGroup", "cp"})
            .put("RemoveContainerEnvVars", new String[] {"vars", "A", "nodeGroup", "cp"})
            .put("deployment.archive.DeployArchive", new String[] {"archiveUri", "URL"})
            .put("environment.deployment.DeployArchive", new String[] {"fileUrl", "URL"})
            .put("environment.deployment.Deploy", new String[] {"repo", "https://git.example/a.git", "context", "x"})
            .put("environment.binder.GetDomains", NONE)
            .put("RedeployContainers", new String[] {"tag", "v2"})
            .put("RedeployContainersByGroup", new String[] {"tag", "v2", "nodeGroup", "cp"})
            .put("RedeployContainerById", new String[] {"tag", "v2", "nodeId", "NODE"})
            .put("ExecCmdById", new String[] {"nodeId", "NODE", "commandList", "[{\"command\":\"pwd\"}]"})
            .put("ExecCmdByGroup", new String[] {"nodeGroup", "cp", "commandList", "[{\"command\":\"pwd\"}]"})
            .put("GetLogs", new String[] {"nodeId", "NODE"})
            .put("ReadLog", new String[] {"nodeId", "NODE", "path", "/var/log/deploy.log"})
            .buildOrThrow();

    /** Those that name no environment of somebody's; the tests of their classes try them. */
    private static final ImmutableSet<String> OTHERS = ImmutableSet.of(
            "CreateEnvironment",
            "GetEnvs",
            "GetBasicEnvsInfo",
            "GetRegions",
            "storage.uploader.Upload",
            "storage.uploader.Download",
            "deployment.archive.CreateObject",
            "deployment.archive.GetArchives",
            "deployment.archive.DeleteArchive",
            "environment.tracking.GetUidActions",
            "billing.account.GetAccount");

    static Stream<Map.Entry<String, String[]>> methods() {
        return METHODS.entrySet().stream();
    }

    @Test
    void allMethods_areTried() {
        assertThat(platform.platform.methods().stream()
                        .map(method -> method.method().toString().replace("environment.control.", ""))
                        .filter(name -> !name.startsWith("marketplace.")) // MarketplaceTest tries them
                        .collect(toImmutableSet()))
                .isEqualTo(Sets.union(METHODS.keySet(), OTHERS));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void anyMethod_onSomebodyElsesEnvironment_isDeniedAndChangesNothing(Map.Entry<String, String[]> method) {
        createAlices();
        List<JsonObject> before = everything();
        String appid = before.get(0).getJsonObject("env").getString("appid");

        for (String key : new String[] {"alices", appid, "alices.demo.latchkey.example"}) {
            assertThat(platform.error(8, BOB, method.getKey(), arguments(method, key)))
                    .isEqualTo("permission denied: the environment alices is another account's");
        }
        assertThat(everything()).isEqualTo(before);
        assertThat(platform.ok(BOB, "GetEnvs").getJsonArray("infos")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void anyMethod_onAnEnvironmentThatDoesNotExist_saysSo(Map.Entry<String, String[]> method) {
        platform.create(ALICE, "alices");

        assertThat(platform.error(11, ALICE, method.getKey(), arguments(method, "nobodys")))
                .isEqualTo("application [nobodys] not exist");
    }

    @ParameterizedTest
    @MethodSource("methods")
    void anyMethod_withoutTheEnvironment_asksForIt(Map.Entry<String, String[]> method) {
        String parameter = parameter(method);

        assertThat(platform.error(3, ALICE, method.getKey(), arguments(method, "")))
                .startsWith("invalid parameter [" + parameter + "]: it is missing");
    }

    @ParameterizedTest
    @MethodSource("methods")
    void anyMethod_onOnesOwnEnvironment_succeeds(Map.Entry<String, String[]> method) {
        createAlices();

        platform.ok(ALICE, method.getKey(), arguments(method, "alices"));
    }

    @ExpectedLog("is done, and could not be noted")
    @ParameterizedTest
    @MethodSource("methods")
    void anyMethod_whatItDidNotBeingNoted_isAnsweredAsDone(Map.Entry<String, String[]> method) {
        createAlices();
        String[] arguments = arguments(method, "alices");
        platform.breakNotes("45000");
        try {
            platform.ok(ALICE, method.getKey(), arguments);
        } finally {
            platform.mendNotes();
        }
    }

    private static void createAlices() {
        platform.create(ALICE, "alices", "[{\"nodeType\":\"tomcat\",\"env\":{\"A\":\"1\"}}]");
        platform.ok(
                ALICE,
                "environment.deployment.DeployArchive",
                "envName",
                "alices",
                "fileUrl",
                url(),
                "context",
                "shop");
    }

    /** All that Alice can see of what methods change. */
    private static List<JsonObject> everything() {
        String node = node();
        return List.of(
                platform.info(ALICE, "alices"),
                platform.ok(ALICE, "GetContainerEnvVars", "envName", "alices", "nodeId", node),
                platform.ok(ALICE, "GetLogs", "envName", "alices", "nodeId", node),
                platform.ok(ALICE, "environment.tracking.GetUidActions"));
    }

    /** What the method calls the environment. */
    private static String parameter(Map.Entry<String, String[]> method) {
        return platform.method(method.getKey()).parameters().stream()
                .map(Parameter::name)
                .filter(Set.of("envName", "srcEnvName", "domain")::contains)
                .findFirst()
                .orElseThrow();
    }

    private static String[] arguments(Map.Entry<String, String[]> method, String environment) {
        return Stream.concat(
                        Stream.of(parameter(method), environment),
                        Stream.of(method.getValue()).map(OwnershipTest::argument))
                .toArray(String[]::new);
    }

    private static String argument(String value) {
        return switch (value) {
            case "NODE" -> node();
            case "URL" -> url();
            default -> value;
        };
    }

    private static String node() {
        return platform.ok(ALICE, "GetEnvs").getJsonArray("infos").isEmpty()
                ? "1"
                : platform.nodeId(ALICE, "alices", "cp");
    }

    private static String url() {
        return platform.upload(ALICE, "app.war", "content").getString("file");
    }
}
