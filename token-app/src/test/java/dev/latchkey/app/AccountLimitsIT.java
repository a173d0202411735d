package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.demo.DemoAccount;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The options that limit what an account may have, of the server as people run it. */
final class AccountLimitsIT {

    private static final String USERS = "/1.0/users/authentication/rest/";

    @TempDir
    private Path directory;

    @Test
    void signingInOnceMore_endsTheOldestSession() throws Exception {
        try (ServerProcess server = ServerProcess.serve(
                directory,
                List.of("--demo", "--data", directory.resolve("data").toString(), "--max-sessions-per-account", "2"))) {
            String oldest = signIn(server);
            String second = signIn(server);
            String third = signIn(server);

            assertThat(call(server, "checksign", "session=" + oldest)).contains("\"result\":702");
            assertThat(call(server, "checksign", "session=" + second)).contains("\"result\":0");
            assertThat(call(server, "checksign", "session=" + third)).contains("\"result\":0");
        }
    }

    @Test
    void aTokenMore_isRefusedAndNotMade() throws Exception {
        try (ServerProcess server = ServerProcess.serve(
                directory,
                List.of("--demo", "--data", directory.resolve("data").toString(), "--max-tokens-per-account", "1"))) {
            String session = signIn(server);
            String token = "session=" + session + "&password=" + DemoAccount.PASSWORD
                    + "&description=ci&apiList=environment.control.GetEnvs";

            assertThat(call(server, "createtoken", token)).contains("\"result\":0");
            assertThat(call(server, "createtoken", token))
                    .contains("\"result\":8", "as many as it may have: remove one first");
            assertThat(call(server, "gettokens", "session=" + session)).containsOnlyOnce("\"description\":");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--max-tokens-per-account",
                "--max-sessions-per-account",
                "--session-idle-timeout",
                "--session-lifetime",
                "--history-retention"
            })
    void whatIsNotPositive_isRefusedAtTheStart(String option) throws Exception {
        assertThat(ServerProcess.output(
                        directory,
                        "",
                        "serve",
                        "--data",
                        directory.resolve("data").toString(),
                        option,
                        "0"))
                .contains(option + " must be 1 or more: 0");
    }

    @ParameterizedTest
    @CsvSource({"passwordpassword, most common", "ann@example.com, the login", "short, at least 12"})
    void aPasswordThatIsGuessedFirst_isRefused_andNotTold(String password, String told) throws Exception {
        String data = directory.resolve("data").toString();
        String output = ServerProcess.output(
                directory, password + "\n", "account", "add", "ann@example.com", "--password-stdin", "--data", data);

        assertThat(output).contains(told).doesNotContain(password).doesNotContain("Made account");
    }

    private static String signIn(ServerProcess server) throws Exception {
        String answer = call(server, "signin", "login=" + DemoAccount.LOGIN + "&password=" + DemoAccount.PASSWORD);
        return answer.replaceFirst(".*\"session\":\"([^\"]*)\".*", "$1");
    }

    private static String call(ServerProcess server, String method, String form) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve(USERS + method))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
