package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.AriaRole;
import dev.latchkey.demo.DemoAccount;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard of a server that has no platform: signing in, and the access tokens in the settings. */
@ExtendWith(Chromium.class)
final class WithoutPlatformIT {

    @Test
    void theDashboard_leadsToTheTokens_andWorksThere(Browser browser, @TempDir Path directory) {
        try (LocalServer server = LocalServer.withoutPlatform(directory);
                Visit visit = new Visit(browser, server)) {
            visit.open();
            assertThat(visit.page.locator("#sign-in-title")).hasText("Sign in to Latchkey");
            visit.page.locator("#login").fill(DemoAccount.LOGIN);
            visit.page.locator("#password").fill(DemoAccount.PASSWORD);
            visit.press("Enter");

            assertThat(visit.page.locator("h1")).hasText("You are signed in");
            assertThat(visit.page.locator("h1")).isFocused();
            visit.screenshot("without-platform");
            assertThat(Axe.violations(visit.page)).isEmpty();
            assertThat(visit.page.locator("latchkey-environments")).hasCount(0);

            visit.page
                    .getByRole(
                            AriaRole.BUTTON,
                            new com.microsoft.playwright.Page.GetByRoleOptions().setName("Open settings"))
                    .click();
            assertThat(visit.list().locator(".status")).not().hasText("Loading…");
            visit.screenshot("without-platform-tokens");
        }
    }

    @Test
    void theTokenForm_offersWhatThereIs(Browser browser, @TempDir Path directory) {
        try (LocalServer server = LocalServer.withoutPlatform(directory);
                Visit visit = new Visit(browser, server)) {
            visit.enterAccount().openTokens();
            visit.tool("generate").click();
            assertThat(visit.form()).containsText("users");
            visit.screenshot("without-platform-form");
        }
    }

    @Test
    void everyLink_leadsSomewhere(Browser browser, @TempDir Path directory) {
        try (LocalServer server = LocalServer.withoutPlatform(directory);
                Visit visit = new Visit(browser, server)) {
            visit.enterAccount();
            assertThat(visit.page.locator("h1")).hasText("You are signed in");
            Object broken = visit.page.evaluate("""
                    async () => {
                      const links = [...document.querySelectorAll('a[href], link[href]')].map(({href}) => href);
                      const answers = await Promise.all(links.map(async (href) => [href, (await fetch(href)).status]));
                      return links.length > 5 ? answers.filter(([, status]) => status !== 200).join() : 'too few links';
                    }""");

            assertThat(broken).isEqualTo("");
        }
    }
}
