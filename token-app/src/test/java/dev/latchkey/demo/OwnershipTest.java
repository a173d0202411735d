package dev.latchkey.demo;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.latchkey.http.Parameter;
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

    private static String endpoint = "1";
    private static String rule = "1";

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
            .put("environment.deployment.GetDeployments", NONE)
            .put("environment.deployment.Undeploy", new String[] {"nodeGroup", "cp", "context", "shop"})
            .put(
                    "environment.deployment.RenameContext",
                    new String[] {"nodeGroup", "cp", "oldContext", "shop", "newContext", "stolen"})
            .put("DeployApp", new String[] {"fileUrl", "URL"})
            .put("RemoveApp", new String[] {"context", "shop"})
            .put("RenameApp", new String[] {"oldContext", "shop", "newContext", "stolen"})
            .put("GetLogs", new String[] {"nodeId", "NODE"})
            .put("ReadLog", new String[] {"nodeId", "NODE", "path", "/var/log/deploy.log"})
            .put("ClearLog", new String[] {"nodeId", "NODE", "path", "/var/log/deploy.log"})
            .put("RemoveLog", new String[] {"nodeId", "NODE", "path", "/var/log/deploy.log"})
            .put("RestartNodeById", new String[] {"nodeId", "NODE"})
            .put("RestartContainerById", new String[] {"nodeId", "NODE"})
            .put("RestartServices", NONE)
            .put("SetNodeDisplayName", new String[] {"nodeId", "NODE", "displayName", "stolen"})
            .put("SetNodeGroupDisplayName", new String[] {"nodeGroup", "cp", "displayName", "stolen"})
            .put("SetSLBAccessEnabled", new String[] {"nodeGroup", "cp", "enabled", "false"})
            .put("environment.nodegroup.SetSLBAccessEnabled", new String[] {"nodeGroup", "cp", "enabled", "false"})
            .put("environment.nodegroup.Get", new String[] {"nodeGroup", "cp"})
            .put("GetNodeGroups", NONE)
            .put(
                    "SetCloudletsCountById",
                    new String[] {"nodeId", "NODE", "fixedCloudlets", "9", "flexibleCloudlets", "9"})
            .put("AttachEnvGroup", new String[] {"envGroup", "stolen"})
            .put("DetachEnvGroup", new String[] {"envGroup", "hers"})
            .put("SetEnvGroup", new String[] {"envGroup", "stolen"})
            .put("environment.group.AttachEnv", new String[] {"envGroup", "stolen"})
            .put("environment.group.DetachEnv", new String[] {"envGroup", "hers"})
            .put("environment.group.SetEnv", new String[] {"envGroup", "stolen"})
            .put("AddEnvProperty", new String[] {"properties", "{\"stage\":\"stolen\"}"})
            .put("ApplyEnvProperty", new String[] {"properties", "{\"mine\":\"stolen\"}"})
            .put("GetEnvProperty", NONE)
            .put("RemoveEnvProperty", new String[] {"propertyKeys", "mine"})
            .put("AddEndpoint", new String[] {"nodeId", "NODE", "name", "web", "privatePort", "80", "protocol", "TCP"})
            .put("EditEndpoint", new String[] {"id", "ENDPOINT", "name", "x", "privatePort", "9", "protocol", "UDP"})
            .put("GetEndpoints", NONE)
            .put("RemoveEndpoint", new String[] {"id", "ENDPOINT"})
            .put("AddContainerVolume", new String[] {"nodeId", "NODE", "path", "/stolen"})
            .put("AddContainerVolumeByGroup", new String[] {"nodeGroup", "cp", "path", "/stolen"})
            .put("AddContainerVolumes", new String[] {"nodeGroup", "cp", "volumes", "/stolen,/too"})
            .put("RemoveContainerVolume", new String[] {"nodeId", "NODE", "path", "/data"})
            .put("RemoveContainerVolumeByGroup", new String[] {"nodeGroup", "cp", "path", "/data"})
            .put("RemoveContainerVolumes", new String[] {"nodeId", "NODE", "volumes", "[\"/data\"]"})
            .put("GetContainerVolumesById", new String[] {"nodeId", "NODE"})
            .put("GetContainerVolumesByGroup", new String[] {"nodeGroup", "cp"})
            .put("GetContainerEntryPoint", new String[] {"nodeId", "NODE"})
            .put("SetContainerEntryPoint", new String[] {"nodeId", "NODE", "data", "stolen"})
            .put("GetContainerRunCmd", new String[] {"nodeId", "NODE"})
            .put("SetContainerRunCmd", new String[] {"nodeId", "NODE", "data", "stolen"})
            .put("environment.binder.BindExtDomain", new String[] {"extdomain", "stolen.example.com"})
            .put("environment.binder.BindExtDomains", new String[] {"extDomains", "stolen.example.com"})
            .put("environment.binder.RemoveExtDomain", new String[] {"extdomain", "www.example.com"})
            .put("environment.security.SetFirewallEnabled", new String[] {"enabled", "false"})
            .put("environment.security.GetRules", NONE)
            .put("environment.security.AddRule", new String[] {"rule", "{\"name\":\"new\",\"port\":80}"})
            .put("environment.security.RemoveRule", new String[] {"id", "RULE"})
            .put("environment.security.SetRuleEnabled", new String[] {"id", "RULE", "enabled", "false"})
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
            "environment.tracking.GetCurrentActions",
            "environment.tracking.GetUidActions",
            "environment.tracking.GetAction",
            "environment.tracking.SearchActions",
            "environment.tracking.GetServerUTCTime",
            "environment.group.GetGroups",
            "environment.group.EditGroup",
            "environment.group.RemoveGroup",
            "environment.binder.CheckExtDomain",
            "environment.binder.GetExtDomains",
            "environment.deployment.AddRepo",
            "environment.deployment.EditRepo",
            "environment.deployment.GetRepos",
            "environment.deployment.RemoveRepo");

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

    private static void createAlices() {
        platform.create(ALICE, "alices", "[{\"nodeType\":\"tomcat\",\"env\":{\"A\":\"1\"}}]");
        platform.ok(ALICE, "DeployApp", "envName", "alices", "fileUrl", url(), "context", "shop");
        platform.ok(ALICE, "SetEnvGroup", "envName", "alices", "envGroup", "hers");
        platform.ok(ALICE, "AddEnvProperty", "envName", "alices", "properties", "{\"mine\":\"1\"}");
        platform.ok(ALICE, "AddContainerVolume", "envName", "alices", "nodeId", node(), "path", "/data");
        platform.ok(ALICE, "environment.binder.BindExtDomain", "envName", "alices", "extdomain", "www.example.com");
        endpoint = id(
                "AddEndpoint",
                "envName",
                "alices",
                "nodeId",
                node(),
                "name",
                "ssh",
                "privatePort",
                "22",
                "protocol",
                "TCP");
        rule = id("environment.security.AddRule", "envName", "alices", "rule", "{\"name\":\"ssh\",\"port\":22}");
    }

    private static String id(String method, String... arguments) {
        return platform.ok(ALICE, method, arguments)
                .getJsonObject("object")
                .getValue("id")
                .toString();
    }

    /** All that Alice can see of what methods change. */
    private static List<JsonObject> everything() {
        String node = node();
        return List.of(
                platform.info(ALICE, "alices"),
                platform.ok(ALICE, "GetEnvProperty", "envName", "alices"),
                platform.ok(ALICE, "GetEndpoints", "envName", "alices"),
                platform.ok(ALICE, "GetContainerVolumesById", "envName", "alices", "nodeId", node),
                platform.ok(ALICE, "GetContainerEntryPoint", "envName", "alices", "nodeId", node),
                platform.ok(ALICE, "GetContainerRunCmd", "envName", "alices", "nodeId", node),
                platform.ok(ALICE, "GetContainerEnvVars", "envName", "alices", "nodeId", node),
                platform.ok(ALICE, "environment.security.GetRules", "envName", "alices"),
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
            case "ENDPOINT" -> endpoint;
            case "RULE" -> rule;
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
