package dev.latchkey.demo;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.demo.environment.Items;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The many small things that belong to accounts, environments and nodes. */
final class ItemMethodsTest extends OnPlatform {

    private String node = "";

    @BeforeEach
    void createEnvironments() {
        platform.create(ALICE, "my-env");
        platform.create(ALICE, "other");
        platform.create(BOB, "bobs");
        node = platform.nodeId(ALICE, "my-env", "cp");
    }

    private static JsonObject env() {
        return platform.info(ALICE, "my-env").getJsonObject("env");
    }

    @Test
    void nodesAndGroups_haveNamesForPeople_andSizes() {
        platform.ok(ALICE, "SetNodeDisplayName", "envName", "my-env", "nodeId", node, "displayName", "First");
        platform.ok(ALICE, "SetNodeDisplayName", "envName", "my-env", "nodeId", node, "displayName", "Second");
        platform.ok(ALICE, "SetNodeGroupDisplayName", "envName", "my-env", "nodeGroup", "cp", "displayName", "Servers");
        platform.ok(ALICE, "SetSLBAccessEnabled", "envName", "my-env", "nodeGroup", "cp", "enabled", "false");
        String[] cloudlets = {"envName", "my-env", "nodeId", node, "fixedCloudlets", "3", "flexibleCloudlets", "7"};
        platform.ok(ALICE, "SetCloudletsCountById", cloudlets);
        cloudlets[7] = "2";
        platform.error(3, ALICE, "SetCloudletsCountById", cloudlets);

        JsonObject info = platform.info(ALICE, "my-env");
        JsonObject group = new JsonObject()
                .put("name", "cp")
                .put("isSLBAccessEnabled", false)
                .put("displayName", "Servers");
        assertThat(info.getJsonArray("nodeGroups")).containsExactly(group);
        assertThat(platform.ok(ALICE, "environment.nodegroup.Get", "envName", "my-env", "nodeGroup", "cp")
                        .getJsonObject("object"))
                .isEqualTo(group);
        JsonObject first = info.getJsonArray("nodes").getJsonObject(0);
        assertThat(first.getString("displayName")).isEqualTo("Second");
        assertThat(first.getInteger("fixedCloudlets")).isEqualTo(3);
        assertThat(first.getInteger("flexibleCloudlets")).isEqualTo(7);
        assertThat(platform.info(ALICE, "other")
                        .getJsonArray("nodes")
                        .getJsonObject(0)
                        .getString("displayName"))
                .isNull();
    }

    @Test
    void groups_sortEnvironments() {
        platform.ok(ALICE, "AttachEnvGroup", "envName", "my-env", "envGroup", "b");
        platform.ok(ALICE, "environment.group.AttachEnv", "envName", "my-env", "envGroup", "a");
        platform.ok(ALICE, "environment.group.SetEnv", "envName", "other", "envGroup", "a");
        platform.ok(ALICE, "environment.group.EditGroup", "srcGroupName", "a", "dstGroupName", "c");
        platform.ok(ALICE, "DetachEnvGroup", "envName", "my-env", "envGroup", "b");
        platform.error(5, ALICE, "DetachEnvGroup", "envName", "my-env", "envGroup", "b");

        assertThat(platform.ok(ALICE, "environment.group.GetGroups").getJsonArray("array"))
                .containsExactly(new JsonObject()
                        .put("name", "c")
                        .put("envNames", new JsonArray().add("my-env").add("other")));
        platform.error(5, BOB, "environment.group.RemoveGroup", "envGroup", "c");
        platform.ok(ALICE, "environment.group.RemoveGroup", "envGroup", "c");
        assertThat(platform.info(ALICE, "my-env").getJsonArray("envGroups")).isEmpty();
    }

