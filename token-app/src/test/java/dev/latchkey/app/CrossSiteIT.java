package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Somebody is signed in, and opens a page of somebody else's: at another port of the same host, where browsers send the cookie
 * along, and at another host, where they do not. Neither page can do anything with it.
 */
@ExtendWith(Chromium.class)
final class CrossSiteIT {

    private static final String STOP_ENV = "environment/control/rest/stopenv";
    private static final String SIGN_OUT = "users/authentication/rest/signout";
    private static final String MISSING = "invalid parameter [session]";

    /** What a page can send, as functions of an address; a beacon, a form and a fetch by POST, the others by GET. */
    private static final String WAYS = """
            () => {
              const append = (name, attributes) => document.body.appendChild(Object.assign(document.createElement(name), attributes));
              const form = (address, target) => append('form', {method: 'post', action: address, target}).submit();
              append('iframe', {name: 'sink'});
              window.ways = {
                fetch: (address) => fetch(address, {method: 'POST', mode: 'no-cors', credentials: 'include'}),
                beacon: (address) => navigator.sendBeacon(address),
                formInFrame: (address) => form(address, 'sink'),
                image: (address) => append('img', {src: address}),
                script: (address) => append('script', {src: address}),
                frame: (address) => append('iframe', {src: address}),
                form: (address) => form(address, '_self'),
                link: (address) => append('a', {href: address}).click(),
              };
            }""";

    /** With the header that the dashboard sends, for which browsers ask the server first. */
    private static final String AS_THE_DASHBOARD = """
            (address) => fetch(address, {method: 'POST', credentials: 'include', headers: {'X-Requested-With': 'latchkey-dashboard'}})
              .then(() => 'sent', (error) => error.name)""";

    private static HttpServer foreign;
    private static volatile boolean gotCookie;

    @BeforeAll
    static void start() throws IOException {
        foreign = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        foreign.createContext("/", exchange -> {
            gotCookie = exchange.getRequestHeaders().getOrDefault("Cookie", List.of()).stream()
                    .anyMatch(cookie -> cookie.contains("latchkey-session="));
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        foreign.start();
    }

    @AfterAll
    static void stop() {
        foreign.stop(0);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, true", "localhost, false"})
    void aForeignPage_canDoNothingWithTheCookie(String host, boolean getsTheCookie, LocalServer server, Visit visit) {
        server.person().result("environment.control.StartEnv", "envName", "my-project");
        String page = "http://" + host + ":" + foreign.getAddress().getPort() + "/";
        visit.signIn()
                .allowing(page)
                .allowing("net::ERR_")
                .allowing("404")
                .allowing("CORS policy")
                .allowing("MIME type");
        for (String way : List.of("fetch", "beacon", "formInFrame", "image", "script", "frame", "form", "link")) {
            for (String method : List.of(STOP_ENV, SIGN_OUT)) {
                visit.page.navigate(page);
                assertThat(gotCookie).isEqualTo(getsTheCookie);
                send(visit, way, address(server, method, way));
            }
        }
        assertThat(visit.page.content()).contains(MISSING);
        visit.page.navigate(page);
        assertThat(visit.page.evaluate(AS_THE_DASHBOARD, address(server, STOP_ENV, "header")))
                .isEqualTo("TypeError");

        visit.open();
        Locator state = visit.page.locator(".environment[data-name=my-project] .state");
        assertThat(state).hasText("Running");
        visit.page.evaluate(WAYS);
        visit.page.evaluate("address => { ways.fetch(address); }", address(server, STOP_ENV, "fetch"));
        assertThat(state).hasText("Stopped");
    }

    /** Sends a call in one of the ways, and waits for its end: whatever a page may see of the answer, there was one. */
    private static void send(Visit visit, String way, String address) {
        List<String> ended = new CopyOnWriteArrayList<>();
        visit.page.onRequestFinished(request -> ended.add(request.url()));
        visit.page.onRequestFailed(request -> ended.add(request.url()));
        visit.page.evaluate(WAYS);
        visit.page.evaluate("([way, address]) => { ways[way](address); }", List.of(way, address));
        visit.page.waitForCondition(() -> ended.contains(address));
    }

    private static String address(LocalServer server, String method, String way) {
        return server.address() + "/1.0/" + method + "?envName=my-project&by=" + way;
    }
}
