package dev.latchkey.http;

import static dev.latchkey.http.TestPlatform.ALICE;
import static dev.latchkey.http.TestPlatform.PASSWORD;
import static dev.latchkey.http.TestPlatform.SIGN_IN;
import static dev.latchkey.http.TestPlatform.STOP_ENV;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.account.TotpSecret;
import dev.latchkey.http.server.Endpoint;
import dev.latchkey.http.server.PlatformServer;
import dev.latchkey.http.server.ServerOptions;
import dev.latchkey.http.uploads.UploadSettings;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SessionCookieTest {

    private static final Endpoint HTTP = Endpoint.http("127.0.0.1", 0);
    private static final String SIGN_OUT = "/1.0/users/authentication/rest/signout";
    private static final String MISSING = "invalid parameter [session]";

    private final TestPlatform platform = new TestPlatform();
    private final HttpClient client = HttpClient.newHttpClient();
    private final PlatformServer server = PlatformServer.start(
            ServerOptions.at(List.of(HTTP), new UploadSettings(Path.of("target"), 1)),
            platform.registry,
            platform.latchkey,
            platform.credentials,
            Pages.NONE,
            () -> true);
    private final String origin = "http://127.0.0.1:" + server.port(HTTP);

    private HttpResponse<String> signedIn;
    private String cookie;

    @BeforeEach
    void signIn() throws Exception {
        signedIn = fromPage(SIGN_IN, "login=" + ALICE + "&password=" + PASSWORD.replace(' ', '+'));
        cookie = setCookie(signedIn).split(";", 2)[0];
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void signIn_fromThePage_putsTheSessionIntoTheCookieAlone() {
        assertThat(setCookie(signedIn))
                .matches("latchkey-session=lks_\\w+; Path=/; HTTPOnly; SameSite=Strict")
                .doesNotContain("Max-Age", "Expires");
        assertThat(new JsonObject(signedIn.body()).fieldNames())
                .containsExactlyInAnyOrder("result", "uid", "email", "name", "status");
    }

    @Test
    void signIn_fromThePage_marksTheBrowser_whichOpensNothing() throws Exception {
        List<String> cookies = signedIn.headers().allValues("set-cookie");
        assertThat(cookies)
                .hasSize(2)
                .element(1)
                .asString()
                .matches(
                        "latchkey-browser=lkb_\\w+; Max-Age=34560000; Expires=[^;]+; Path=/; HTTPOnly; SameSite=Strict");
        String mark = cookies.get(1).split(";", 2)[0];

        assertThat(send(post(STOP_ENV, "envName=my-project")
                                .header("Cookie", mark)
                                .header("Origin", origin))
                        .body())
                .contains(MISSING);

        HttpResponse<String> again = send(post(SIGN_IN, "login=" + ALICE + "&password=" + PASSWORD.replace(' ', '+'))
                .header("Origin", origin)
                .header("Cookie", cookie + "; " + mark)
                .header("X-Requested-With", "latchkey-dashboard"));
        assertThat(again.headers().allValues("set-cookie"))
                .as("it is marked already")
                .hasSize(1);
        assertThat(result(send(post(STOP_ENV, "envName=my-project")
                        .header("Cookie", cookie)
                        .header("Origin", origin))))
                .as("its old session")
                .isEqualTo(702);
    }

    @Test
    void verify_fromThePage_movesTheNewValueToTheCookie() throws Exception {
        TotpSecret secret = TotpSecret.generate(platform.random);
        platform.accounts.turnOn(platform.account(ALICE).id(), secret, Optional.empty());
        String restricted = setCookie(fromPage(SIGN_IN, "login=" + ALICE + "&password=" + PASSWORD.replace(' ', '+')))
                .split(";", 2)[0];

        HttpResponse<String> verified = send(
                post("/1.0/users/authentication/rest/verify2facode", "code=" + secret.codeAt(platform.clock.instant()))
                        .header("Cookie", restricted)
                        .header("Origin", origin)
                        .header("X-Requested-With", "latchkey-dashboard"));

        assertThat(verified.body()).isEqualTo("{\"result\":0}");
        String full = setCookie(verified).split(";", 2)[0];
        assertThat(full).startsWith("latchkey-session=lks_").isNotEqualTo(restricted);
        assertThat(result(send(post(STOP_ENV, "envName=my-project")
                        .header("Cookie", restricted)
                        .header("Origin", origin))))
                .isEqualTo(702);
        assertThat(result(send(post(STOP_ENV, "envName=my-project")
                        .header("Cookie", full)
                        .header("Origin", origin))))
                .isZero();
    }

    @Test
    void signIn_withoutThePagesHeader_setsNoCookie() throws Exception {
        HttpResponse<String> response = send(post(SIGN_IN, "login=" + ALICE + "&password=" + PASSWORD.replace(' ', '+'))
                .header("Origin", origin));

        assertThat(response.headers().firstValue("set-cookie")).isEmpty();
        assertThat(response.body()).contains("\"session\":\"lks_");
    }

    @Test
    void signIn_whenRefused_setsNoCookie() throws Exception {
        HttpResponse<String> response = fromPage(SIGN_IN, "login=" + ALICE + "&password=wrong");

        assertThat(response.headers().firstValue("set-cookie")).isEmpty();
        assertThat(result(response)).isEqualTo(701);
    }

    @Test
    void post_fromThePage_isMadeInTheAccountsName() throws Exception {
        HttpResponse<String> response = send(post(STOP_ENV, "envName=my-project")
                .header("Cookie", "theme=dark; " + cookie)
                .header("Origin", origin)
                .header("Sec-Fetch-Site", "same-origin"));

        assertThat(result(response)).isZero();
        assertThat(platform.stoppedBy).hasSize(1);
    }

    @ParameterizedTest(name = "Origin {0}, Sec-Fetch-Site {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -",
                "-, same-origin",
                "null, -",
                "http://evil.example, cross-site",
                "http://evil.example, -",
                "http://127.0.0.1, same-site",
                "https://127.0.0.1:PORT, -",
                "http://localhost:PORT, -",
                "http://127.0.0.1:PORT.evil.example, -",
                "http://127.0.0.1:PORT, cross-site",
                "http://127.0.0.1:PORT, same-site",
                "http://127.0.0.1:PORT, none"
            })
    void post_fromElsewhere_doesNothing(String from, String site) throws Exception {
        HttpRequest.Builder request = post(STOP_ENV, "envName=my-project").header("Cookie", cookie);
        if (from != null) {
            request.header("Origin", from.replace("PORT", String.valueOf(server.port(HTTP))));
        }
        if (site != null) {
            request.header("Sec-Fetch-Site", site);
        }

        assertThat(send(request).body()).contains(MISSING);
        assertThat(platform.stoppedBy).isEmpty();
    }

    @Test
    void get_doesNothing_evenFromThePage() throws Exception {
        HttpResponse<String> response = send(request(STOP_ENV + "?envName=my-project")
                .header("Cookie", cookie)
                .header("Origin", origin)
                .header("Sec-Fetch-Site", "same-origin"));

        assertThat(response.body()).contains(MISSING);
        assertThat(platform.stoppedBy).isEmpty();
    }

    @Test
    void aCredentialOfTheCallItself_goesBeforeTheCookie() throws Exception {
        assertThat(result(send(post(STOP_ENV, "envName=my-project&session=lks_other")
                        .header("Cookie", cookie)
                        .header("Origin", origin))))
                .isEqualTo(702);
        assertThat(result(send(post(STOP_ENV, "envName=my-project")
                        .header("Authorization", "Bearer lkp_other")
                        .header("Cookie", cookie)
                        .header("Origin", origin))))
                .isEqualTo(702);
    }

    @Test
    void signOut_endsTheSession_andTakesTheCookieAway() throws Exception {
        HttpResponse<String> response = send(post(SIGN_OUT, "")
                .header("Cookie", cookie)
                .header("Origin", origin)
                .header("X-Requested-With", "latchkey-dashboard"));

        assertThat(result(response)).isZero();
        assertThat(setCookie(response)).startsWith("latchkey-session=;").contains("Max-Age=0", "Path=/");
        assertThat(result(send(post(STOP_ENV, "envName=my-project")
                        .header("Cookie", cookie)
                        .header("Origin", origin))))
                .isEqualTo(702);
    }

    @Test
    void signOut_fromElsewhere_leavesTheSession() throws Exception {
        HttpResponse<String> response =
                send(post(SIGN_OUT, "").header("Cookie", cookie).header("Origin", "http://evil.example"));

        assertThat(response.headers().firstValue("set-cookie")).isEmpty();
        post_fromThePage_isMadeInTheAccountsName();
    }

    private HttpResponse<String> fromPage(String path, String form) throws IOException, InterruptedException {
        return send(post(path, form)
                .header("Origin", origin)
                .header("Sec-Fetch-Site", "same-origin")
                .header("X-Requested-With", "latchkey-dashboard"));
    }

    private HttpRequest.Builder post(String path, String form) {
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(origin + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String setCookie(HttpResponse<String> response) {
        return response.headers().firstValue("set-cookie").orElseThrow();
    }

    private static int result(HttpResponse<String> response) {
        return new JsonObject(response.body()).getInteger("result");
    }
}
