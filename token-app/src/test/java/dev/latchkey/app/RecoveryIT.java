package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.latchkey.demo.DemoAccount;
import dev.latchkey.token.Expiry;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What goes wrong on the way is told, and gone on from without losing what was typed. */
@ExtendWith(Chromium.class)
final class RecoveryIT {

    private static final String TYPED = "Typed with care";

    private LocalServer server;
    private Visit visit;

    @BeforeEach
    void openTokens(LocalServer served, Visit visiting) {
        server = served;
        server.removeTokens();
        server.addToken("Nightly stop", Expiry.never(), Duration.ZERO);
        visit = visiting.enter().openTokens();
    }

    @Test
    void anEndedSession_asksForThePassword_andGoesOn() {
        visit.fillForm(TYPED);
        visit.submit();
        server.person().result("users.authentication.SignoutSessions", "ids", "*");
        visit.comeBack();
        Locator again = visit.page.locator("dialog.again");
        assertThat(again).isVisible();
        assertThat(again.locator("#login")).hasValue(DemoAccount.LOGIN);
        visit.press("Escape");
        assertThat(again).isVisible();
        again.locator("#password").fill(DemoAccount.PASSWORD);
        visit.press("Enter");
        assertThat(again).hasCount(0);

        visit.confirm(DemoAccount.PASSWORD);

        assertThat(visit.valueDialog()).containsText(TYPED);
        visit.leaveTheValue();
        assertThat(visit.row(TYPED)).isVisible();
    }

    @Test
    void aLostConnection_atAChange_isTold_andTheChangeTriedAgain() {
        visit.allowing("net::ERR_INTERNET_DISCONNECTED");
        visit.fillForm(TYPED);
        visit.submit();
        visit.disconnect(true);
        visit.confirm(DemoAccount.PASSWORD);
        assertThat(visit.confirmation().locator(".message")).containsText("can’t be reached");
        assertThat(visit.confirmation().locator("#password")).hasValue(DemoAccount.PASSWORD);

        visit.disconnect(false);
        visit.press("Enter");

        assertThat(visit.valueDialog()).containsText(TYPED);
        visit.leaveTheValue();
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
        visit.fillForm(TYPED);
        visit.submit();
        visit.answer("createtoken", "{\"result\":99,\"error\":\"too busy: try again in a few seconds\"}");
        visit.confirm(DemoAccount.PASSWORD);
        assertThat(visit.confirmation().locator(".message"))
                .hasText("The server is busy. Nothing is lost: try again in a few seconds.");

        visit.page.unroute("**/users/authentication/rest/createtoken");
        visit.press("Enter");

        assertThat(visit.valueDialog()).containsText(TYPED);
        visit.leaveTheValue();
    }

    @Test
    void aTokenThatIsGone_isTold_andTheListIsUpToDate() {
        server.addToken("Still there", Expiry.never(), Duration.ofHours(1));
        visit.tool("refresh").click();
        visit.row("Nightly stop").click();
        removeElsewhere("Nightly stop");

        visit.tool("edit").click();

        assertThat(visit.list().locator("[role=alert]")).containsText("This token was removed elsewhere.");
        assertThat(visit.rows()).hasCount(1);
        visit.list().locator("[role=alert] button").click();
        assertThat(visit.list().locator("[role=alert]")).hasCount(0);
        assertThat(visit.row("Still there")).isFocused();
    }

    @Test
    void aRowThatIsGone_passesTheFocusOn() {
        server.addToken("Still there", Expiry.never(), Duration.ofHours(1));
        visit.tool("refresh").click();
        visit.row("Nightly stop").click();
        removeElsewhere("Nightly stop");
        visit.press("Enter");

        assertThat(visit.rows()).hasCount(1);
        assertThat(visit.row("Still there")).isFocused();
    }

    @Test
    void aCopy_ofATokenThatIsGone_isMadeAllTheSame() {
        visit.row("Nightly stop").click();
        visit.tool("copy").click();
        assertThat(visit.form().locator("#description")).hasValue("Nightly stop (copy)");
        removeElsewhere("Nightly stop");
        visit.submit();
        visit.confirm(DemoAccount.PASSWORD);
        visit.leaveTheValue();

        assertThat(visit.row("Nightly stop (copy)").locator(".api")).hasText("Custom (1)");
    }

