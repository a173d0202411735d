package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.latchkey.token.Expiry;
import java.time.Duration;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Choosing what a token may call: a template, or methods picked by hand in the tree of all. */
@ExtendWith(Chromium.class)
final class MethodChoiceIT {

    private static final String STOP_ENV = "environment.control.StopEnv";
    private static final int ENOUGH = 280;

    private Visit visit;

    @BeforeEach
    void openForm(LocalServer server, Visit visiting) {
        server.removeTokens();
        server.addToken("Nightly stop", Expiry.never(), Duration.ZERO);
        visit = visiting.enter().openTokens();
        visit.tool("generate").click();
        assertThat(visit.form().locator("#description")).isFocused();
    }

    @Test
    void nothing_isChosenAtFirst() {
        assertThat(visit.methods().locator(".choice input:checked")).hasCount(0);
        assertThat(visit.tree(".count")).hasText(Pattern.compile("^0 of \\d+ checked$"));
    }

    @ParameterizedTest
    @CsvSource({"1366, 657", "1536, 730", "1280, 800", "1920, 1080"})
    void theTree_isInSight_whenTheFormOpens(int width, int height) {
        visit.page.setViewportSize(width, height);

        assertThat(visit.form().locator("#description")).isInViewport();
        assertThat(visit.tree(".search input")).isInViewport(whole());
        visit.page.waitForCondition(() -> seen() >= ENOUGH);
    }

    @ParameterizedTest
    @CsvSource({"1366, 657", "1536, 730", "1280, 800", "1920, 1080", "390, 844"})
    void theTree_isInSight_whenCustomIsChosen(int width, int height) {
        visit.page.setViewportSize(width, height);
        visit.template("Custom").click();

        assertThat(visit.tree(".search input")).isInViewport(whole());
        visit.page.waitForCondition(() -> seen() >= ENOUGH);
    }

    @Test
    void theForm_hasOneScrollArea() {
        Object areas = visit.page.evaluate("""
                () => {
                  const all = (root) => [...root.querySelectorAll('*')].flatMap((at) => [at, ...(at.shadowRoot ? all(at.shadowRoot) : [])]);
                  return all(document.querySelector('dialog.settings')).filter((at) =>
                    /auto|scroll/.test(getComputedStyle(at).overflowY) && at.scrollHeight > at.clientHeight + 1).map((at) => at.className);
                }""");

        assertThat(areas).asInstanceOf(InstanceOfAssertFactories.LIST).containsExactly("panel");
    }

    /** How many pixels of the tree stand between its search and the form's foot. */
    private int seen() {
        double top = bottomOf(visit.tree(".filters"));
        Locator tree = visit.tree(".tree");
        double foot = visit.form().locator(".actions").boundingBox().y;
        return (int) (Math.min(foot, bottomOf(tree)) - Math.max(top, tree.boundingBox().y));
    }

    private static double bottomOf(Locator locator) {
        return locator.boundingBox().y + locator.boundingBox().height;
    }

    @Test
    void aTemplate_showsWhatItHolds_andCanNotBeChanged() {
        visit.template("IDE Plugins").click();

        assertThat(visit.method(STOP_ENV)).isChecked();
        assertThat(visit.method("environment.control.DeleteEnv")).not().isChecked();
        assertThat(visit.tree("[aria-label='All of environment.control']"))
                .isChecked(new LocatorAssertions.IsCheckedOptions().setIndeterminate(true));

        visit.method(STOP_ENV).dispatchEvent("click");
        assertThat(visit.method(STOP_ENV)).isChecked();
        assertThat(visit.template("IDE Plugins").locator("input")).isChecked();
        assertThat(visit.tree(".fixed")).containsText("A template can’t be changed here.");
        assertThat(visit.tree(".filters [role=status]").last())
                .hasText(Pattern.compile("^A template can’t be changed here."));
        visit.tree("[aria-label='All of environment']").dispatchEvent("click");
        assertThat(visit.method("environment.control.DeleteEnv")).not().isChecked();
    }

    @Test
    void custom_remembersItsOwn_whateverTemplateIsLookedAt() {
        visit.method(STOP_ENV).click();
        visit.method("environment.control.StartEnv").click();
        visit.template("Maven Plugin").click();
        visit.template("Extended Access").click();
        assertThat(visit.template("Custom")).containsText("2 methods");

        visit.template("Custom").click();

        assertThat(visit.tree(".count")).hasText(Pattern.compile("^2 of "));
        assertThat(visit.method(STOP_ENV)).isChecked();
    }

    @Test
    void startFrom_takesATemplatesSetOnPurpose() {
        visit.method(STOP_ENV).click();
        visit.template("Maven Plugin").click();
        Locator start = visit.tree(".fixed .link");
        assertThat(start).hasText("Start from Maven Plugin");
        assertThat(start).hasAttribute("title", "Replaces the 1 method that you picked.");
        start.click();

        assertThat(visit.template("Custom").locator("input")).isChecked();
        assertThat(visit.tree(".count")).hasText(Pattern.compile("^5 of "));
        assertThat(visit.method(STOP_ENV)).not().isChecked();
        visit.tree("[aria-label='All of environment']").click();
        assertThat(visit.method("environment.control.DeleteEnv")).isChecked();
        visit.template("Maven Plugin").click();
        assertThat(visit.tree(".count")).hasText(Pattern.compile("^5 of "));
    }

