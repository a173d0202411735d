package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.demo.DemoAccount;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The option {@code --public-url} of the server as people run it. */
final class PublicUrlIT {

    private static final String PUBLIC_URL = "https://tokens.example.com";

    @TempDir
    private Path directory;

    @Test
    void aPageByThePublicUrl_signsInOverTls_thoughTheServerGetsItWithout() throws Exception {
        try (ServerProcess server = ServerProcess.serve(
                directory,
                List.of("--demo", "--data", directory.resolve("data").toString(), "--public-url", PUBLIC_URL + "/"))) {
            HttpRequest signIn = HttpRequest.newBuilder(
                            server.address().resolve("/1.0/users/authentication/rest/signin"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Origin", PUBLIC_URL)
                    .header("X-Requested-With", "latchkey-dashboard")
                    .POST(BodyPublishers.ofString("login=" + DemoAccount.LOGIN + "&password=" + DemoAccount.PASSWORD))
                    .build();

            HttpResponse<String> response = HttpClient.newHttpClient().send(signIn, BodyHandlers.ofString());

            assertThat(response.headers().firstValue("Set-Cookie").orElseThrow())
                    .contains("; Secure;");
        }
    }

    @Test
    void whatIsNoAddress_isRefusedAtTheStart() throws Exception {
        assertThat(ServerProcess.output(
                        directory,
                        "",
                        "serve",
                        "--data",
                        directory.resolve("data").toString(),
                        "--public-url",
                        PUBLIC_URL + "/portal"))
                .contains("'--public-url'", "leave out what comes behind host and port", PUBLIC_URL + "/portal");
    }
}
