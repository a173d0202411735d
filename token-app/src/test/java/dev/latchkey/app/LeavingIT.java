package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.latchkey.demo.DemoAccount;
import dev.latchkey.token.Expiry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ways out of a form and of a value that is shown once: what was typed, and the value, are not lost by accident. */
@ExtendWith(Chromium.class)
final class LeavingIT {

    private static final String TYPED = "Typed with care";

    private final List<Dialog> asked = new CopyOnWriteArrayList<>();
    private final List<Page> loaded = new CopyOnWriteArrayList<>();
    private Visit visit;

    @BeforeEach
    void openTokens(LocalServer server, Visit visiting) {
        server.removeTokens();
        server.addToken("Nightly stop", Expiry.never(), Duration.ZERO);
        visit = visiting.allowing("beforeunload dialog").enter().openTokens();
        visit.page.onDialog(asked::add);
        visit.page.onLoad(loaded::add);
    }

    /** How people leave a form. */
    enum Way {
        ESCAPE {
            @Override
            void goBy(Visit visit) {
                visit.press("Escape");
            }
        },
        CLOSE {
            @Override
            void goBy(Visit visit) {
                visit.page.locator("#close-settings").click();
            }
        },
        CANCEL {
            @Override
            void goBy(Visit visit) {
                visit.form().locator(".actions .button").first().click();
            }
        },
        LINK {
            @Override
            void goBy(Visit visit) {
                visit.form().locator(".back").click();
            }
        },
        BROWSERS_BACK {
            @Override
            void goBy(Visit visit) {
                visit.page.evaluate("history.back()");
            }
        };

        abstract void goBy(Visit visit);

        /** Whether it leads out of the settings, and not only to the list. */
        boolean closesTheSettings() {
            return this == CLOSE;
        }
    }

    @ParameterizedTest
    @EnumSource
    void leaving_whenSomethingWasTyped_asks(Way way) {
        visit.tool("generate").click();
        visit.form().locator("#description").fill(TYPED);
        way.goBy(visit);

        assertThat(visit.leaveDialog()).containsText("Discard what you typed?");
        assertThat(visit.leaveDialog().locator("#stay")).isFocused();
        visit.press("Enter");
        assertThat(visit.leaveDialog()).isHidden();
        assertThat(visit.form().locator("#description")).hasValue(TYPED);

        way.goBy(visit);
        visit.press("Escape");
        assertThat(visit.leaveDialog()).isHidden();
        assertThat(visit.form().locator("#description")).hasValue(TYPED);

        way.goBy(visit);
        visit.leaveDialog().locator("#leave").click();
        assertThatItIsLeftBy(way);
    }

    @ParameterizedTest
    @EnumSource
    void leaving_whenNothingWasTyped_asksNothing(Way way) {
        visit.row("Nightly stop").dblclick();
        assertThat(visit.form().locator("#description")).isFocused();
        way.goBy(visit);

        assertThatItIsLeftBy(way);
        assertThat(visit.leaveDialog()).isHidden();
    }

    @Test
    void regenerating_whenSomethingWasTyped_asks() {
        visit.row("Nightly stop").dblclick();
        visit.form().locator("#description").fill(TYPED);
        visit.form().locator(".regenerate .link").click();
        assertThat(visit.leaveDialog()).isVisible();
        visit.press("Enter");
        assertThat(visit.confirmation()).isHidden();
        assertThat(visit.form().locator("#description")).hasValue(TYPED);
    }

    @Test
    void leaving_asks_whateverWasChanged() {
        visit.row("Nightly stop").dblclick();
        visit.template("Maven Plugin").click();
        visit.press("Escape");
        assertThat(visit.leaveDialog()).isVisible();
        visit.press("Escape");
        visit.template("Custom").click();
        visit.form().locator("latchkey-expiry-field .choice").first().click();
        visit.press("Escape");
        assertThat(visit.leaveDialog()).isVisible();
    }

    private void assertThatItIsLeftBy(Way way) {
        assertThat(visit.form()).hasCount(0);
        assertThat(visit.page.locator("dialog.settings")).isVisible(visible(!way.closesTheSettings()));
        assertThat(visit.page.locator(".environment")).hasCount(6);
    }

    private static LocatorAssertions.IsVisibleOptions visible(boolean visible) {
        return new LocatorAssertions.IsVisibleOptions().setVisible(visible);
    }

    @Test
    void theBrowsersBack_leadsFromTheFormToTheList_andOutOfTheSettings_inTheSite() {
        visit.row("Nightly stop").dblclick();
        assertThat(visit.form()).isVisible();
        back();
        assertThat(visit.form()).hasCount(0);
        assertThat(visit.row("Nightly stop")).isFocused();
        awaitLayers(1);
        back();
        assertThat(visit.page.locator("dialog.settings")).isHidden();
        assertThat(visit.page.locator("#open-settings")).isFocused();

        visit.openTokens();
        visit.press("Escape");
        assertThat(visit.page.locator("dialog.settings")).isHidden();
        awaitLayers(0);
        visit.openTokens();
        visit.row("Nightly stop").dblclick();
        assertThat(visit.form()).isVisible();
        back();
        assertThat(visit.form()).hasCount(0);
        assertThat(visit.page.locator("dialog.settings")).isVisible();
    }

