package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import dev.latchkey.token.Expiry;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong on the way is told, and gone on from without losing what was typed. */
@ExtendWith(Chromium.class)
final class RecoveryIT {

    private static final String TYPED = "Typed with care";

    @TempDir
    private static Path directory;

    private static LocalServer server;

    private Visit visit;

    @BeforeAll
    static void start() {
        server = new LocalServer(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void visit(Browser browser) {
        server.removeTokens();
        server.addToken("Nightly stop", Expiry.never(), Duration.ZERO);
        visit = new Visit(browser, server).enter().openTokens();
    }

    @AfterEach
    void close() {
        visit.close();
    }

    @Test
    void anEndedSession_asksForThePassword_andGoesOn() {
        fillForm();
        visit.submit();
        server.person().result("users.authentication.SignoutSessions", "ids", "*");
        Locator again = visit.page.locator("dialog.again");
        assertThat(again).isVisible();
        assertThat(again.locator("#login")).hasValue(Server.DEMO_LOGIN);
        visit.page.keyboard().press("Escape");
        assertThat(again).isVisible();
        again.locator("#password").fill(Server.DEMO_PASSWORD);
        visit.page.keyboard().press("Enter");
        assertThat(again).hasCount(0);

        visit.confirm(Server.DEMO_PASSWORD);

        assertThat(visit.valueDialog()).containsText(TYPED);
        leave();
        assertThat(visit.row(TYPED)).isVisible();
    }

    @Test
    void aLostConnection_atAChange_isTold_andTheChangeTriedAgain() {
        visit.allowing("net::ERR_INTERNET_DISCONNECTED");
        fillForm();
        visit.submit();
        visit.disconnect(true);
        visit.confirm(Server.DEMO_PASSWORD);
        assertThat(visit.confirmation().locator(".message")).containsText("can’t be reached");
        assertThat(visit.confirmation().locator("#password")).hasValue(Server.DEMO_PASSWORD);

        visit.disconnect(false);
        visit.page.keyboard().press("Enter");

        assertThat(visit.valueDialog()).containsText(TYPED);
        leave();
    }

    @Test
    void aLostConnection_atTheList_isTold_andTriedAgain() {
        visit.allowing("net::ERR_INTERNET_DISCONNECTED");
        visit.disconnect(true);
        visit.tool("refresh").click();
        assertThat(visit.list().locator("[role=alert]")).containsText("can’t be reached");
        assertThat(visit.rows()).hasCount(1);

        server.addToken("Meanwhile", Expiry.never(), Duration.ZERO);
        visit.disconnect(false);
        visit.list().locator("[role=alert] button").click();

        assertThat(visit.rows()).hasCount(2);
        assertThat(visit.list().locator("[role=alert]")).hasCount(0);
    }

    @Test
    void aLostConnection_atTheEnvironments_isTold_untilItIsBack() {
        visit.allowing("net::ERR_INTERNET_DISCONNECTED");
        visit.page.locator("#close-settings").click();
        visit.disconnect(true);
        Locator lost = visit.page.locator("latchkey-environments .message");
        assertThat(lost).containsText("Connection lost");
        assertThat(visit.page.locator(".environment")).hasCount(6);

        visit.disconnect(false);

        assertThat(lost).hasCount(0);
    }

    @Test
    void aBusyServer_isTold_andTheChangeTriedAgain() {
        fillForm();
        visit.submit();
        visit.answer("createtoken", "{\"result\":99,\"error\":\"too busy: try again in a few seconds\"}");
        visit.confirm(Server.DEMO_PASSWORD);
        assertThat(visit.confirmation().locator(".message")).hasText("too busy: try again in a few seconds");

        visit.page.unroute("**/users/authentication/rest/createtoken");
        visit.page.keyboard().press("Enter");

        assertThat(visit.valueDialog()).containsText(TYPED);
        leave();
    }

    @Test
    void aTokenThatIsGone_isTold() {
        visit.row("Nightly stop").click();
        ApiClient person = server.person();
        person.call("users.authentication.DeleteTokens", "ids", "*", "password", Server.DEMO_PASSWORD);

        visit.tool("edit").click();

        assertThat(visit.list().locator("[role=alert]")).containsText("there is no token");
        visit.list().locator("[role=alert] button").click();
        assertThat(visit.list()).containsText("No tokens yet");
    }

    @Test
    void closingTheSettings_returnsTheFocus() {
        visit.page.locator("#close-settings").click();

        assertThat(visit.page.locator("#open-settings")).isFocused();
        assertThat(visit.page.locator("dialog.settings")).isHidden();
    }

    private void fillForm() {
        visit.tool("generate").click();
        visit.form().locator("#description").fill(TYPED);
        visit.form()
                .locator("latchkey-method-tree")
                .getByLabel("environment.control.StopEnv", new Locator.GetByLabelOptions().setExact(true))
                .click();
    }

    private void leave() {
        visit.valueDialog().locator("#done").click();
        visit.valueDialog().locator("#leave").click();
        assertThat(visit.form()).hasCount(0);
    }
}
