package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What was done to environments is told in people's words. */
@ExtendWith(Chromium.class)
final class ActionTextsIT {

    private static final String METHOD = "environment.control.RestartNodes";

    @Test
    void everyMethodThatChangesSomething_hasWordsOfItsOwn(LocalServer server, Visit visit) {
        List<String> changing =
                server.person().call("users.authentication.GetTokenApiList").getJsonArray("tokenPermissions").stream()
                        .map(JsonObject.class::cast)
                        .filter(method -> !method.getBoolean("isSafe"))
                        .map(method -> method.getString("method"))
                        .filter(method -> !method.startsWith("users."))
                        .toList();
        visit.open();
        List<?> known = (List<?>)
                visit.page.evaluate("async () => [...(await import('/demo/action-texts.js')).actionTexts.keys()]");

        assertThat(changing).hasSizeGreaterThan(20);
        assertThat(known.stream().map(Object::toString).toList()).containsExactlyInAnyOrderElementsOf(changing);
    }

    @Test
    void anActionGoingOn_isToldSo(Visit visit) {
        assertThat(last(visit, new JsonObject().put("action", METHOD))).hasText("Restarting now");
    }

    @Test
    void anActionThatFailed_isToldSo_withWordsForItsResult(Visit visit) {
        JsonObject action = new JsonObject()
                .put("action", METHOD)
                .put("tokenId", 4711)
                .put("endTime", "2026-01-01 00:00:00")
                .put("resultCode", 8)
                .put("errorText", "permission denied: it is another account's");

        assertThat(last(visit, action))
                .hasText(Pattern.compile("^Restart by token 4711 failed .+ ago\\. Your account may not do this\\.$"));
    }

    @Test
    void aMethodThatIsNotKnown_isToldInItsOwnWords(Visit visit) {
        JsonObject action = new JsonObject()
                .put("action", "environment.nodegroup.ResizeNodeGroup")
                .put("endTime", "2999-01-01 00:00:00")
                .put("resultCode", 0);

        assertThat(last(visit, action)).hasText("Resize node group done just now");
    }

    @Test
    void aRefusal_isToldInWordsOfOurs(Visit visit) {
        visit.enter();
        assertThat(problem(visit, 11, "application [my-project] not exist"))
                .hasText("Stop of “My project” failed. The environment is no longer there.");
        assertThat(problem(visit, 4242, "no such luck"))
                .hasText("Stop of “My project” failed. The server refused this.");
        assertThat(problem(visit, 99, "look up 0f8fad5b-d9cb-469f-a165-70867728950e in the log"))
                .hasText(Pattern.compile("^Stop of “My project” failed\\. The server can’t do this right now\\."
                        + " .*under 0f8fad5b-d9cb-469f-a165-70867728950e\\.$"));
    }

    @Test
    void signIn_refused_isToldInWordsOfOurs(Visit visit) {
        visit.answer("signin", "{\"result\":3,\"error\":\"invalid parameter [password]: a broken one\"}");
        visit.open();
        visit.page.locator("#login").fill("a@example.com");
        visit.page.locator("#password").fill("a password");
        visit.press("Enter");

        assertThat(visit.page.locator("[role=alert]")).hasText("This can’t be a password of an account.");
    }

    @Test
    void noEnvironments_leadsToHowToMakeOne(Visit visit) {
        visit.page.route("**/control/rest/getenvs", route -> fulfill(route, "{\"result\":0,\"infos\":[]}"));
        visit.enterAccount();
        visit.page.locator(".none a").click();

        assertThat(visit.page.locator("h1")).containsText("CreateEnvironment");
    }

    private static Locator problem(Visit visit, int code, String error) {
        visit.page.route(
                "**/control/rest/stopenv",
                route -> fulfill(
                        route,
                        new JsonObject().put("result", code).put("error", error).encode()));
        visit.page.locator("[data-name=my-project] [data-method=StopEnv]").click();
        return visit.page.locator("latchkey-environments [role=alert] p");
    }

    private static Locator last(Visit visit, JsonObject action) {
        JsonArray array = new JsonArray().add(action.put("envName", "my-project"));
        visit.page.route(
                "**/tracking/rest/getuidactions",
                route -> fulfill(
                        route,
                        new JsonObject().put("result", 0).put("array", array).encode()));
        return visit.enter().page.locator("[data-name=my-project] .last");
    }

    private static void fulfill(Route route, String json) {
        route.fulfill(
                new Route.FulfillOptions().setContentType("application/json").setBody(json));
    }
}
