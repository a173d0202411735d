package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.KeyboardModifier;
import dev.latchkey.demo.DemoAccount;
import dev.latchkey.token.Expiry;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is done to tokens, with the password, down to what the server then says. */
@ExtendWith(Chromium.class)
final class TokenChangesIT {

    private static final String STOP_ENV = "environment.control.StopEnv";

    private ApiClient person;
    private Visit visit;

    @BeforeEach
    void openTokens(LocalServer server, Visit visiting) {
        server.removeTokens();
        person = server.person();
        server.addToken("Nightly stop", Expiry.never(), Duration.ofHours(2));
        server.addToken("Old backup", Expiry.at(Instant.now().minusSeconds(60)), Duration.ofHours(1));
        visit = visiting.enter().openTokens();
    }

    @Test
    void generate_givesAValueThatWorks_andIsNeverSeenAgain() {
        visit.generate("Stops by night");
        String value = visit.value();
        assertThat(visit.valueDialog()).containsText("it won’t be shown again");
        assertThat(visit.valueDialog().locator("#copy")).isFocused();

        visit.valueDialog().locator("#copy").click();
        assertThat(visit.valueDialog().locator("#copy")).hasText("Copied");
        assertThat(visit.page.evaluate("navigator.clipboard.readText()")).isEqualTo(value);
        visit.valueDialog().locator("#done").click();

        assertThat(visit.rows()).hasCount(3);
        assertThat(visit.row("Stops by night")).isFocused();
        assertThat(visit.page.content()).doesNotContain(value);
        assertThat(person.with(value).result(STOP_ENV, "envName", "my-project")).isZero();
        assertThat(person.with(value).result("environment.control.StartEnv", "envName", "my-project"))
                .isEqualTo(8202);
    }

    @Test
    void theCurlLine_works() throws Exception {
        visit.generate("For a shell");
        Process shell = new ProcessBuilder(
                        "sh", "-c", visit.valueDialog().locator("pre").innerText())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();

        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"result\":0}");
        visit.leaveTheValue();
    }

    @Test
    void aWrongPassword_saysSo_andKeepsAllThatWasTyped() {
        visit.fillForm("Typed with care");
        visit.submit();
        visit.confirm("wrong");

        assertThat(visit.confirmation().locator("#error")).hasText("That is not your password.");
        assertThat(visit.confirmation().locator("#password")).isFocused();
        visit.press("Escape");

        assertThat(visit.confirmation()).isHidden();
        assertThat(visit.form().locator("#description")).hasValue("Typed with care");
        visit.submit();
        visit.confirm(DemoAccount.PASSWORD);
        assertThat(visit.valueDialog()).isVisible();
        visit.leaveTheValue();
    }

    @Test
    void edit_sendsWhatDiffers_andShowsIt() {
        visit.row("Nightly stop").dblclick();
        visit.submit();
        assertThat(visit.form().locator(".actions .error")).hasText("Nothing has been changed yet.");

        visit.form().locator("#description").fill("Nightly stop and start");
        visit.template("IDE Plugins").click();
        visit.submit();
        visit.confirm(DemoAccount.PASSWORD);

        assertThat(visit.row("Nightly stop and start").locator(".api")).hasText("IDE Plugins");
        assertThat(visit.list().locator(".status")).containsText("Changes saved.");
        assertThat(visit.row("Nightly stop and start")).isFocused();
    }

    @Test
    void copy_fillsTheForm_andMakesATokenOfItsOwn() {
        visit.row("Nightly stop").click();
        visit.tool("copy").click();
        assertThat(visit.form().locator("#description")).hasValue("Nightly stop (copy)");
        assertThat(visit.form().locator("latchkey-method-tree .count")).containsText("1 of ");

        visit.submit();
        visit.confirm(DemoAccount.PASSWORD);
        String value = visit.value();
        visit.leaveTheValue();

        assertThat(visit.row("Nightly stop")).hasCount(2);
        assertThat(person.with(value).result(STOP_ENV, "envName", "my-project")).isZero();
    }

    @Test
    void regenerate_killsTheOldValue() {
        visit.generate("Leaked");
        String old = visit.value();
        visit.leaveTheValue();

        visit.row("Leaked").dblclick();
        visit.form().locator(".regenerate .link").click();
        assertThat(visit.confirmation())
                .containsText(
                        "The old value of “Leaked” (…" + old.substring(old.length() - 4) + ") stops working at once");
        visit.confirm(DemoAccount.PASSWORD);
        String fresh = visit.value();
        visit.leaveTheValue();

        assertThat(fresh).isNotEqualTo(old);
        assertThat(person.with(old).result(STOP_ENV, "envName", "my-project")).isEqualTo(702);
        assertThat(person.with(fresh).result(STOP_ENV, "envName", "my-project")).isZero();
    }

    @Test
    void regenerate_ofAnExpiredToken_asksForANewDate() {
        visit.row("Old backup").dblclick();
        assertThat(visit.form()).containsText("This token has expired.");
        visit.form().locator(".regenerate .link").click();
        assertThat(visit.confirmation()).containsText("“Old backup” expired 1 minute ago.");
        assertThat(visit.confirmation()).not().containsText("stops working");
        visit.confirmation().locator("#day").fill("31-12-2098");
        visit.confirm(DemoAccount.PASSWORD);
        visit.leaveTheValue();

        assertThat(visit.row("Old backup").locator("time").first()).hasText("31-12-2098");
    }

    @Test
    void remove_namesTheTokens_andTakesThemAway() {
        visit.row("Nightly stop").click();
        visit.row("Old backup").click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.CONTROL)));
        visit.press("Delete");
        assertThat(visit.confirmation()).containsText("Remove 2 tokens?");
        assertThat(visit.confirmation().locator("li")).containsText(new String[] {"Old backup", "Nightly stop"});

        visit.confirm(DemoAccount.PASSWORD);

        assertThat(visit.list()).containsText("No tokens yet");
        assertThat(visit.list().locator(".status")).hasText("2 tokens removed.");
        JsonObject left = person.call("users.authentication.GetTokens");
        assertThat(left.getJsonArray("apiTokens")).isEmpty();
    }
}
