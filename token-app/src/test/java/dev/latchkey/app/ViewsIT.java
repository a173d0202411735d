package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.KeyboardModifier;
import dev.latchkey.demo.DemoAccount;
import dev.latchkey.token.Expiry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every view, wide and narrow, light and dark: axe-core finds nothing wrong, nothing is wider than the screen, descriptions
 * do no harm, and a picture goes to {@code target/screenshots}.
 */
@ExtendWith(Chromium.class)
final class ViewsIT {

    private static final String DEPLOY = "environment.deployment.DeployArchive";
    private static final String HOSTILE = ExampleTokens.HOSTILE;
    private static final String LONG = "A description as long as one can be, without end ".repeat(6) + "x".repeat(206);

    @TempDir
    private Path directory;

    private Visit visit;
    private String suffix;
    private boolean pictured;

    @ParameterizedTest
    @CsvSource({
        "1280, LIGHT, true",
        "1280, DARK,  true",
        "390,  LIGHT, true",
        "390,  DARK,  true",
        "360,  LIGHT, false",
        "1920, LIGHT, false"
    })
    void everyView(int width, ColorScheme colors, boolean looked, Browser browser) {
        pictured = looked;
        suffix = width + "-" + colors.name().toLowerCase(Locale.ROOT);
        try (LocalServer server = new LocalServer(directory);
                Visit visiting = new Visit(browser, server, width, colors)) {
            visit = visiting;
            signsIn();
            environments(server);
            visit.openTokens();
            look("tokens-empty");
            ExampleTokens.add(server);
            list(server);
            form();
            changes();
            expires(server);
        }
    }

    private void signsIn() {
        visit.open();
        assertThat(visit.page.locator("#login")).isFocused();
        look("sign-in");
        visit.page.locator("#login").fill(DemoAccount.LOGIN);
        visit.page.locator("#password").fill("wrong");
        visit.page.keyboard().press("Enter");
        assertThat(visit.page.locator("[role=alert] .error")).isVisible();
        look("sign-in-wrong");
        visit.signIn();
    }

    private void environments(LocalServer server) {
        ApiClient script = server.script(
                "Deploy pipeline, main branch", "storage.uploader.Upload", DEPLOY, "environment.control.StopEnv");
        String url = script.upload("shop-1.2.0.war", "an archive");
        assertThat(script.result(DEPLOY, "envName", "my-project", "fileUrl", url))
                .isZero();
        assertThat(script.result(DEPLOY, "envName", "my-project", "fileUrl", url, "context", "preview"))
                .isZero();
        assertThat(server.person().result("environment.control.SleepEnv", "envName", "legacy-crm"))
                .isEqualTo(3);
        assertThat(script.result("environment.control.StopEnv", "envName", "company-blog"))
                .isZero();
        assertThat(visit.page.locator("[data-name=company-blog] .last")).containsText("by the token");
        assertThat(visit.page.locator("[data-name=company-blog] .state")).hasText("Stopped");
        look("environments");
        server.removeTokens();
    }

    private void list(LocalServer server) {
        visit.tool("refresh").click();
        assertThat(visit.rows()).hasCount(5);
        look("tokens");
        ExampleTokens.addHostile(server);
        server.addToken(LONG, Expiry.never(), Duration.ofHours(1));
        visit.tool("refresh").click();
        assertThat(visit.rows()).hasCount(7);
        visit.row(HOSTILE).click();
        visit.row("Nightly stop").click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.CONTROL)));
        look("tokens-selected");
        visit.list().locator("input[type=search]").fill("nothing of the kind");
        look("tokens-not-found");
        visit.list().locator(".nothing .link").click();
    }

    private void form() {
        visit.tool("generate").click();
        assertThat(visit.form().locator("#description")).isFocused();
        look("generate");
        visit.submit();
        assertThat(visit.form().locator("#about-description.error")).isVisible();
        look("generate-wrong");
        visit.form().locator("latchkey-expiry-field [aria-haspopup]").click();
        look("generate-calendar");
        visit.page.keyboard().press("Escape");
        visit.template("IDE Plugins").click();
        look("generate-template");
        visit.tree(".fixed .link").click();
        visit.tree(".method").nth(2).hover();
        look("generate-methods");
        visit.tree(".search input").fill("stop env");
        look("generate-search");
        visit.tree(".search input").fill("nothing of the kind");
        look("generate-search-in-vain");
        visit.tree(".search input").fill("");
        visit.form().locator(".back").click();
        assertThat(visit.leaveDialog()).isVisible();
        look("generate-leave");
        visit.leaveDialog().locator("#stay").click();
        visit.form().locator("#description").fill("Release job");
        visit.submit();
        assertThat(visit.confirmation()).isVisible();
        look("generate-password");
        visit.confirm("wrong");
        assertThat(visit.confirmation().locator("#error")).isVisible();
        look("generate-password-wrong");
        visit.confirm(DemoAccount.PASSWORD);
        value("value");
    }

    private void changes() {
        visit.row(HOSTILE).dblclick();
        assertThat(visit.form().locator("#description")).isFocused();
        look("edit");
        visit.form().locator(".regenerate .link").scrollIntoViewIfNeeded();
        look("edit-regenerate");
        visit.form().locator(".regenerate .link").click();
        assertThat(visit.confirmation()).isVisible();
        look("regenerate");
        visit.confirm(DemoAccount.PASSWORD);
        value("value-hostile");
        visit.row(HOSTILE).click();
        visit.row(LONG).click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
        visit.tool("remove").click();
        assertThat(visit.confirmation()).isVisible();
        look("remove");
        visit.page.keyboard().press("Escape");
    }

    private void value(String name) {
        assertThat(visit.valueDialog()).isVisible();
        // The same in every run: the picture is looked at, and kept.
        visit.valueDialog()
                .locator("#value")
                .evaluate("shown => shown.textContent = 'lkp_' + 'Example0'.repeat(4) + '2bX9'");
        visit.valueDialog()
                .locator("code")
                .evaluate("shown => shown.textContent = shown.textContent.replace(/lkp_\\w+/,"
                        + " 'lkp_' + 'Example0'.repeat(4) + '2bX9').replace(/127[.0-9:]+/, 'localhost:8080')");
        look(name);
        visit.valueDialog().locator("#done").click();
        look(name + "-leave");
        visit.valueDialog().locator("#leave").click();
        assertThat(visit.form()).hasCount(0);
    }

    private void expires(LocalServer server) {
        server.person().result("users.authentication.SignoutSessions", "ids", "*");
        visit.comeBack();
        assertThat(visit.page.locator("dialog.again")).isVisible();
        look("session-ended");
    }

    private void look(String view) {
        assertThat(visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("%s, %s: nothing is wider than the screen", view, suffix)
                .isEqualTo(true);
        assertThat(visit.page.locator("img")).hasCount(0);
        if (!pictured) {
            return;
        }
        visit.screenshot(view + "-" + suffix);
        assertThat(Axe.violations(visit.page)).as("%s, %s", view, suffix).isEmpty();
    }
}