    @ParameterizedTest
    @CsvSource({"stop env", "env  STOP", "StopEnv", "stops environment"})
    void search_isByWords_inNamesAndSummaries(String search) {
        visit.tree(".search input").fill(search);

        assertThat(method("StopEnv")).isVisible();
        assertThat(method("StopEnv").locator(".summary")).hasText("Stops an environment");
        assertThat(method("StartEnv")).hasCount(0);
        assertThat(visit.method(STOP_ENV)).isInViewport(whole());
    }

    @Test
    void search_opensDownToTheMethod_andFoldingIsAsBefore_whenItEnds() {
        Locator group = visit.tree("[aria-label='Methods of environment']");
        group.click();
        assertThat(method("StopEnv")).hasCount(0);
        Locator search = visit.tree(".search input");

        search.fill("stop env");
        assertThat(method("StopEnv")).isVisible();
        group.click();
        assertThat(method("StopEnv")).hasCount(0);
        search.fill("stop");
        assertThat(method("StopEnv")).isVisible();
        visit.press("Enter");
        assertThat(visit.confirmation()).isHidden();

        search.fill("");
        assertThat(method("StopEnv")).hasCount(0);
        assertThat(group).hasAttribute("aria-expanded", "false");
    }

    @ParameterizedTest
    @CsvSource({"1366, 657", "390, 844"})
    void aSearchInVain_saysSo_inSight(int width, int height) {
        visit.page.setViewportSize(width, height);
        visit.tree(".search input").fill("nothing of the kind");
        assertThat(visit.tree(".nothing")).containsText("No method matches.");
        assertThat(visit.tree(".nothing")).isInViewport(whole());

        visit.tree(".nothing .link").click();
        assertThat(method("StopEnv")).isVisible();
        assertThat(visit.tree(".search input")).isFocused();
    }

    @Test
    void filters_leaveWhatIsChecked_andWhatOnlyReads() {
        visit.method(STOP_ENV).click();
        visit.method("environment.control.GetEnvInfo").click();
        only("onlyChecked").click();
        assertThat(visit.tree(".method .name")).hasText(new String[] {"GetEnvInfo", "StopEnv"});
        only("onlyReading").click();
        assertThat(visit.tree(".method .name")).hasText(new String[] {"GetEnvInfo"});
        only("onlyChecked").click();
        assertThat(visit.tree(".method .changes")).hasCount(0);
        assertThat(visit.tree(".method .reads").nth(5)).isVisible();
    }

    @Test
    void onlyChecked_keepsAMethodInItsPlace_whenItIsUnchecked() {
        visit.method(STOP_ENV).click();
        only("onlyChecked").click();
        visit.method(STOP_ENV).focus();
        visit.press("Space");
        assertThat(visit.method(STOP_ENV)).not().isChecked();
        assertThat(visit.method(STOP_ENV)).isFocused();

        only("onlyChecked").click();
        only("onlyChecked").click();
        assertThat(visit.tree(".nothing")).containsText("No method is checked.");
    }

    @Test
    void arrowKeys_walkAndFold() {
        visit.tree("[aria-label='All of environment.control']").focus();
        visit.press("ArrowLeft");
        assertThat(visit.method(STOP_ENV)).hasCount(0);
        visit.press("ArrowRight");
        visit.press("ArrowDown");
        assertThat(visit.tree("input[aria-label^='environment.control.']").first())
                .isFocused();
    }

    @Test
    void aMethod_tellsWhetherItChangesSomething_andLeadsToItsDocs() {
        Locator stop = method("StopEnv");
        Locator docs = stop.locator("a");
        assertThat(stop.locator(".effect")).hasText("Changes");
        assertThat(method("GetEnvInfo").locator(".effect")).hasText("Reads");
        assertThat(docs).hasCSS("opacity", "0");

        stop.hover();
        assertThat(docs).hasCSS("opacity", "1");
        assertThat(docs).hasAttribute("href", "/docs/" + STOP_ENV);
        visit.page.mouse().move(0, 0);
        visit.method(STOP_ENV).focus();
        assertThat(docs).hasCSS("opacity", "1");
        visit.press("Tab");
        assertThat(docs).isFocused();
        Page page = visit.page.context().waitForPage(() -> visit.press("Enter"));
        assertThat(page.locator("h1")).containsText("StopEnv");
    }

    private Locator only(String name) {
        return visit.tree("input[name=" + name + "]");
    }

    private Locator method(String shortName) {
        return visit.tree(".method")
                .filter(new Locator.FilterOptions()
                        .setHas(visit.page.locator(".name", new Page.LocatorOptions().setHasText(shortName))));
    }

    private static LocatorAssertions.IsInViewportOptions whole() {
        return new LocatorAssertions.IsInViewportOptions().setRatio(1);
    }
}
