package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dashboard's own pages can be read with longer words, on the smallest screens, and with names as long as they get. */
@ExtendWith(Chromium.class)
final class DashboardLayoutIT {

    private static final String LONG_EMAIL =
            "a-very-long-name.".repeat(4) + "without-end@" + "mail.".repeat(12) + "example.com";
    private static final String LONG_NAME = "Umgebungsverwaltungsdienstleistungsgesellschaft" + "x".repeat(40);
    private static final List<Integer> STATUSES = List.of(1, 2, 4, 14, 11, 6);

    private Visit visit;
    private String suffix;

    @ParameterizedTest
    @CsvSource({
        "1280, true, false",
        "390, true, false",
        "320, true, false",
        "1280, false, true",
        "390, false, true",
        "320, false, true"
    })
    void everyView_canBeRead(int width, boolean longerTexts, boolean longNames, LocalServer server, Browser browser) {
        suffix = width + (longerTexts ? "-longer" : "-names");
        try (Visit visiting = new Visit(browser, server, width, ColorScheme.LIGHT)) {
            visit = visiting;
            if (longerTexts) {
                LongerTexts.serve(visit.page);
            }
            stage(server, visit.page, longNames);
            signIn();
            environments(server);
            settings(server);
        }
    }

    private void signIn() {
        visit.open();
        assertThat(visit.page.locator("#login")).isFocused();
        look("sign-in");
        visit.press("Enter");
        assertThat(visit.page.locator("[role=alert] .error")).isVisible();
        look("sign-in-error");
        visit.answer("signin", "{\"result\":0,\"email\":\"a@example.com\",\"name\":\"A\",\"requiredAuthCheck\":{}}");
        visit.page.locator("#login").fill("a@example.com");
        visit.page.locator("#password").fill("a password");
        visit.press("Enter");
        assertThat(visit.page.locator("#code")).isFocused();
        visit.answer(
                "verify2facode",
                "{\"result\":701,\"error\":\"too many wrong codes: wait 5 minutes, then sign in again\"}");
        visit.page.keyboard().type("123456");
        visit.press("Enter");
        assertThat(visit.page.locator("[role=alert] .error")).isVisible();
        look("sign-in-code");
    }

    private void environments(LocalServer server) {
        server.removeTokens();
        visit.enter();
        assertThat(visit.page.locator(".last")).hasCount(STATUSES.size());
        look("environments");
        visit.page.route(
                "**/control/rest/stopenv",
                route -> route.fulfill(
                        new Route.FulfillOptions()
                                .setContentType("application/json")
                                .setBody(
                                        "{\"result\":99,\"error\":\"internal error; look up 0123456789abcdef0123456789abcdef\"}")));
        visit.page.locator("[data-method=StopEnv][aria-disabled=false]").first().click();
        assertThat(visit.page.locator(".message[role=alert]")).isVisible();
        look("environments-problem");
    }

    private void settings(LocalServer server) {
        visit.page.locator("#open-settings").click();
        assertThat(visit.page.locator("access-tokens")).isVisible();
        // What is in the frame has tests of its own.
        visit.page.locator("access-tokens").evaluate("element => { element.style.visibility = 'hidden'; }");
        look("settings");
        server.person().result("users.authentication.SignoutSessions", "ids", "*");
        visit.comeBack();
        assertThat(visit.page.locator("dialog.again")).isVisible();
        look("session-ended");
    }

    private void look(String view) {
        visit.screenshot("layout-" + view + "-" + suffix);
        assertThat(visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("%s, %s: nothing is wider than the screen", view, suffix)
                .isEqualTo(true);
        assertThat(Layout.findings(visit.page)).as("%s, %s", view, suffix).isEmpty();
    }

    /** Environments in all states, each with an action, and where asked so with the longest names there are. */
    private static void stage(LocalServer server, Page page, boolean longNames) {
        page.route("**/control/rest/getenvs", route -> {
            JsonObject answer = new JsonObject(route.fetch().text());
            JsonArray infos = answer.getJsonArray("infos", new JsonArray());
            for (int i = 0; i < infos.size(); i++) {
                JsonObject env = infos.getJsonObject(i).getJsonObject("env");
                env.put("status", STATUSES.get(i));
                if (longNames) {
                    env.put("displayName", LONG_NAME).put("domain", LONG_NAME.replace(' ', '-') + ".example.com");
                    env.getJsonArray("contexts")
                            .add(new JsonObject()
                                    .put("context", "c".repeat(100))
                                    .put("archivename", "a".repeat(255)));
                }
            }
            fulfill(route, answer);
        });
        page.route("**/tracking/rest/getuidactions", route -> fulfill(route, actions(server)));
        if (longNames) {
            page.route(
                    "**/account/rest/getuserinfo",
                    route -> fulfill(route, new JsonObject(route.fetch().text()).put("email", LONG_EMAIL)));
        }
    }

    private static JsonObject actions(LocalServer server) {
        JsonArray actions = new JsonArray();
        JsonArray infos = server.person().call("environment.control.GetEnvs").getJsonArray("infos");
        for (Object info : infos) {
            String name = ((JsonObject) info).getJsonObject("env").getString("envName");
            actions.add(new JsonObject()
                    .put("action", "environment.control.SetContainerEnvVarsByGroup")
                    .put("envName", name)
                    .put("tokenId", 4711)
                    .put("endTime", "2026-01-01 00:00:00")
                    .put("resultCode", 3)
                    .put("errorText", "invalid parameter [envName]: it is down"));
        }
        return new JsonObject().put("result", 0).put("array", actions);
    }

    private static void fulfill(Route route, JsonObject answer) {
        route.fulfill(
                new Route.FulfillOptions().setContentType("application/json").setBody(answer.encode()));
    }
}