    @Test
    void properties_areAddedAppliedAndRemoved() {
        platform.ok(ALICE, "AddEnvProperty", "envName", "my-env", "properties", "{\"a\":\"1\",\"b\":\"2\"}");
        assertThat(platform.error(3, ALICE, "AddEnvProperty", "envName", "my-env", "properties", "{\"a\":\"x\"}"))
                .isEqualTo("invalid parameter [properties]: the property a exists already");
        platform.ok(ALICE, "ApplyEnvProperty", "envName", "my-env", "properties", "{\"a\":\"3\"}");
        platform.ok(ALICE, "RemoveEnvProperty", "envName", "my-env", "propertyKeys", "b");
        platform.error(5, ALICE, "RemoveEnvProperty", "envName", "my-env", "propertyKeys", "b");

        assertThat(platform.ok(ALICE, "GetEnvProperty", "envName", "my-env").getJsonObject("object"))
                .isEqualTo(new JsonObject().put("a", "3"));
        assertThat(platform.ok(ALICE, "GetEnvProperty", "envName", "my-env", "propertyKeys", "z")
                        .getJsonObject("object"))
                .isEmpty();
    }

    @Test
    void properties_areLimited() {
        JsonObject many = new JsonObject();
        for (int i = 0; i < Items.MAX_ITEMS; i++) {
            many.put("p" + i, "x");
        }
        platform.ok(ALICE, "AddEnvProperty", "envName", "my-env", "properties", many.encode());

        assertThat(platform.error(3, ALICE, "ApplyEnvProperty", "envName", "my-env", "properties", "{\"one\":\"1\"}"))
                .contains("there are 200 already");
    }

    @Test
    void endpoints_areOfOneEnvironment() {
        String[] add = {"envName", "my-env", "nodeId", node, "name", "ssh", "privatePort", "22", "protocol", "tcp"};
        String id = platform.ok(ALICE, "AddEndpoint", add)
                .getJsonObject("object")
                .getValue("id")
                .toString();

        platform.error(3, ALICE, "AddEndpoint", add);
        platform.error(5, ALICE, "RemoveEndpoint", "envName", "other", "id", id);
        platform.error(5, BOB, "RemoveEndpoint", "envName", "bobs", "id", id);
        String[] edit = {"envName", "my-env", "id", id, "name", "web", "privatePort", "80", "protocol", "UDP"};
        JsonObject edited = platform.ok(ALICE, "EditEndpoint", edit).getJsonObject("object");
        assertThat(platform.ok(ALICE, "GetEndpoints", "envName", "my-env").getJsonArray("array"))
                .containsExactly(edited);
        edit[7] = "65536";
        platform.error(3, ALICE, "EditEndpoint", edit);
        platform.ok(ALICE, "RemoveEndpoint", "envName", "my-env", "id", id);
        assertThat(platform.ok(ALICE, "GetEndpoints", "envName", "my-env", "nodeId", node)
                        .getJsonArray("array"))
                .isEmpty();
    }

