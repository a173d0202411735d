package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.TokenId;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** When, from where and by what tokens were last used: what strangers say of themselves does no harm. */
@ExtendWith(Chromium.class)
final class LastUseIT {

    private static final Duration DAY = Duration.ofDays(1);
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";

    private LocalServer server;
    private Visit visit;

    @BeforeEach
    void visit(LocalServer served, Visit visiting) {
        server = served;
        server.removeTokens();
        visit = visiting;
    }

    @Test
    void lastUse_tellsWhenFromWhereAndByWhat() {
        useTokens();
        visit.enter().openTokens();

        Locator busy = visit.row("Busy").locator(".lastUsed");
        assertThat(busy.locator("time")).hasText("2 hours ago");
        assertThat(busy.locator("time"))
                .hasAttribute("title", Pattern.compile("\\d{2}-\\d{2}-\\d{4} \\d{2}:\\d{2} UTC"));
        assertThat(busy.locator(".where bdi")).hasText(new String[] {"203.0.113.7", HOSTILE});
        assertThat(busy.locator(".where")).hasAttribute("title", "203.0.113.7\n" + HOSTILE);
        assertThat(busy.locator(".where")).hasCSS("text-overflow", "ellipsis");
        assertThat(visit.row("Quiet").locator(".where")).hasText("2001:db8::7");
        assertThat(visit.row("Idle").locator(".lastUsed")).hasText("Never");
        assertThat(visit.page.locator("img")).hasCount(0);

        visit.sortBy("lastUsed");
        assertThat(visit.descriptions()).containsExactly("Idle", "Quiet", "Busy");
        visit.sortBy("lastUsed");
        assertThat(visit.descriptions()).containsExactly("Busy", "Quiet", "Idle");
    }

    @Test
    void aCall_isToldAtTheNextRefresh() {
        ApiClient script = server.script("Just tried", "environment.control.StopEnv");
        visit.enter().openTokens();
        assertThat(visit.row("Just tried").locator(".lastUsed")).hasText("Never");

        assertThat(script.result("environment.control.StopEnv", "envName", "my-project"))
                .isZero();
        visit.tool("refresh").click();

        assertThat(visit.row("Just tried").locator(".lastUsed time"))
                .hasText(Pattern.compile("[Nn]ow|[0-9]+ seconds? ago"));
        assertThat(visit.row("Just tried").locator(".where bdi").first()).hasText("127.0.0.1");
    }

    @Test
    void lastUse_isToldBeforeARemoval_andAtAnEdit() {
        useTokens();
        visit.enter().openTokens();
        visit.rows().first().focus();
        visit.press("Control+a");
        visit.press("Delete");

        Locator details = visit.confirmation().locator(".detail");
        assertThat(details).hasText(new String[] {
            "Last used 2 hours ago from 203.0.113.7", "Last used 3 days ago from 2001:db8::7", "Never used"
        });
        assertThat(details.first()).hasAttribute("title", HOSTILE);
        visit.press("Escape");

        visit.row("Busy").dblclick();
        assertThat(visit.form().locator(".lead")).containsText("Created ");
        assertThat(visit.form().locator(".lead")).containsText("Last used 2 hours ago from 203.0.113.7");
        assertThat(visit.page.locator("img")).hasCount(0);
    }

    @Test
    void noUse_isToldAsNever() {
        server.addToken("Unused", Expiry.never(), Duration.ZERO);
        visit.enter().openTokens();

        assertThat(visit.row("Unused").locator(".lastUsed")).hasText("Never");
        visit.row("Unused").click();
        visit.tool("remove").click();
        assertThat(visit.confirmation().locator(".detail")).hasText("Never used");
        visit.press("Escape");
        visit.row("Unused").dblclick();
        assertThat(visit.form().locator(".lead span")).hasText(new Pattern[] {
            Pattern.compile("Created \\d{2}-\\d{2}-\\d{4}"),
            Pattern.compile("Never used"),
            Pattern.compile("Value ends in …\\w{4}")
        });
    }

    private void useTokens() {
        server.addToken("Idle", Expiry.never(), DAY);
        TokenId quiet = server.addToken("Quiet", Expiry.never(), DAY);
        TokenId busy = server.addToken("Busy", Expiry.never(), DAY);
        server.use(quiet, DAY.multipliedBy(3), "2001:db8::7", "");
        server.use(busy, Duration.ofHours(2), "203.0.113.7", HOSTILE);
    }
}