    @Test
    void anAnswerThatIsNone_isToldAsALostConnection() {
        visit.answer("createtoken", "null");
        visit.fillForm(TYPED);
        visit.submit();
        visit.confirm(DemoAccount.PASSWORD);

        assertThat(visit.confirmation().locator(".message")).containsText("can’t be reached");
    }

    @Test
    void aRemoval_ofATokenThatIsGone_removesNothing_andSaysSo() {
        server.addToken("Still there", Expiry.never(), Duration.ofHours(1));
        visit.tool("refresh").click();
        visit.rows().first().click();
        visit.press("Control+a");
        visit.press("Delete");
        removeElsewhere("Nightly stop");
        visit.confirm(DemoAccount.PASSWORD);

        assertThat(visit.confirmation()).isHidden();
        assertThat(visit.list().locator("[role=alert]"))
                .containsText("Some of these tokens were removed elsewhere, so nothing was removed now.");
        assertThat(visit.rows()).hasCount(1);
        assertThat(visit.selected()).containsExactly("Still there");
    }

    @Test
    void aChangeThatIsMade_isToldAsMade_evenIfTheListCannotBeLoaded() {
        visit.fillForm(TYPED);
        visit.submit();
        visit.answer("gettokens", "{\"result\":99,\"error\":\"no\"}");
        visit.confirm(DemoAccount.PASSWORD);
        visit.leaveTheValue();

        assertThat(visit.list().locator(".status")).containsText("Token generated.");
        assertThat(visit.list().locator("[role=alert]")).containsText("The server is busy.");
        assertThat(visit.list().locator(".status")).not().containsText("selected");
        visit.row("Nightly stop").click();
        visit.press("Delete");
        visit.confirm(DemoAccount.PASSWORD);
        assertThat(visit.list().locator(".status")).containsText("1 token removed.");
        assertThat(visit.list().locator("[role=alert]")).containsText("The server is busy.");
    }

    @Test
    void aRefusal_isTold_evenIfWhatCanBeChosenCannotBeLoaded() {
        visit.fillForm(TYPED);
        visit.answer("createtoken", "{\"result\":3,\"error\":\"invalid parameter [apiList]: no\"}");
        visit.answer("gettokenapilist", "{\"result\":99,\"error\":\"no\"}");
        visit.submit();
        visit.confirm(DemoAccount.PASSWORD);

        assertThat(visit.confirmation()).isHidden();
        assertThat(visit.methods().locator("#about.error"))
                .containsText("The platform no longer has all of these methods.");
        assertThat(visit.form().locator("#description")).hasValue(TYPED);
    }

    @Test
    void anEdit_ofATokenThatIsGone_isTold_andNothingTypedIsLost() {
        visit.row("Nightly stop").dblclick();
        visit.form().locator("#description").fill(TYPED);
        visit.submit();
        removeElsewhere("Nightly stop");
        visit.confirm(DemoAccount.PASSWORD);

        assertThat(visit.form().locator("#state")).hasText("This token was removed elsewhere.");
        assertThat(visit.form().locator("#description")).hasValue(TYPED);
    }

    private void removeElsewhere(String description) {
        ApiClient person = server.person();
        person.call("users.authentication.GetTokens").getJsonArray("apiTokens").stream()
                .map(JsonObject.class::cast)
                .filter(token -> token.getString("description").equals(description))
                .forEach(token -> person.call(
                        "users.authentication.DeleteTokens",
                        "ids",
                        token.getInteger("id").toString(),
                        "password",
                        DemoAccount.PASSWORD));
    }

    @Test
    void closingTheSettings_returnsTheFocus() {
        visit.page.locator("#close-settings").click();

        assertThat(visit.page.locator("#open-settings")).isFocused();
        assertThat(visit.page.locator("dialog.settings")).isHidden();
    }
}
