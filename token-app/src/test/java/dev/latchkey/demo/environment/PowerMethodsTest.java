package dev.latchkey.demo.environment;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.demo.OnPlatform;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PowerMethodsTest extends OnPlatform {

    private static final String RUNNING = "my-project";
    private static final String DOWN = "nightly-reports";
    private static final String SLEEPING = "my-project-staging";
    private static final String BROKEN = "legacy-crm";

    @ParameterizedTest
    @CsvSource({
        "StartEnv, " + RUNNING + ", 1",
        "StartEnv, " + DOWN + ", 1",
        "StartEnv, " + SLEEPING + ", 1",
        "StartEnv, " + BROKEN + ", 1",
        "StopEnv, " + RUNNING + ", 2",
        "StopEnv, " + DOWN + ", 2",
        "StopEnv, " + SLEEPING + ", 2",
        "StopEnv, " + BROKEN + ", 2",
        "SleepEnv, " + RUNNING + ", 4",
        "SleepEnv, " + SLEEPING + ", 4",
        "RestartNodes, " + RUNNING + ", 1"
    })
    void aTransition_fromWhereItCanBegin_isOverWhenItIsAnswered(String method, String name, int status) {
        platform.platform.createDemoEnvironments(ALICE);

        assertThat(platform.ok(ALICE, method, "envName", name)).isEqualTo(new JsonObject().put("result", 0));
        assertThat(platform.status(ALICE, name)).isEqualTo(status);
        assertThat(platform.info(ALICE, name).getJsonArray("nodes"))
                .extracting(node -> ((JsonObject) node).getInteger("status"))
                .containsOnly(status);
    }

    @ParameterizedTest
    @CsvSource({
        "SleepEnv, " + DOWN + ", down, sleep",
        "SleepEnv, " + BROKEN + ", broken, sleep",
        "RestartNodes, " + DOWN + ", down, restart",
        "RestartNodes, " + SLEEPING + ", sleeping, restart",
        "RestartNodes, " + BROKEN + ", broken, restart"
    })
    void aTransition_fromWhereItCannotBegin_isRefused(String method, String name, String status, String doing) {
        platform.platform.createDemoEnvironments(ALICE);
        JsonObject before = platform.info(ALICE, name);

        assertThat(platform.error(3, ALICE, method, "envName", name))
                .isEqualTo("invalid parameter [envName]: the environment " + name + " is " + status + ", and can't "
                        + doing);
        assertThat(platform.info(ALICE, name)).isEqualTo(before);
    }

    @Test
    void restartNodes_ofANodeOrGroupThatIsThere_restarts() {
        platform.create(ALICE, "my-env");
        String node = platform.nodeId(ALICE, "my-env", "cp");

        platform.ok(ALICE, "RestartNodes", "envName", "my-env", "nodeGroup", "cp");
        platform.ok(ALICE, "RestartNodes", "envName", "my-env", "nodeId", node, "delay", "5", "isSequential", "true");
        platform.ok(ALICE, "RestartNodes", "envName", "my-env", "nodeId", node, "nodeGroup", "cp");
    }

    @Test
    void restartNodes_ofANodeOrGroupThatIsNot_saysSo() {
        platform.create(ALICE, "my-env");
        platform.create(ALICE, "other");
        String node = platform.nodeId(ALICE, "my-env", "cp");
        String others = platform.nodeId(ALICE, "other", "cp");

        assertThat(platform.error(5, ALICE, "RestartNodes", "envName", "my-env", "nodeGroup", "bl"))
                .isEqualTo("the environment my-env has no node group bl");
        assertThat(platform.error(5, ALICE, "RestartNodes", "envName", "my-env", "nodeId", others))
                .isEqualTo("the environment my-env has no node " + others);
        assertThat(platform.error(5, ALICE, "RestartNodes", "envName", "my-env", "nodeId", node, "nodeGroup", "bl"))
                .isEqualTo("the environment my-env has no node " + node + " in the node group bl");
    }
}