    @Test
    void volumesAndCommands_areOfNodes() {
        platform.ok(ALICE, "AddContainerVolumes", "envName", "my-env", "nodeId", node, "volumes", "/a,/b/c");
        platform.ok(ALICE, "RemoveContainerVolume", "envName", "my-env", "nodeId", node, "path", "/a");
        platform.error(5, ALICE, "RemoveContainerVolume", "envName", "my-env", "nodeId", node, "path", "/a");
        platform.ok(ALICE, "SetContainerRunCmd", "envName", "my-env", "nodeId", node, "data", "run.sh -x");

        assertThat(platform.ok(ALICE, "GetContainerVolumesByGroup", "envName", "my-env", "nodeGroup", "cp")
                        .getJsonArray("object"))
                .containsExactly("/b/c");
        assertThat(platform.ok(ALICE, "GetContainerRunCmd", "envName", "my-env", "nodeId", node)
                        .getString("object"))
                .isEqualTo("run.sh -x");
        assertThat(platform.ok(ALICE, "GetContainerEntryPoint", "envName", "my-env", "nodeId", node)
                        .getString("object"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"relative", "/", "/a/../b", "/a//b", "/a b"})
    void volumes_haveAbsolutePaths(String path) {
        platform.error(3, ALICE, "AddContainerVolume", "envName", "my-env", "nodeId", node, "path", path);
    }

    @Test
    void domains_leadToOneEnvironmentOfThePlatform() {
        platform.ok(ALICE, "environment.binder.BindExtDomain", "envName", "my-env", "extdomain", "WWW.example.com");
        platform.error(3, BOB, "environment.binder.BindExtDomain", "envName", "bobs", "extdomain", "www.example.com");
        platform.error(3, BOB, "environment.binder.CheckExtDomain", "extdomain", "www.example.com");
        platform.ok(BOB, "environment.binder.CheckExtDomain", "extdomain", "example.org");
        platform.error(5, BOB, "environment.binder.RemoveExtDomain", "envName", "bobs", "extdomain", "www.example.com");

        assertThat(env().getJsonArray("extdomains").getJsonObject(0).getString("domain"))
                .isEqualTo("www.example.com");
        assertThat(platform.ok(ALICE, "environment.binder.GetExtDomains").getJsonArray("array"))
                .isEqualTo(env().getJsonArray("extdomains"));
        platform.ok(ALICE, "environment.binder.RemoveExtDomain", "envName", "my-env", "extdomain", "www.example.com");
        assertThat(env().getJsonArray("extdomains")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"example", "-a.com", "a..com", "a b.com", "192.0.2.7", "x.demo.latchkey.example"})
    void domains_areNamesOfOnesOwn(String domain) {
        platform.error(3, ALICE, "environment.binder.CheckExtDomain", "extdomain", domain);
    }

    @Test
    void theFirewall_hasRules() {
        String rule = "{\"name\":\"ssh\",\"port\":22,\"action\":\"deny\"}";
        String id = platform.ok(ALICE, "environment.security.AddRule", "envName", "my-env", "rule", rule)
                .getJsonObject("object")
                .getValue("id")
                .toString();
        platform.error(3, ALICE, "environment.security.AddRule", "envName", "my-env", "rule", rule);
        platform.error(3, ALICE, "environment.security.AddRule", "envName", "my-env", "rule", "{\"name\":\"x\"}");
        platform.error(5, ALICE, "environment.security.RemoveRule", "envName", "other", "id", id);
        platform.ok(ALICE, "environment.security.SetRuleEnabled", "envName", "my-env", "id", id, "enabled", "false");
        platform.ok(ALICE, "environment.security.SetFirewallEnabled", "envName", "my-env", "enabled", "false");

        JsonArray rules = platform.ok(ALICE, "environment.security.GetRules", "envName", "my-env")
                .getJsonArray("array");
        assertThat(rules).hasSize(1);
        assertThat(rules.getJsonObject(0).getBoolean("enabled")).isFalse();
        assertThat(rules.getJsonObject(0).getString("action")).isEqualTo("DENY");
        assertThat(env().getBoolean("isFirewallEnabled")).isFalse();
    }

    @Test
    void repositories_areTheAccounts() {
        String url = "https://git.example.com/shop.git";
        String id = platform.ok(ALICE, "environment.deployment.AddRepo", "name", "shop", "url", url)
                .getJsonObject("object")
                .getValue("id")
                .toString();
        platform.error(3, ALICE, "environment.deployment.AddRepo", "name", "shop", "url", url);
        platform.ok(BOB, "environment.deployment.AddRepo", "name", "shop", "url", url);
        platform.error(
                3, ALICE, "environment.deployment.AddRepo", "name", "x", "url", "https://u:secret@example.com/x");
        platform.error(5, BOB, "environment.deployment.EditRepo", "id", id, "name", "stolen");
        platform.error(5, BOB, "environment.deployment.RemoveRepo", "id", id);
        JsonObject edited = platform.ok(
                        ALICE, "environment.deployment.EditRepo", "id", id, "branch", "next", "type", "svn")
                .getJsonObject("object");

        assertThat(platform.ok(ALICE, "environment.deployment.GetRepos", "id", id)
                        .getJsonArray("array"))
                .containsExactly(edited);
        assertThat(edited.getString("branch")).isEqualTo("next");
        platform.ok(ALICE, "environment.deployment.RemoveRepo", "id", id);
        assertThat(platform.ok(ALICE, "environment.deployment.GetRepos").getJsonArray("array"))
                .isEmpty();
    }
}
