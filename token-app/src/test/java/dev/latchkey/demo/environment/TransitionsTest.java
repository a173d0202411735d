package dev.latchkey.demo.environment;

import static dev.latchkey.demo.TestPlatform.ONE_TOMCAT;
import static dev.latchkey.demo.TestPlatform.env;
import static dev.latchkey.token.testing.Fixtures.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.demo.TestPlatform;
import dev.latchkey.demo.storage.DemoTables;
import dev.latchkey.http.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transitions that take time, by a clock that stands still until a test sets it on. */
final class TransitionsTest {

    private static final Duration TIME = Duration.ofSeconds(10);

    private TestPlatform platform;

    @BeforeEach
    void open(@TempDir Path directory) {
        platform = new TestPlatform(directory, TIME);
        platform.platform.createDemoEnvironments(ALICE);
    }

    @AfterEach
    void close() {
        platform.close();
    }

    private CompletableFuture<JsonObject> calling(String method, String... namesAndValues) {
        return CompletableFuture.supplyAsync(() -> platform.ok(ALICE, method, namesAndValues));
    }

    private void awaitStatus(String name, int status) {
        await().until(() -> statusInList(name) == status);
    }

    /** As a dashboard sees it, which polls the list; 0 where it is not there. */
    private int statusInList(String name) {
        JsonArray infos = platform.ok(ALICE, "GetEnvs").getJsonArray("infos");
        return infos.stream()
                .map(info -> ((JsonObject) info).getJsonObject("env"))
                .filter(env -> env.getString("envName").equals(name))
                .map(env -> env.getInteger("status"))
                .findFirst()
                .orElse(0);
    }

    private static void assertStaysUnanswered(CompletableFuture<JsonObject> answer) {
        await().during(Duration.ofMillis(100)).until(() -> !answer.isDone());
    }

    @Test
    void aThreadThatIsInterrupted_afterTheChangeWasMade_answersThatItWas() throws Exception {
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        Thread caller = new Thread(() -> answer.complete(platform.call(ALICE, "StopEnv", "envName", "my-project")));
        caller.start();
        awaitStatus("my-project", 13);

        caller.interrupt();

        assertThat(answer.get(20, TimeUnit.SECONDS).getInteger("result")).isZero();
        caller.join();
    }

    @ParameterizedTest
    @CsvSource({
        "StopEnv, my-project, 13, 2",
        "StopEnv, my-project-staging, 13, 2",
        "StartEnv, nightly-reports, 3, 1",
        "StartEnv, my-project-staging, 3, 1",
        "SleepEnv, my-project, 14, 4",
        "RestartNodes, my-project, 12, 1"
    })
    void aTransition_isSeenByOthersUntilItIsAnswered(String method, String name, int through, int to) {
        CompletableFuture<JsonObject> answer = calling(method, "envName", name);

        awaitStatus(name, through);
        platform.clock.advance(TIME.minusMillis(1));
        assertThat(statusInList(name)).isEqualTo(through);
        assertStaysUnanswered(answer);

        platform.clock.advance(Duration.ofMillis(1));
        answer.join();
        assertThat(statusInList(name)).isEqualTo(to);
    }

    @Test
    void createEnvironment_isCreatingUntilItIsAnswered() {
        CompletableFuture<JsonObject> answer = calling("CreateEnvironment", "env", env("new"), "nodes", ONE_TOMCAT);

        awaitStatus("new", 6);
        assertStaysUnanswered(answer);

        platform.clock.advance(TIME);
        JsonObject env = answer.join().getJsonObject("response").getJsonObject("env");
        assertThat(env.getInteger("status")).isEqualTo(1);
    }

    @Test
    void cloneEnv_isCloningBothUntilItIsAnswered() {
        CompletableFuture<JsonObject> answer =
                calling("CloneEnv", "srcEnvName", "my-project-staging", "dstEnvName", "copy");

        awaitStatus("copy", 7);
        assertThat(statusInList("my-project-staging")).isEqualTo(7);
        assertStaysUnanswered(answer);

        platform.clock.advance(TIME);
        assertThat(answer.join().getJsonObject("env").getInteger("status")).isEqualTo(4);
        assertThat(statusInList("my-project-staging")).isEqualTo(4);
    }

    @Test
    void aTransition_thatMeetsAnother_waitsForItFirst() {
        CompletableFuture<JsonObject> stop = calling("StopEnv", "envName", "my-project");
        awaitStatus("my-project", 13);
        CompletableFuture<JsonObject> start = calling("StartEnv", "envName", "my-project");

        platform.clock.advance(TIME);
        stop.join();
        awaitStatus("my-project", 3);
        assertStaysUnanswered(start);

        platform.clock.advance(TIME);
        start.join();
        assertThat(statusInList("my-project")).isEqualTo(1);
    }

    @Test
    void deleteEnv_thatMeetsATransition_waitsForItFirst() {
        CompletableFuture<JsonObject> stop = calling("StopEnv", "envName", "my-project");
        awaitStatus("my-project", 13);
        CompletableFuture<JsonObject> delete = calling("DeleteEnv", "envName", "my-project");

        assertStaysUnanswered(delete);
        assertThat(statusInList("my-project")).isEqualTo(13);

        platform.clock.advance(TIME);
        stop.join();
        delete.join();
        assertThat(statusInList("my-project")).isZero();
    }

    @Test
    void aTransition_thatMeetsOneWithoutEnd_givesUp() {
        Environments environments = new Environments(new DemoTables(platform.database));
        Transitions transitions = new Transitions(environments, platform.clock, TIME, Duration.ofMillis(50));
        Environment environment = environments.find("my-project").orElseThrow();
        environments.transit(
                ALICE,
                environment,
                Transition.STOP,
                platform.clock.instant(),
                platform.clock.instant().plus(TIME));

        Answer answer = transitions.make(
                ALICE, Transition.START, environments.find("my-project").orElseThrow());

        assertThat(answer.body().toJsonObject().getInteger("result")).isEqualTo(99);
        assertThat(statusInList("my-project")).isEqualTo(13);
    }

    @Test
    void aTransition_whoseServerDied_endsByItself(@TempDir Path directory) {
        try (TestPlatform dying = new TestPlatform(directory, Duration.ZERO)) {
            dying.create(ALICE, "my-env");
            Environments environments = new Environments(new DemoTables(dying.database));
            environments.transit(
                    ALICE,
                    environments.find("my-env").orElseThrow(),
                    Transition.STOP,
                    dying.clock.instant(),
                    dying.clock.instant().plus(TIME));
        }

        try (TestPlatform next = new TestPlatform(directory, TIME)) {
            assertThat(next.status(ALICE, "my-env")).isEqualTo(13);
            next.clock.advance(TIME);
            assertThat(next.status(ALICE, "my-env")).isEqualTo(2);
        }
    }
}
