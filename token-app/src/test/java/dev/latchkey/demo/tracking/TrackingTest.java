package dev.latchkey.demo.tracking;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.demo.OnPlatform;
import dev.latchkey.http.Uid;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Caller;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.testing.ExpectedLog;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of changes: actions, and the logs of nodes. */
final class TrackingTest extends OnPlatform {

    private static JsonArray actions(AccountId account) {
        return platform.ok(account, "environment.tracking.GetUidActions").getJsonArray("array");
    }

    private static JsonArray logs(String node) {
        return platform.ok(ALICE, "GetLogs", "envName", "my-env", "nodeId", node)
                .getJsonArray("object");
    }

    @Test
    void aChange_isAnAction_withAuthorStartEndAndResult() {
        platform.create(ALICE, "my-env");
        platform.call(new Caller(ALICE, Optional.of(new TokenId(7))), "StopEnv", Optional.empty(), "envName", "my-env");
        platform.error(3, ALICE, "SleepEnv", "envName", "my-env");

        JsonArray actions = actions(ALICE);
        assertThat(actions).hasSize(3);
        assertThat(actions.getJsonObject(2).getString("action")).isEqualTo("environment.control.CreateEnvironment");
        JsonObject stop = actions.getJsonObject(1);
        assertThat(stop.getString("action")).isEqualTo("environment.control.StopEnv");
        assertThat(stop.getString("envName")).isEqualTo("my-env");
        assertThat(stop.getValue("uid")).isEqualTo(Uid.of(ALICE));
        assertThat(stop.getInteger("tokenId")).isEqualTo(7);
        assertThat(stop.getString("startTime")).isEqualTo("2026-11-24 10:15:30");
        assertThat(stop.getString("endTime")).isEqualTo("2026-11-24 10:15:30");
        assertThat(stop.getInteger("resultCode")).isZero();
        JsonObject sleep = actions.getJsonObject(0);
        assertThat(sleep.getInteger("resultCode")).isEqualTo(3);
        assertThat(sleep.getString("errorText")).contains("can't sleep");
    }

    @ExpectedLog("could not be noted")
    @Test
    void aChangeThatCannotBeNoted_isAnsweredAsWhatItIs() {
        platform.create(ALICE, "my-env");
        execute("ALTER TABLE demo.node_log_lines RENAME TO lost_lines");
        try {
            platform.ok(ALICE, "StopEnv", "envName", "my-env");
        } finally {
            execute("ALTER TABLE demo.lost_lines RENAME TO node_log_lines");
        }
    }

    private void execute(String sql) {
        platform.database.transaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    @ExpectedLog("could not be noted")
    @ParameterizedTest
    @ValueSource(strings = {"23503", "45000"})
    void whatIsMade_andCannotBeNoted_isAnsweredAsMade(String state) {
        platform.breakNotes(state);
        try {
            platform.create(ALICE, "my-env");
            platform.ok(ALICE, "CloneEnv", "srcEnvName", "my-env", "dstEnvName", "copy");
            String unique =
                    platform.ok(ALICE, "marketplace.app.Install", "id", "ghost").getString("uniqueName");
            platform.ok(ALICE, "marketplace.installation.Uninstall", "appUniqueName", unique);
        } finally {
            platform.mendNotes();
        }
        assertThat(platform.ok(ALICE, "GetEnvs").getJsonArray("infos")).hasSize(2);
    }

    @Test
    void parametersThatAMethodDoesNotHave_doNotMakeAnErrorOfIt() {
        platform.create(ALICE, "my-env");

        platform.ok(ALICE, "StopEnv", "envName", "my-env", "nodeId", "none", "nodeGroup", "none");
        assertThat(platform.ok(
                                ALICE,
                                "ReadLog",
                                "envName",
                                "my-env",
                                "nodeId",
                                platform.nodeId(ALICE, "my-env", "cp"),
                                "path",
                                "/var/log/power.log")
                        .getString("body"))
                .contains("environment.control.StopEnv");
        assertThat(actions(ALICE).getJsonObject(0).getInteger("resultCode")).isZero();
    }

    @Test
    void anEnvironment_thatAnotherClientDeletesWhileItIsMade_isNoInternalError() throws Exception {
        ExecutorService clients = Executors.newSingleThreadExecutor();
        try {
            for (int round = 0; round < 50; round++) {
                Future<?> deleting = clients.submit(() -> {
                    while (platform.call(ALICE, "DeleteEnv", "envName", "my-env")
                                    .getInteger("result")
                            != 0) {
                        Thread.onSpinWait();
                    }
                });
                platform.create(ALICE, "my-env");
                deleting.get();
            }
        } finally {
            clients.shutdown();
        }
    }

    @Test
    void actions_areTheAccountsAlone() {
        platform.create(ALICE, "my-env");
        platform.error(8, BOB, "StopEnv", "envName", "my-env");

        assertThat(actions(ALICE)).hasSize(1);
        assertThat(actions(BOB)).isEmpty();
    }

    @Test
    void getUidActions_takesACountAndTypes() {
        platform.create(ALICE, "my-env");
        platform.ok(ALICE, "StopEnv", "envName", "my-env");

        assertThat(platform.ok(ALICE, "environment.tracking.GetUidActions", "count", "1")
                        .getJsonArray("array"))
                .hasSize(1);
        assertThat(platform.ok(
                                ALICE,
                                "environment.tracking.GetUidActions",
                                "actionTypes",
                                "environment.control.createenvironment")
                        .getJsonArray("array"))
                .hasSize(1);
        platform.error(3, ALICE, "environment.tracking.GetUidActions", "count", "0");
    }

    @Test
    void logs_ofANode_tellWhatWasDoneToIt() {
        platform.create(ALICE, "my-env", "[{\"nodeType\":\"nginx\"},{\"nodeType\":\"tomcat\"}]");
        String tomcat = platform.nodeId(ALICE, "my-env", "cp");
        String nginx = platform.nodeId(ALICE, "my-env", "bl");
        platform.ok(ALICE, "SetContainerEnvVars", "envName", "my-env", "nodeId", tomcat, "vars", "{}");

        assertThat(logs(nginx)).hasSize(1);
        assertThat(logs(tomcat))
                .extracting(file -> ((JsonObject) file).getString("path"))
                .containsExactly("/var/log/platform.log", "/var/log/power.log");
        String[] log = {"envName", "my-env", "nodeId", tomcat, "path", "/var/log/platform.log"};
        String body = platform.ok(ALICE, "ReadLog", log).getString("body");
        assertThat(body).isEqualTo("2026-11-24 10:15:30 environment.control.SetContainerEnvVars by account 1001\n");
        assertThat(logs(tomcat).getJsonObject(0).getInteger("size")).isEqualTo(body.length());

        platform.error(5, ALICE, "ReadLog", "envName", "my-env", "nodeId", tomcat, "path", "/etc/passwd");
        platform.error(3, ALICE, "ReadLog", "envName", "my-env", "nodeId", tomcat, "path", "x", "from", "-1");
    }
}
