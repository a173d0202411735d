package dev.latchkey.demo.node;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.demo.OnPlatform;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Containers: of which image they are made, redeploying them, and commands on them. */
final class ContainerMethodsTest extends OnPlatform {

    private static final String DOCKER =
            "[{\"nodeType\":\"docker\",\"count\":2,\"docker\":{\"image\":\"%s\"}},{\"nodeType\":\"redis\"}]";

    private static JsonObject node(int index) {
        return platform.info(ALICE, "my-env").getJsonArray("nodes").getJsonObject(index);
    }

    private static JsonObject image(String name, String tag) {
        return new JsonObject().put("dockerName", name).put("dockerTag", tag);
    }

    private static JsonArray responses(String method, String... arguments) {
        return platform.ok(ALICE, method, arguments).getJsonArray("responses");
    }

    private static JsonObject run(String commands) {
        String node = platform.nodeId(ALICE, "my-env", "cp");
        return responses("ExecCmdById", "envName", "my-env", "nodeId", node, "commandList", commands.replace('\'', '"'))
                .getJsonObject(0);
    }

    @ParameterizedTest
    @CsvSource({
        "acme/app:v1, acme/app, v1",
        "acme/app, acme/app, latest",
        "registry.example.com:5000/acme/app:1.2-rc_3, registry.example.com:5000/acme/app, 1.2-rc_3",
        "redis:8, redis, 8"
    })
    void createEnvironment_withAnImage_keepsAndShowsIt(String image, String name, String tag) {
        platform.create(ALICE, "my-env", DOCKER.formatted(image));

        assertThat(node(0).getJsonObject("customitem")).isEqualTo(image(name, tag));
        assertThat(node(1).getJsonObject("customitem")).isEqualTo(image(name, tag));
        assertThat(node(0).getString("version")).isEqualTo(tag);
        assertThat(node(2).containsKey("customitem")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ACME/app", "a b", "acme/app:", "acme//app", "acme/app:-v1", "app@sha256:12", "../app"})
    void createEnvironment_withWhatIsNoImage_isRefused(String image) {
        assertThat(platform.error(
                        3,
                        ALICE,
                        "CreateEnvironment",
                        "env",
                        "{\"shortdomain\":\"my-env\"}",
                        "nodes",
                        DOCKER.formatted(image)))
                .startsWith("invalid parameter [nodes]: image: give an image as NAME:TAG");
    }

    @Test
    void cloneEnv_keepsTheImages() {
        platform.create(ALICE, "my-env", DOCKER.formatted("acme/app:v1"));
        platform.ok(ALICE, "CloneEnv", "srcEnvName", "my-env", "dstEnvName", "copy");

        assertThat(platform.info(ALICE, "copy")
                        .getJsonArray("nodes")
                        .getJsonObject(0)
                        .getJsonObject("customitem"))
                .isEqualTo(image("acme/app", "v1"));
    }

    @Test
    void redeploying_aGroup_givesItsNodesTheTag_andNoOthers() {
        platform.create(ALICE, "my-env", DOCKER.formatted("acme/app:v1"));

        JsonArray responses = responses(
                "RedeployContainersByGroup",
                "envName",
                "my-env",
                "nodeGroup",
                "cp",
                "tag",
                "v2",
                "login",
                "ann",
                "password",
                "not looked at");

        assertThat(responses)
                .extracting(response -> ((JsonObject) response).getInteger("nodeid"))
                .containsExactly(node(0).getInteger("id"), node(1).getInteger("id"));
        assertThat(node(0).getJsonObject("customitem")).isEqualTo(image("acme/app", "v2"));
        assertThat(node(1).getJsonObject("customitem")).isEqualTo(image("acme/app", "v2"));
        assertThat(node(2).containsKey("customitem")).isFalse();
        assertThat(platform.status(ALICE, "my-env")).isEqualTo(1);
    }

    @Test
    void redeploying_oneNode_orAll() {
        platform.create(ALICE, "my-env", DOCKER.formatted("acme/app:v1"));
        String first = node(0).getInteger("id").toString();

        assertThat(responses("RedeployContainerById", "envName", "my-env", "nodeId", first, "tag", "v2"))
                .hasSize(1);
        assertThat(node(0).getJsonObject("customitem")).isEqualTo(image("acme/app", "v2"));
        assertThat(node(1).getJsonObject("customitem")).isEqualTo(image("acme/app", "v1"));

        platform.ok(ALICE, "RedeployContainers", "envName", "my-env", "tag", "v3");
        assertThat(node(1).getJsonObject("customitem")).isEqualTo(image("acme/app", "v3"));
        assertThat(node(2).getJsonObject("customitem")).isEqualTo(image("redis", "v3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "-v1", ".v1", "v1/2", "v:1"})
    void redeploying_withABadTag_changesNothing(String tag) {
        platform.create(ALICE, "my-env", DOCKER.formatted("acme/app:v1"));

        assertThat(platform.error(3, ALICE, "RedeployContainers", "envName", "my-env", "tag", tag))
                .startsWith("invalid parameter [tag]: ");
        assertThat(node(0).getJsonObject("customitem")).isEqualTo(image("acme/app", "v1"));
    }

    @Test
    void whatIsDown_isNotRedeployed_andRunsNoCommands() {
        platform.create(ALICE, "my-env");
        platform.ok(ALICE, "StopEnv", "envName", "my-env");

        assertThat(platform.error(3, ALICE, "RedeployContainers", "envName", "my-env", "tag", "v2"))
                .endsWith("the environment my-env is down, and can't be redeployed: start it first");
        assertThat(platform.error(
                        3,
                        ALICE,
                        "ExecCmdByGroup",
                        "envName",
                        "my-env",
                        "nodeGroup",
                        "cp",
                        "commandList",
                        "[{\"command\":\"pwd\"}]"))
                .endsWith("the environment my-env is down, and can't run commands: start it first");
        assertThat(node(0).containsKey("customitem")).isFalse();
    }

    @Test
    void commands_areAnsweredByEachNode_andRunNowhere() {
        platform.create(ALICE, "my-env", DOCKER.formatted("acme/app:v1"));

        JsonArray responses = responses(
                "ExecCmdByGroup",
                "envName",
                "my-env",
                "nodeGroup",
                "cp",
                "commandList",
                "[{\"command\":\"echo\",\"params\":\"'a b'\"},{\"command\":\"hostname\"}]");

        assertThat(responses).hasSize(2);
        assertThat(responses.getJsonObject(1))
                .isEqualTo(new JsonObject()
                        .put("result", 0)
                        .put("nodeid", node(1).getInteger("id"))
                        .put("out", "a b\nnode" + node(1).getInteger("id"))
                        .put("errOut", "")
                        .put("exitStatus", 0));
        assertThat(platform.ok(
                                ALICE,
                                "ReadLog",
                                "envName",
                                "my-env",
                                "nodeId",
                                platform.nodeId(ALICE, "my-env", "cp"),
                                "path",
                                "/var/log/platform.log")
                        .getString("body"))
                .contains("environment.control.ExecCmdByGroup by account 1001");
    }

    @Test
    void commands_endWithTheFirstThatFails() {
        platform.create(ALICE, "my-env");

        JsonObject failed = run("[{'command':'echo one'},{'command':'exit 3'},{'command':'echo two'}]");
        assertThat(failed.getString("out")).isEqualTo("one");
        assertThat(failed.getInteger("exitStatus")).isEqualTo(3);
        assertThat(failed.getString("errOut")).isEqualTo("exit failed with status 3");
        assertThat(run("[{'command':'/usr/local/bin/migrate --all'}]").getString("out"))
                .isEqualTo("/usr/local/bin/migrate: not run, as this platform is a demo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[1]", "[{}]", "[{\"command\":1}]", "[{\"command\":\" \"}]", "{}", "x"})
    void commands_ofAnotherForm_areRefused(String commands) {
        platform.create(ALICE, "my-env");

        assertThat(platform.error(
                        3, ALICE, "ExecCmdByGroup", "envName", "my-env", "nodeGroup", "cp", "commandList", commands))
                .startsWith("invalid parameter [commandList]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://git.example.com/acme/shop.git | shop@main",
                "git@git.example.com:acme/shop.git | shop@main",
                "ssh://git@git.example.com/acme/shop.git | shop@main",
                "{\"url\":\"ssh://git.example.com/shop\",\"branch\":\"v2\"} | shop@v2"
            })
    void deploy_ofARepository_showsIt(String repository, String shown) {
        platform.create(ALICE, "my-env");
        platform.ok(ALICE, "environment.deployment.Deploy", "envName", "my-env", "repo", repository, "context", "ROOT");

        JsonObject deployed = platform.info(ALICE, "my-env")
                .getJsonObject("env")
                .getJsonArray("contexts")
                .getJsonObject(0);
        assertThat(deployed.getString("archivename")).isEqualTo(shown);
        assertThat(deployed.getString("type")).isEqualTo("GIT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ann:secret@git.example.com/a",
                "https://ann@git.example.com/a",
                "ssh://ann:secret@git.example.com/a",
                "https://git.example.com/a:",
                "{\"url\":\"https://git.example.com/a\\u0000b\"}",
                "LONG",
                "LONG:",
                "file:///etc",
                "{",
                "{}",
                "shop"
            })
    void deploy_ofWhatIsNoRepository_isRefused(String given) {
        String repository = given.replace("LONG", "https://git.example.com/" + "x".repeat(500));
        platform.create(ALICE, "my-env");

        assertThat(platform.error(
                        3,
                        ALICE,
                        "environment.deployment.Deploy",
                        "envName",
                        "my-env",
                        "repo",
                        repository,
                        "context",
                        "ROOT"))
                .startsWith("invalid parameter [repo]: ")
                .doesNotContain("secret");
    }

    @Test
    void getDomains_listsThoseOfEnvironmentAndNodes() {
        platform.create(ALICE, "my-env", DOCKER.formatted("acme/app:v1"));
        String first = node(0).getString("address");

        assertThat(platform.ok(ALICE, "environment.binder.GetDomains", "envName", "my-env")
                        .getJsonArray("domains"))
                .hasSize(4)
                .startsWith("my-env.demo.latchkey.example", first);
        assertThat(platform.ok(ALICE, "environment.binder.GetDomains", "envName", "my-env", "inShort", "true")
                        .getJsonArray("domains"))
                .containsExactly("my-env.demo.latchkey.example");
    }

    @Test
    void getAccount_tellsWhoseAccountItIs() {
        JsonObject account = platform.ok(ALICE, "billing.account.GetAccount");

        assertThat(account.getValue("uid")).isEqualTo(1001);
        assertThat(account.getInteger("status")).isEqualTo(1);
        assertThat(account.getString("defaultHardNodeGroup")).isEqualTo("default_hn_group");
    }
}
