package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.demo.DemoAccount;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform's official Java SDK, unchanged: it reads each answer, refusals too. */
final class JavaSdkIT {

    private static final String ENVIRONMENT = "my-project";
    private static final String RUNNING = "getEnvInfo 0 My project, status 1";
    private static final String STOPPED = "getEnvInfo 0 My project, status 2";
    private static final String ENVIRONMENTS = "getEnvs 0 Company blog, Image resizer, Legacy CRM (to be replaced), "
            + "My project, My project, staging, Nightly reports";

    @TempDir
    private static Path directory;

    private static ServerProcess server;
    private static ApiClient person;
    private static int node;
    private static JavaSdkProcess program;

    @BeforeAll
    static void start() throws Exception {
        server = ServerProcess.serve(
                directory, List.of("--demo", "--data", directory.resolve("data").toString()));
        person = ApiClient.signIn(server.address(), DemoAccount.LOGIN, DemoAccount.PASSWORD);
        node = person.call("environment.control.GetEnvInfo", "envName", ENVIRONMENT)
                .getJsonArray("nodes")
                .getJsonObject(0)
                .getInteger("id");
        program = new JavaSdkProcess(directory, server.address(), ENVIRONMENT, node);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void calls_withASession_areAnsweredUntilItSignsOut() throws Exception {
        assertThat(program.call(DemoAccount.LOGIN, DemoAccount.PASSWORD))
                .containsExactly(
                        "signin 0 " + DemoAccount.LOGIN,
                        ENVIRONMENTS,
                        RUNNING,
                        "stopEnv 0",
                        STOPPED,
                        "startEnv 0",
                        RUNNING,
                        "getRegions 0 Frankfurt, Helsinki",
                        "execCmdById 0 " + node + " hello",
                        "getAccount 0 " + DemoAccount.LOGIN,
                        "signout 0",
                        "getEnvInfo 702 the session or token is unknown, has expired or was removed: "
                                + "sign in again, or use another token");
    }

    @Test
    void calls_withAToken_areAnswered() throws Exception {
        assertThat(program.call(person.createTokenOf("Extended Access")))
                .containsExactly(
                        ENVIRONMENTS,
                        RUNNING,
                        "stopEnv 0",
                        STOPPED,
                        "startEnv 0",
                        RUNNING,
                        "getRegions 0 Frankfurt, Helsinki",
                        "execCmdById 0 " + node + " hello",
                        "getAccount 0 " + DemoAccount.LOGIN,
                        "signout 0",
                        RUNNING);
    }

    @Test
    void calls_withATokenThatMayOnlyRead_areRefusedInTheirAnswers() throws Exception {
        assertThat(program.call(person.createToken("Reads", "environment.control.GetEnvInfo")))
                .containsExactly(
                        refusal("getEnvs", "environment.control.GetEnvs"),
                        RUNNING,
                        refusal("stopEnv", "environment.control.StopEnv"),
                        RUNNING,
                        refusal("startEnv", "environment.control.StartEnv"),
                        RUNNING,
                        refusal("getRegions", "environment.control.GetRegions"),
                        refusal("execCmdById", "environment.control.ExecCmdById"),
                        refusal("getAccount", "billing.account.GetAccount"),
                        "signout 0",
                        RUNNING);
    }

    private static String refusal(String call, String method) {
        return call + " 8202 this token may not call " + method + ": add it to the token's methods";
    }
}
