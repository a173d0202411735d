package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.demo.DemoAccount;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server with the demo platform and without one, and who is let in. */
final class PlatformsIT {

    private static final String SIGN_IN = "users.authentication.Signin";
    private static final String ANN = "ann@example.com";
    private static final String ANNS_PASSWORD = "a long password 1";

    @TempDir
    private Path directory;

    private ServerProcess serve(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", directory.resolve("data").toString()));
        return ServerProcess.serve(directory, all);
    }

    private ApiClient ann(ServerProcess server) {
        return ApiClient.signIn(server.address(), ANN, ANNS_PASSWORD);
    }

    private void addAnn() throws Exception {
        assertThat(ServerProcess.output(
                        directory,
                        ANNS_PASSWORD + "\n",
                        "account",
                        "add",
                        ANN,
                        "--password-stdin",
                        "--data",
                        directory.resolve("data").toString()))
                .contains("Made account");
    }

    private static HttpResponse<String> get(ServerProcess server, String path) throws Exception {
        URI address = server.address().resolve(path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    private static List<String> methods(ApiClient client) {
        return client.call("users.authentication.GetTokenApiList").getJsonArray("tokenPermissions").stream()
                .map(method -> ((JsonObject) method).getString("method"))
                .toList();
    }

    @Test
    void withoutThePlatform_thereAreTokensAndSessions_andNothingElse() throws Exception {
        addAnn();
        try (ServerProcess server = serve()) {
            ApiClient ann = ann(server);

            assertThat(methods(ann)).containsExactly("users.account.GetUserInfo");
            assertThat(ann.call("users.authentication.GetTokenTemplates").getJsonArray("templates"))
                    .isEmpty();
            JsonObject made = ann.call(
                    "users.authentication.CreateToken",
                    "description",
                    "ci",
                    "apiList",
                    "users.account.GetUserInfo",
                    "password",
                    ANNS_PASSWORD);
            ApiClient token = ann.with(made.getJsonObject("token").getString("key"));
            assertThat(token.call("users.account.GetUserInfo").getString("email"))
                    .isEqualTo(ANN);

            assertThat(get(server, "/1.0/environment/control/rest/getenvs").statusCode())
                    .isEqualTo(404);
            assertThat(get(server, "/demo/environments.js").statusCode()).isEqualTo(404);
            assertThat(get(server, "/dashboard/platform.js").body()).contains("\"view\":\"/dashboard/home.js\"");
            assertThat(get(server, "/openapi.json").body()).doesNotContain("environment.control");
            assertThat(server.errors()).doesNotContain(DemoAccount.LOGIN);
        }
    }

    @Test
    void tokensOfADemo_areListedAndRemoved_whenItIsStartedWithoutIt() throws Exception {
        addAnn();
        try (ServerProcess server = serve("--demo")) {
            assertThat(ann(server)
                            .result(
                                    "users.authentication.CreateToken",
                                    "description",
                                    "all",
                                    "tokenTemplate",
                                    "Extended Access",
                                    "password",
                                    ANNS_PASSWORD))
                    .isZero();
        }
        try (ServerProcess server = serve()) {
            JsonObject tokens = ann(server).call("users.authentication.GetTokens");

            assertThat(tokens.getJsonArray("apiTokens")).hasSize(1);
            assertThat(ann(server).result("users.authentication.DeleteTokens", "ids", "*", "password", ANNS_PASSWORD))
                    .isZero();
        }
    }

    @Test
    void theDemosAccount_isRefusedWithoutTheDemo_inEveryWay() throws Exception {
        String session;
        String token;
        try (ServerProcess server = serve("--demo")) {
            ApiClient demo = ApiClient.signIn(server.address(), DemoAccount.LOGIN, DemoAccount.PASSWORD);
            session = demo.credential();
            token = demo.call(
                            "users.authentication.CreateToken",
                            "description",
                            "ci",
                            "apiList",
                            "users.account.GetUserInfo",
                            "password",
                            DemoAccount.PASSWORD)
                    .getJsonObject("token")
                    .getString("key");
            assertThat(demo.with(token).result("users.account.GetUserInfo")).isZero();
        }
        addAnn();
        try (ServerProcess server = serve()) {
            assertClosed(server, session, token, "started without --demo");
            assertThat(ann(server).result("users.account.GetUserInfo")).isZero();
        }
        try (ServerProcess server = serve("--demo", "--host", "0.0.0.0")) {
            assertClosed(server, session, token, "--demo-anywhere");
            assertThat(ann(server).result("environment.control.GetEnvs")).isZero();
        }
        try (ServerProcess server = serve("--demo", "--demo-anywhere", "--host", "0.0.0.0")) {
            ApiClient demo = ApiClient.signIn(server.address(), DemoAccount.LOGIN, DemoAccount.PASSWORD);
            assertThat(demo.with(token).result("users.account.GetUserInfo")).isZero();
            assertThat(demo.with(session).result("users.account.GetUserInfo")).isZero();
            assertThat(server.errors()).doesNotContain("is closed here");
        }
    }

    private static void assertClosed(ServerProcess server, String session, String token, String why) {
        ApiClient nobody = new ApiClient(server.address(), "");
        for (String login : List.of(DemoAccount.LOGIN, "DEMO@Example.com", " demo@example.com\t", "demo@EXAMPLE.COM")) {
            for (String password : List.of(DemoAccount.PASSWORD, "wrong")) {
                JsonObject answer = nobody.call(SIGN_IN, "login", login, "password", password);
                assertThat(answer.getInteger("result")).as(login).isEqualTo(701);
                assertThat(answer.getString("error")).contains("its password is published", why);
            }
        }
        for (String credential : List.of(session, token)) {
            assertThat(nobody.with(credential).result("users.authentication.CheckSign"))
                    .isEqualTo(702);
            assertThat(nobody.with(credential).result("users.account.GetUserInfo"))
                    .isEqualTo(702);
        }
        assertThat(nobody.with(session)
                        .result(
                                "users.authentication.CreateToken",
                                "description",
                                "x",
                                "apiList",
                                "users.account.GetUserInfo",
                                "password",
                                DemoAccount.PASSWORD))
                .isEqualTo(702);
        assertThat(server.errors())
                .containsOnlyOnce("the account demo@example.com is closed here")
                .contains(why);
    }
}
