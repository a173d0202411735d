package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.demo.DemoAccount;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official Maven plugin, run by a real Maven over TLS: each build ends as its developer needs it. */
final class MavenPluginIT {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private static final String ENVIRONMENT = "my-project";

    @TempDir
    private static Path directory;

    private static ServerProcess server;
    private static ApiClient person;
    private static MavenProcess project;

    @BeforeAll
    static void start() throws Exception {
        server = ServerProcess.serve(
                directory, List.of("--demo", "--data", directory.resolve("data").toString()));
        person = ApiClient.signIn(server.address(), DemoAccount.LOGIN, DemoAccount.PASSWORD);
        project = MavenProcess.projectIn(
                directory.resolve("project"), server.secureAddress().getAuthority());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void deploy_withATokenOfItsTemplate_deploysTheWar() throws Exception {
        String token = token("tokenTemplate", "Maven Plugin");

        MavenProcess.Outcome build = project.deploy(ENVIRONMENT, token);

        assertThat(build.output())
                .contains("File UpLoad : SUCCESS", "File registration : SUCCESS", "Deploy file : SUCCESS")
                .contains("shop-1.0.war", "is deployed as shop on Tomcat")
                .contains("LogOut : SUCCESS", "BUILD SUCCESS");
        assertThat(build.exitCode()).isZero();
        JsonArray deployments = person.call("environment.control.GetEnvInfo", "envName", ENVIRONMENT)
                .getJsonObject("env")
                .getJsonArray("contexts");
        assertThat(deployments).hasSize(1);
        assertThat(deployments.getJsonObject(0).getString("context")).isEqualTo("shop");
        assertThat(deployments.getJsonObject(0).getString("archivename")).isEqualTo("shop-1.0.war");
        assertThat(deployments.getJsonObject(0).getInteger("tokenId")).isPositive();
        assertThat(person.with(token).result("users.authentication.CheckSign")).isZero();
    }

    @Test
    void deploy_withAWrongToken_failsAndSaysSo() throws Exception {
        assertFails(
                project.deploy(ENVIRONMENT, "lkp_wrong"),
                "File upload : FAILED",
                "is unknown, has expired or was removed");
    }

    @Test
    void deploy_withAnExpiredToken_failsAndSaysSo() throws Exception {
        String soon = SECONDS.format(Instant.now().plusSeconds(3));
        String token = token("tokenTemplate", "Maven Plugin", "expiresAt", soon);
        Awaitility.await().until(() -> person.with(token).result("users.authentication.CheckSign") == 702);

        assertFails(
                project.deploy(ENVIRONMENT, token), "File upload : FAILED", "is unknown, has expired or was removed");
    }

    @Test
    void deploy_withATokenThatMayOnlyUpload_failsAndNamesTheMethodThatItLacks() throws Exception {
        String token = token("apiList", "storage.uploader.Upload,deployment.archive.CreateObject");

        assertFails(
                project.deploy(ENVIRONMENT, token),
                "Deploy : FAILED",
                "this token may not call deployment.archive.DeployArchive");
    }

    @Test
    void deploy_toAnUnknownEnvironment_failsAndNamesIt() throws Exception {
        String token = token("tokenTemplate", "Maven Plugin");

        assertFails(project.deploy("no-such-env", token), "Deploy : FAILED", "application [no-such-env] not exist");
    }

    private static void assertFails(MavenProcess.Outcome build, String... messages) {
        assertThat(build.output()).contains(messages).contains("BUILD FAILURE").doesNotContain("NullPointerException");
        assertThat(build.exitCode()).isEqualTo(1);
    }

    private static String token(String... methods) {
        String[] parameters = new String[methods.length + 4];
        System.arraycopy(methods, 0, parameters, 0, methods.length);
        System.arraycopy(
                new String[] {"description", "Deploys", "password", DemoAccount.PASSWORD},
                0,
                parameters,
                methods.length,
                4);
        JsonObject answer = person.call("users.authentication.CreateToken", parameters);
        assertThat(answer.getInteger("result")).as(answer.encode()).isZero();
        return answer.getJsonObject("token").getString("key");
    }
}
