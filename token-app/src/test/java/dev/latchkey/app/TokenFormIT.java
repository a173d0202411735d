package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.latchkey.token.Expiry;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The form of a token: its fields, and what it says when one is wrong. */
@ExtendWith(Chromium.class)
final class TokenFormIT {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd-MM-uuuu");

    private Visit visit;

    @BeforeEach
    void openForm(LocalServer server, Visit visiting) {
        server.removeTokens();
        server.addToken("Nightly stop", Expiry.never(), Duration.ZERO);
        visit = visiting.enter().openTokens();
        visit.tool("generate").click();
        assertThat(description()).isFocused();
    }

    @Test
    void presets_showTheirDates_andFillTheField() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        assertThat(day()).hasValue(today.plusDays(90).format(DAY));

        preset("30 days").click();
        assertThat(preset("30 days")).containsText(today.plusDays(30).format(DAY));
        assertThat(day()).hasValue(today.plusDays(30).format(DAY));
        assertThat(field("#about")).containsText("in 30 days");
        preset("1 year").click();
        assertThat(day()).hasValue(today.plusYears(1).format(DAY));
        assertThat(field("#about")).containsText("in 1 year");
        preset("Never").click();
        assertThat(day()).hasValue("");
        assertThat(field("#about")).containsText("until you remove it");
    }

    @Test
    void calendar_isWalkedByKeyboard() {
        day().fill("30-01-2031");
        field("[aria-haspopup]").click();
        assertThat(field(".month")).hasText("January 2031");
        assertThat(field("[data-day='30-01-2031']")).isFocused();

        visit.press("ArrowRight");
        visit.press("ArrowDown");
        assertThat(field(".month")).hasText("February 2031");
        visit.press("Enter");
        assertThat(day()).hasValue("07-02-2031");
        assertThat(field("[aria-haspopup]")).isFocused();

        visit.press("Enter");
        assertThat(field("latchkey-calendar")).isVisible();
        visit.press("Escape");
        assertThat(field("latchkey-calendar")).hasCount(0);
        assertThat(visit.form()).isVisible();
    }

    @Test
    void whatIsMissing_isSaidAtItsField() {
        visit.submit();
        assertThat(visit.form().locator("#about-description")).hasText("Say what the token is for.");
        assertThat(description()).isFocused();

        description().fill("A script");
        day().fill("31-02-2031");
        visit.submit();
        assertThat(field("#about")).hasText("Write the date as dd-mm-yyyy, for example 31-12-2030.");
        assertThat(day()).isFocused();
        day().fill("01-01-2020");
        visit.submit();
        assertThat(field("#about")).hasText("That day has passed. Give one to come.");

        day().fill("01-01-2099");
        visit.submit();
        assertThat(visit.form().locator("#about-api")).hasText("Check at least one method.");
        assertThat(visit.confirmation()).isHidden();
    }

    @Test
    void whatTheServerRefuses_isSaidAtItsField_andNothingIsLost() {
        description().fill("A script");
        visit.method("environment.control.StopEnv").click();
        visit.answer("createtoken", "{\"result\":3,\"error\":\"invalid parameter [expiresAt]: that is too far\"}");
        visit.submit();
        visit.confirm(Server.DEMO_PASSWORD);

        assertThat(field("#about")).hasText("that is too far");
        assertThat(visit.confirmation()).isHidden();
        assertThat(description()).hasValue("A script");
    }

    @Test
    void aTemplate_showsWhatItHolds_andChangingOneMethodMakesItCustom() {
        template("IDE Plugins").click();
        assertThat(visit.method("environment.control.StopEnv")).isChecked();
        assertThat(visit.method("environment.control.DeleteEnv")).not().isChecked();
        assertThat(tree("[aria-label='All of environment.control']"))
                .isChecked(new com.microsoft.playwright.assertions.LocatorAssertions.IsCheckedOptions()
                        .setIndeterminate(true));
        assertThat(tree(".count")).hasText(Pattern.compile("^\\d+ of \\d+ methods checked"));
        int held = checkedMethods();

        visit.method("environment.control.StopEnv").click();

        assertThat(template("Custom").locator("input")).isChecked();
        assertThat(tree(".count")).containsText(held - 1 + " of ");

        tree("[aria-label='All of environment']").click();
        assertThat(visit.method("environment.control.DeleteEnv")).isChecked();
    }

    @Test
    void theTree_isSearched_filtered_andFolded() {
        Locator search = tree("input[type=search]");
        search.fill("stopenv");
        assertThat(tree(".method")).hasCount(1);
        visit.press("Enter");
        assertThat(visit.confirmation()).isHidden();
        visit.method("environment.control.StopEnv").click();
        search.fill("");
        assertThat(tree(".method").nth(5)).isVisible();

        tree(".only input").click();
        assertThat(tree(".method")).hasCount(1);
        tree(".only input").click();

        tree("[aria-label='All of environment.control']").focus();
        visit.press("ArrowLeft");
        assertThat(visit.method("environment.control.StopEnv")).hasCount(0);
        visit.press("ArrowRight");
        visit.press("ArrowDown");
        assertThat(tree("input[aria-label^='environment.control.']").first()).isFocused();
    }

    /** The first number of the tree's count. */
    private int checkedMethods() {
        String count = tree(".count").innerText();
        return Integer.parseInt(count.substring(0, count.indexOf(' ')));
    }

    @Test
    void aMethod_tellsWhetherItChangesSomething_andLeadsToItsDocs() {
        Locator stop = tree(".method").filter(new Locator.FilterOptions().setHasText("StopEnv"));
        Locator docs = stop.locator("a");
        assertThat(stop.locator(".effect")).hasText("Changes");
        assertThat(tree(".method")
                        .filter(new Locator.FilterOptions().setHasText("GetEnvInfo"))
                        .locator(".effect"))
                .hasText("Reads");
        assertThat(docs).hasCSS("opacity", "0");

        stop.hover();
        assertThat(docs).hasCSS("opacity", "1");
        assertThat(docs).hasAttribute("href", "/docs/environment.control.StopEnv");
        visit.page.mouse().move(0, 0);
        visit.method("environment.control.StopEnv").focus();
        assertThat(docs).hasCSS("opacity", "1");
        visit.press("Tab");
        assertThat(docs).isFocused();
        Page page = visit.page.context().waitForPage(() -> visit.press("Enter"));
        assertThat(page.locator("h1")).containsText("StopEnv");
    }

    private Locator description() {
        return visit.form().locator("#description");
    }

    private Locator field(String selector) {
        return visit.form().locator("latchkey-expiry-field " + selector);
    }

    private Locator day() {
        return field("#day");
    }

    private Locator preset(String name) {
        return field(".preset").filter(new Locator.FilterOptions().setHasText(name));
    }

    private Locator template(String name) {
        return visit.form().locator(".template").filter(new Locator.FilterOptions().setHasText(name));
    }

    private Locator tree(String selector) {
        return visit.form().locator("latchkey-method-tree " + selector);
    }
}
