package dev.latchkey.demo.environment;

import static dev.latchkey.demo.TestPlatform.ONE_TOMCAT;
import static dev.latchkey.demo.TestPlatform.env;
import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.demo.OnPlatform;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EnvironmentMethodsTest extends OnPlatform {

    @Test
    void createEnvironment_withNodes_answersWithItsInfo() {
        JsonObject answer = platform.ok(
                ALICE,
                "CreateEnvironment",
                "env",
                "{\"shortdomain\":\"my-env\",\"displayName\":\"Mine 🚀\",\"region\":\"north\"}",
                "nodes",
                "[{\"nodeType\":\"nginx\"},{\"nodeType\":\"tomcat\",\"count\":2,\"fixedCloudlets\":1,"
                        + "\"flexibleCloudlets\":4,\"nodeGroup\":\"cp\"}]",
                "envGroups",
                "[\"b\",\"a\"]",
                "actionkey",
                "createenv;1",
                "ownerUid",
                ALICE.toString());

        assertThat(answer.fieldNames()).containsExactly("result", "response");
        JsonObject response = answer.getJsonObject("response");
        assertThat(response.getInteger("result")).isZero();
        response.remove("result");
        assertThat(response).isEqualTo(withoutResult(platform.info(ALICE, "my-env")));
        assertThat(response.getJsonArray("nodes")).hasSize(3);
        assertThat(response.getJsonArray("envGroups")).containsExactly("a", "b");
    }

    private static JsonObject withoutResult(JsonObject answer) {
        answer.remove("result");
        return answer;
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "my-env        | [{}]                     | invalid parameter [nodes]: nodeType: it is missing",
                "My-Env        | [{'nodeType':'tomcat'}]  | invalid parameter [env]: shortdomain: ",
                "x             | {'nodeType':'tomcat'}    | invalid parameter [nodes]: give a JSON array",
                "x             | [                        | invalid parameter [nodes]: give JSON",
            })
    void createEnvironment_withSomethingBad_namesTheParameter(String name, String nodes, String error) {
        assertThat(platform.error(3, ALICE, "CreateEnvironment", "env", env(name), "nodes", nodes.replace('\'', '"')))
                .startsWith(error);
        assertThat(platform.ok(ALICE, "GetEnvs").getJsonArray("infos")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "my-env", "{", "[{\"shortdomain\":\"my-env\"}]"})
    void createEnvironment_withAnEnvThatIsNoObject_namesIt(String env) {
        assertThat(platform.error(3, ALICE, "CreateEnvironment", "env", env, "nodes", ONE_TOMCAT))
                .startsWith("invalid parameter [env]: ");
    }

    @Test
    void createEnvironment_withoutEnvOrNodes_namesWhatIsMissing() {
        assertThat(platform.error(3, ALICE, "CreateEnvironment", "nodes", ONE_TOMCAT))
                .startsWith("invalid parameter [env]: it is missing");
        assertThat(platform.error(3, ALICE, "CreateEnvironment", "env", env("my-env")))
                .startsWith("invalid parameter [nodes]: it is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "[", "a\nb", "[\"\"]", "[{}]"})
    void createEnvironment_withBadGroups_namesThem(String groups) {
        assertThat(platform.error(
                        3, ALICE, "CreateEnvironment", "env", env("x"), "nodes", ONE_TOMCAT, "envGroups", groups))
                .startsWith("invalid parameter [envGroups]: ");
    }

    @Test
    void createEnvironment_withATakenName_isRefusedWhoeverHasIt() {
        platform.create(BOB, "my-env");

        assertThat(platform.error(3, ALICE, "CreateEnvironment", "env", env("my-env"), "nodes", ONE_TOMCAT))
                .isEqualTo("invalid parameter [env]: an environment named my-env exists already");
    }

    @Test
    void createEnvironment_forSomebodyElse_isDenied() {
        assertThat(platform.error(
                        8,
                        ALICE,
                        "CreateEnvironment",
                        "env",
                        env("my-env"),
                        "nodes",
                        ONE_TOMCAT,
                        "ownerUid",
                        BOB.toString()))
                .isEqualTo("permission denied: what account 1002 has is another account's");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GetEnvs", "GetBasicEnvsInfo"})
    void getEnvs_listsOnesOwnAsGetEnvInfoTellsOfThem(String method) {
        platform.create(ALICE, "first");
        platform.create(BOB, "bobs");
        platform.create(ALICE, "second");

        JsonObject answer = platform.ok(ALICE, method, "ownerUid", ALICE.toString());

        assertThat(answer.fieldNames()).containsExactly("result", "infos");
        assertThat(answer.getJsonArray("infos"))
                .containsExactly(
                        withoutResult(platform.info(ALICE, "first")), withoutResult(platform.info(ALICE, "second")));
        assertThat(platform.error(8, ALICE, method, "ownerUid", BOB.toString())).startsWith("permission denied");
        assertThat(platform.error(8, ALICE, method, "ownerUid", "0")).startsWith("permission denied");
    }

    @Test
    void getEnvInfo_hasTheProtocolsFieldsAndNoOthers() {
        platform.create(ALICE, "my-env");

        JsonObject info = platform.info(ALICE, "my-env");

        assertThat(info.fieldNames())
                .containsExactlyInAnyOrder("result", "env", "envGroups", "nodeGroups", "nodes", "right");
        assertThat(info.getString("right")).isEqualTo("OWNER");
        JsonObject env = info.getJsonObject("env");
        assertThat(env.remove("appid")).asString().matches("[0-9a-f]{32}");
        assertThat(env).isEqualTo(new JsonObject("""
                                {"envName": "my-env", "shortdomain": "my-env", "domain": "my-env.demo.latchkey.example",
                                 "displayName": "my-env", "status": 1, "uid": 1001, "creatorUid": 1001,
                                 "createdOn": "2026-11-24 10:15:30", "sslstate": false, "ishaenabled": false,
                                 "isFirewallEnabled": true, "isTransferring": false, "contexts": [], "extdomains": [],
                                 "hostGroup": {"uniqueName": "default_hn_group", "displayName": "Frankfurt, standard"},
                                 "hardwareNodeGroup": "default_hn_group"}
                                """));
    }

    @Test
    void getEnvInfo_tellsOfNodes() {
        platform.create(ALICE, "my-env", "[{\"nodeType\":\"mysql\",\"count\":2}]");

        JsonObject info = platform.info(ALICE, "my-env");

        JsonObject node = info.getJsonArray("nodes").getJsonObject(0);
        int id = node.getInteger("id");
        assertThat(node).isEqualTo(new JsonObject("""
                                {"id": %1$d, "nodeGroup": "sqldb", "nodeType": "mysql", "nodemission": "sqldb",
                                 "name": "MySQL CE", "version": "9.5.0", "status": 1, "ismaster": true,
                                 "address": "node%1$d-my-env.demo.latchkey.example", "intIP": "10.0.%2$d.%3$d",
                                 "url": "http://node%1$d-my-env.demo.latchkey.example/",
                                 "adminUrl": "http://node%1$d-my-env.demo.latchkey.example/phpmyadmin",
                                 "fixedCloudlets": 1, "flexibleCloudlets": 4, "port": 3306, "singleContext": false,
                                 "type": "NATIVE", "osType": "LINUX", "features": []}
                                """.formatted(id, id / 256, id % 256)));
        assertThat(info.getJsonArray("nodes").getJsonObject(1).getBoolean("ismaster"))
                .isFalse();
        assertThat(info.getJsonArray("nodeGroups"))
                .containsExactly(new JsonObject().put("name", "sqldb").put("isSLBAccessEnabled", true));
    }

    @Test
    void getEnvInfo_byAnyOfItsKeysInAnyCase_findsIt() {
        platform.create(ALICE, "my-env");
        JsonObject info = platform.info(ALICE, "my-env");
        String appid = info.getJsonObject("env").getString("appid");

        for (String key : new String[] {
            "My-Env",
            " my-env ",
            appid,
            appid.toUpperCase(Locale.ROOT),
            "my-env.demo.latchkey.example",
            "MY-ENV.Demo.Latchkey.Example"
        }) {
            assertThat(platform.info(ALICE, key)).as(key).isEqualTo(info);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "other",
                "my-env.example",
                "demo.latchkey.example",
                ".demo.latchkey.example",
                "0123456789abcdef0123456789abcdef",
                "%",
                "my-env'--"
            })
    void getEnvInfo_ofWhatDoesNotExist_saysSo(String name) {
        platform.create(ALICE, "my-env");

        assertThat(platform.error(11, ALICE, "GetEnvInfo", "envName", name))
                .isEqualTo("application [" + name + "] not exist");
    }

    @Test
    void cloneEnv_toANewName_answersWithTheCloneAsGetEnvInfoDoes() {
        platform.create(ALICE, "my-env", "[{\"nodeType\":\"tomcat\",\"env\":{\"A\":\"1\"}}]");
        platform.ok(ALICE, "StopEnv", "envName", "my-env");

        JsonObject clone = platform.ok(ALICE, "CloneEnv", "srcEnvName", "my-env", "dstEnvName", "my-copy");

        assertThat(clone).isEqualTo(platform.info(ALICE, "my-copy"));
        assertThat(platform.status(ALICE, "my-copy")).isEqualTo(2);
        assertThat(platform.status(ALICE, "my-env")).isEqualTo(2);
        assertThat(platform.variables(ALICE, "my-copy", platform.nodeId(ALICE, "my-copy", "cp")))
                .containsEntry("A", "1");
    }

    @Test
    void cloneEnv_toABadOrTakenName_isRefused() {
        platform.create(ALICE, "my-env");
        platform.create(BOB, "bobs");

        for (String name : new String[] {"my-env", "bobs", "My Copy", "-"}) {
            assertThat(platform.error(3, ALICE, "CloneEnv", "srcEnvName", "my-env", "dstEnvName", name))
                    .startsWith("invalid parameter [dstEnvName]: ");
        }
        assertThat(platform.ok(ALICE, "GetEnvs").getJsonArray("infos")).hasSize(1);
    }

    @Test
    void cloneEnv_ofABrokenOne_isRefused() {
        platform.platform.createDemoEnvironments(ALICE);

        assertThat(platform.error(3, ALICE, "CloneEnv", "srcEnvName", "legacy-crm", "dstEnvName", "copy"))
                .isEqualTo("invalid parameter [srcEnvName]: the environment legacy-crm is broken, and can't be cloned");
    }

    @Test
    void setEnvDisplayName_withOne_changesIt() {
        platform.create(ALICE, "my-env");

        assertThat(platform.ok(ALICE, "SetEnvDisplayName", "envName", "my-env", "displayName", " Mine 🚀 "))
                .isEqualTo(new JsonObject().put("result", 0));
        assertThat(displayName()).isEqualTo("Mine 🚀");
    }

    @Test
    void setEnvDisplayName_withoutOne_goesBackToTheName() {
        platform.create(ALICE, "my-env");
        platform.ok(ALICE, "SetEnvDisplayName", "envName", "my-env", "displayName", "Mine");

        platform.ok(ALICE, "SetEnvDisplayName", "envName", "my-env", "displayName", "");
        assertThat(displayName()).isEqualTo("my-env");
    }

    @Test
    void setEnvDisplayName_withABadOne_changesNothing() {
        platform.create(ALICE, "my-env");

        for (String name : new String[] {" ", "a\nb", "x".repeat(201)}) {
            assertThat(platform.error(3, ALICE, "SetEnvDisplayName", "envName", "my-env", "displayName", name))
                    .startsWith("invalid parameter [displayName]: ");
        }
        assertThat(displayName()).isEqualTo("my-env");
    }

    private static String displayName() {
        return platform.info(ALICE, "my-env").getJsonObject("env").getString("displayName");
    }

    @Test
    void deleteEnv_withAnyPasswordOrNone_deletesIt() {
        platform.create(ALICE, "first");
        platform.create(ALICE, "second");

        assertThat(platform.ok(ALICE, "DeleteEnv", "envName", "first")).isEqualTo(new JsonObject().put("result", 0));
        platform.ok(ALICE, "DeleteEnv", "envName", "second", "password", "whatever");

        assertThat(platform.ok(ALICE, "GetEnvs").getJsonArray("infos")).isEmpty();
        assertThat(platform.error(11, ALICE, "DeleteEnv", "envName", "first"))
                .isEqualTo("application [first] not exist");
    }

    @Test
    void deleteEnv_givesItsNameFree() {
        platform.create(ALICE, "my-env");
        platform.ok(ALICE, "DeleteEnv", "envName", "my-env");

        platform.create(BOB, "my-env");
        assertThat(platform.error(8, ALICE, "GetEnvInfo", "envName", "my-env"))
                .isEqualTo("permission denied: the environment my-env is another account's");
    }

    @Test
    void getRegions_listsThemWithTheirHostGroups() {
        JsonObject answer = platform.ok(ALICE, "GetRegions");

        assertThat(answer.fieldNames()).containsExactly("result", "className", "array");
        assertThat(answer.getString("className")).isEqualTo("com.hivext.api.server.system.persistence.Region");
        JsonArray regions = answer.getJsonArray("array");
        assertThat(regions.getJsonObject(0)).isEqualTo(new JsonObject("""
                                {"uniqueName": "default", "displayName": "Frankfurt", "domain": "demo.latchkey.example",
                                 "isEnabled": true, "hardNodeGroups":
                                 [{"uniqueName": "default_hn_group", "displayName": "Frankfurt, standard"}]}
                                """));
        assertThat(regions).hasSize(2);
    }
}
