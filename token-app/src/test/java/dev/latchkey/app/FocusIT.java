package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import dev.latchkey.demo.DemoAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where the focus is, for those who work by keyboard or hear the page: never lost with what it was on. */
@ExtendWith(Chromium.class)
final class FocusIT {

    @Test
    void signIn_movesTheFocusToTheTitle(Visit visit) {
        visit.signIn();

        assertThat(title(visit)).isFocused();
    }

    @Test
    void aLoadedPage_leavesTheFocusAtItsTop(Visit visit) {
        visit.enter();

        assertThat(visit.page.evaluate("document.activeElement === document.body"))
                .isEqualTo(true);
    }

    @Test
    void signOut_movesTheFocusToTheLogin(Visit visit) {
        visit.signIn();
        visit.page.locator("#sign-out").press("Enter");

        assertThat(visit.page.locator("#login")).isFocused();
    }

    @Test
    void aTool_keepsTheFocus(Visit visit) {
        visit.enter();
        Locator stop = tool(visit, "StopEnv");
        stop.press("Enter");
        assertThat(environment(visit).locator(".state")).hasText("Stopped");
        assertThat(stop).isFocused();

        tool(visit, "StartEnv").press("Enter");
        assertThat(environment(visit).locator(".state")).hasText("Running");
        assertThat(tool(visit, "StartEnv")).isFocused();
    }

    @Test
    void aProblem_closed_returnsTheFocusToTheTool(Visit visit) {
        visit.enter();
        visit.page.route(
                "**/control/rest/stopenv",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("{\"result\":99,\"error\":\"broken\"}")));
        tool(visit, "StopEnv").press("Enter");
        Locator close = visit.page.locator("latchkey-environments [role=alert] button");
        close.press("Enter");

        assertThat(close).hasCount(0);
        assertThat(tool(visit, "StopEnv")).isFocused();
    }

    @Test
    void signingInAgain_returnsTheFocusToWhereItWas(LocalServer server, Visit visit) {
        visit.enter();
        Locator settings = visit.page.locator("#open-settings");
        settings.focus();
        endTheSession(server, visit);

        assertThat(settings).isFocused();
    }

    @Test
    void signingInAgain_withTheSettingsOpen_returnsTheFocusToTheField(LocalServer server, Visit visit) {
        visit.enter().openTokens().fillForm("A token");
        Locator description = visit.form().locator("#description");
        description.focus();
        visit.comeBack();
        endTheSession(server, visit);

        assertThat(description).isFocused();
    }

    @Test
    void signingInAgain_whenNothingHadTheFocus_movesItToTheTitle(LocalServer server, Visit visit) {
        visit.enter();
        endTheSession(server, visit);

        assertThat(title(visit)).isFocused();
    }

    private static void endTheSession(LocalServer server, Visit visit) {
        server.person().result("users.authentication.SignoutSessions", "ids", "*");
        visit.comeBack();
        Locator again = visit.page.locator("dialog.again");
        assertThat(again.locator("#password")).isFocused();
        visit.page.keyboard().type(DemoAccount.PASSWORD);
        visit.press("Enter");
        assertThat(again).hasCount(0);
    }

    private static Locator title(Visit visit) {
        return visit.page.locator("latchkey-environments h1");
    }

    private static Locator environment(Visit visit) {
        return visit.page.locator(".environment[data-name=my-project]");
    }

    private static Locator tool(Visit visit, String method) {
        return environment(visit).locator("[data-method=" + method + "]");
    }
}
