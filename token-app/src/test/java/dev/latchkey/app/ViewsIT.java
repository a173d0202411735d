package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.KeyboardModifier;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Expiry;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    private static final String AXE = axe();
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";
    private static final String LONG = "A description as long as one can be, without end ".repeat(6) + "x".repeat(206);

    private static final DateTimeFormatter WIRE_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private static final Map<String, Use> USES = Map.of(
            "Old backup script",
            new Use(Duration.ofDays(13), "192.0.2.15", "curl/8.5.0"),
            "IntelliJ on my laptop",
            new Use(Duration.ofMinutes(12), "2001:db8:85a3::8a2e:370:7334", "IntelliJ-IDEA/2026.1"),
            "Deploy pipeline, main branch",
            new Use(Duration.ofHours(3), "198.51.100.24", "Apache-Maven/3.9.9 (Java 17.0.13; Linux 6.8.0)"),
            "Terraform, staging",
            new Use(Duration.ofHours(30), "203.0.113.7", "Terraform/1.9.5"),
            HOSTILE,
            new Use(Duration.ofHours(1), "203.0.113.7", HOSTILE));

    /** How a token was last used. */
    private record Use(Duration age, String from, String by) {}

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
            visit.page.route("**/gettokens", ViewsIT::tellUse);
            signsIn();
            visit.openTokens();
            look("tokens-empty");
            addTokens(server);
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
        visit.page.locator("#login").fill(Server.DEMO_LOGIN);
        visit.page.locator("#password").fill("wrong");
        visit.page.keyboard().press("Enter");
        assertThat(visit.page.locator("[role=alert] .error")).isVisible();
        look("sign-in-wrong");
        visit.signIn();
        look("environments");
    }

    private void list(LocalServer server) {
        visit.tool("refresh").click();
        assertThat(visit.rows()).hasCount(5);
        look("tokens");
        server.addToken(HOSTILE, Expiry.never(), Duration.ofHours(2));
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
        visit.form()
                .locator(".template")
                .filter(new Locator.FilterOptions().setHasText("IDE Plugins"))
                .click();
        Locator tree = visit.form().locator("latchkey-method-tree");
        tree.locator(".method").nth(2).hover();
        visit.form().locator("#about-api").scrollIntoViewIfNeeded();
        look("generate-methods");
        visit.form().locator("#description").fill("Release job");
        visit.submit();
        assertThat(visit.confirmation()).isVisible();
        look("generate-password");
        visit.confirm("wrong");
        assertThat(visit.confirmation().locator("#error")).isVisible();
        look("generate-password-wrong");
        visit.confirm(Server.DEMO_PASSWORD);
        value("value");
    }

    private void changes() {
        visit.row(HOSTILE).dblclick();
        assertThat(visit.form().locator("#description")).isFocused();
        visit.form().locator(".regenerate .link").scrollIntoViewIfNeeded();
        look("edit");
        visit.form().locator(".regenerate .link").click();
        assertThat(visit.confirmation()).isVisible();
        look("regenerate");
        visit.confirm(Server.DEMO_PASSWORD);
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
        assertThat(visit.page.locator("dialog.again")).isVisible();
        look("session-ended");
    }

    private static void addTokens(LocalServer server) {
        Instant now = Instant.now();
        Duration day = Duration.ofDays(1);
        server.addToken(
                "Old backup script",
                template("Marketplace"),
                Expiry.at(now.minus(day.multipliedBy(12))),
                day.multipliedBy(380));
        server.addToken(
                "IntelliJ on my laptop",
                template("IDE Plugins"),
                Expiry.at(now.plus(day.multipliedBy(5))),
                day.multipliedBy(85));
        server.addToken(
                "Deploy pipeline, main branch",
                template("Maven Plugin"),
                Expiry.at(now.plus(day.multipliedBy(81))),
                day.multipliedBy(40));
        server.addToken("Terraform, staging", template("Extended Access"), Expiry.never(), day.multipliedBy(9));
        server.addToken("Nightly stop", Expiry.at(now.plus(day.multipliedBy(400))), day.multipliedBy(3));
    }

    /** Lets the server's answer say when, from where and by what some of the tokens were last used. */
    private static void tellUse(Route route) {
        APIResponse response = route.fetch();
        JsonObject answer = new JsonObject(response.text());
        if (answer.containsKey("apiTokens")) {
            answer.getJsonArray("apiTokens").forEach(token -> tellUse((JsonObject) token));
        }
        route.fulfill(new Route.FulfillOptions().setResponse(response).setBody(answer.encode()));
    }

    private static void tellUse(JsonObject token) {
        Use use = USES.get(token.getString("description"));
        if (use != null) {
            token.put("lastUsed", WIRE_TIME.format(Instant.now().minus(use.age())))
                    .put("lastUsedFrom", use.from())
                    .put("lastUsedBy", use.by());
        }
    }

    private static ApiMethodSet template(String name) {
        return new ApiMethodSet.OfTemplate(name);
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
        visit.page.evaluate(AXE);
        Object violations = visit.page.evaluate("""
                async () => (await axe.run(document, {resultTypes: ['violations']})).violations.flatMap(violation => violation.nodes.map(
                  node => violation.id + ': ' + node.target.flat().join(' ') + ': ' + node.failureSummary))""");
        assertThat((List<?>) violations).as("%s, %s", view, suffix).isEmpty();
    }

    private static String axe() {
        try (InputStream script = ViewsIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