    @Test
    void theBrowsersBack_isNotCaught_byAFormThatWasLeftWhileItLoaded() {
        List<Route> held = hold("gettokentemplates");
        visit.row("Nightly stop").dblclick();
        visit.page.waitForCondition(() -> !held.isEmpty());
        visit.page.locator("#close-settings").click();
        assertThat(visit.page.locator("dialog.settings")).isHidden();
        Response answered = visit.page.waitForResponse(
                "**/gettokentemplates", () -> held.get(0).resume());
        assertThat(answered.ok()).isTrue();
        awaitLayers(0);
        assertThat(visit.form()).hasCount(0);
        visit.openTokens();
        assertThat(visit.form()).hasCount(0);
        back();
        assertThat(visit.page.locator("dialog.settings")).isHidden();
        awaitLayers(0);
    }

    @Test
    void aFormThatLoads_isNotOvertakenByAnother() {
        List<Route> held = hold("gettokentemplates");
        visit.row("Nightly stop").dblclick();
        visit.page.waitForCondition(() -> !held.isEmpty());
        visit.tool("generate").click();
        held.get(0).resume();

        assertThat(visit.form().locator("#description")).hasValue("Nightly stop");
        assertThat(visit.form().locator("h2")).hasText("Edit token");
        assertThat(held.size()).isEqualTo(1);
        awaitLayers(2);
    }

    @Test
    void theBrowsersBack_afterAReload_isNotDead() {
        visit.row("Nightly stop").dblclick();
        assertThat(visit.form()).isVisible();
        visit.page.reload();
        assertThat(visit.page.locator(".environment")).hasCount(6);
        awaitLayers(0);
    }

    @Test
    void theBrowsersBack_underAnEndedSession_closesNothingBelow(LocalServer server) {
        visit.fillForm(TYPED);
        server.person().result("users.authentication.SignoutSessions", "ids", "*");
        visit.tree(".search input").focus();
        visit.submit();
        visit.confirm(DemoAccount.PASSWORD);
        Locator again = visit.page.locator("dialog.again");
        assertThat(again).isVisible();
        awaitLayers(3);
        back();
        awaitLayers(3);
        assertThat(again).isVisible();
        assertThat(visit.confirmation()).isVisible();
    }

    private List<Route> hold(String method) {
        List<Route> held = new CopyOnWriteArrayList<>();
        visit.page.route("**/" + method, held::add);
        return held;
    }

    private void awaitLayers(int layers) {
        visit.page.waitForCondition(
                () -> visit.page.evaluate("history.state?.layers ?? 0").equals(layers));
    }

    @Test
    void theBrowsersBack_closesAQuestion_andNeverTheValue() {
        visit.fillForm(TYPED);
        visit.submit();
        assertThat(visit.confirmation()).isVisible();
        back();
        assertThat(visit.confirmation()).isHidden();
        assertThat(visit.form().locator("#description")).hasValue(TYPED);

        visit.submit();
        visit.confirm(DemoAccount.PASSWORD);
        assertThat(visit.valueDialog()).isVisible();
        back();
        assertThat(visit.valueDialog()).containsText("Leave without the value?");
        visit.press("Enter");
        assertThat(visit.valueDialog().locator("#value")).isVisible();
    }

    @Test
    void escape_inASearch_clearsIt_andClosesNothing() {
        visit.tool("generate").click();
        visit.tree(".search input").fill("stop");
        visit.press("Escape");
        assertThat(visit.tree(".search input")).hasValue("");
        assertThat(visit.form()).isVisible();
    }

    @Test
    void escape_whileAChangeIsMade_losesNothing() {
        visit.fillForm(TYPED);
        visit.submit();
        visit.page.route("**/createtoken", route -> {
            visit.press("Escape");
            visit.confirmation().locator("[aria-disabled=true]").first().dispatchEvent("click");
            route.resume();
        });
        visit.confirm(DemoAccount.PASSWORD);

        assertThat(visit.valueDialog().locator("#value")).isVisible();
        visit.leaveTheValue();
    }

    @Test
    void closingTheTab_asks_untilTheValueIsCopied() {
        visit.row("Nightly stop").dblclick();
        visit.form().locator(".regenerate .link").click();
        visit.confirm(DemoAccount.PASSWORD);
        assertThat(visit.valueDialog()).isVisible();
        assertThat(asksAtReload()).isTrue();
        assertThat(visit.valueDialog().locator("#value")).isVisible();

        visit.valueDialog().locator("#copy").click();
        assertThat(visit.valueDialog().locator("#copy")).hasText("Copied");
        assertThat(asksAtReload()).isFalse();
    }

    @Test
    void closingTheTab_asks_whileAChangeIsBeingMade() {
        List<Route> held = hold("regeneratetoken");
        visit.row("Nightly stop").dblclick();
        visit.form().locator(".regenerate .link").click();
        visit.confirm(DemoAccount.PASSWORD);
        visit.page.waitForCondition(() -> !held.isEmpty());

        assertThat(asksAtReload()).isTrue();
        held.get(0).resume();
        assertThat(visit.valueDialog().locator("#value")).isVisible();
    }

    @Test
    void closingTheTab_asks_whileSomethingIsTyped_andNotBefore() {
        visit.tool("generate").click();
        visit.form().locator("#description").pressSequentially(TYPED);
        assertThat(asksAtReload()).isTrue();
        assertThat(visit.form().locator("#description")).hasValue(TYPED);
        visit.form().locator("#description").fill("");
        assertThat(asksAtReload()).isFalse();
    }

    /** Whether the browser asks before it loads the page anew; the answer is to stay. */
    private boolean asksAtReload() {
        asked.clear();
        loaded.clear();
        visit.page.evaluate("setTimeout(() => location.reload())");
        visit.page.waitForCondition(() -> !asked.isEmpty() || !loaded.isEmpty());
        return asked.stream().anyMatch(dialog -> dialog.type().equals("beforeunload"));
    }

    private void back() {
        visit.page.evaluate("history.back()");
    }
}
