package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.latchkey.token.Expiry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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
        Instant now = Instant.now();
        useTokens(now);
        visit.enter().openTokens();

        Locator busy = visit.row("Busy").locator(".lastUsed");
        assertThat(busy.locator("time")).hasText("2 hours ago");
        assertThat(busy.locator("time"))
                .hasAttribute(
                        "title",
                        DateTimeFormatter.ofPattern("dd-MM-uuuu HH:mm 'UTC'")
                                .withZone(ZoneOffset.UTC)
                                .format(now.minus(Duration.ofHours(2))));
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
    void lastUse_isToldBeforeARemoval_andAtAnEdit() {
        useTokens(Instant.now());
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
        assertThat(visit.form().locator(".lead")).containsText("Created 31-01-2026");
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
        assertThat(visit.form().locator(".lead span"))
                .hasText(
                        new Pattern[] {Pattern.compile("Created \\d{2}-\\d{2}-\\d{4}"), Pattern.compile("Never used")});
    }

    /** Three tokens, as a server tells of them that keeps track of their use. */
    private void useTokens(Instant now) {
        JsonArray tokens = new JsonArray()
                .add(token(3, "Busy")
                        .put("lastUsed", at(now.minus(Duration.ofHours(2))))
                        .put("lastUsedFrom", "203.0.113.7")
                        .put("lastUsedBy", HOSTILE))
                .add(token(2, "Quiet")
                        .put("lastUsed", at(now.minus(DAY.multipliedBy(3))))
                        .put("lastUsedFrom", "2001:db8::7"))
                .add(token(1, "Idle"));
        visit.answer(
                "gettokens",
                new JsonObject().put("result", 0).put("apiTokens", tokens).encode());
    }

    private static JsonObject token(int id, String description) {
        return new JsonObject()
                .put("id", id)
                .put("description", description)
                .put("createdOn", "2026-01-31 10:00:00")
                .put("apiCount", 1)
                .put(
                        "apiListItems",
                        new JsonArray().add(new JsonObject().put("method", "environment.control.StopEnv")));
    }

    private static String at(Instant instant) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
                .withZone(ZoneOffset.UTC)
                .format(instant);
    }
}
