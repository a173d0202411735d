package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.KeyboardModifier;
import dev.latchkey.token.Expiry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The list of tokens: what it shows, sorting, searching, selecting, and its tools. */
@ExtendWith(Chromium.class)
final class TokenListIT {

    private static final Duration DAY = Duration.ofDays(1);
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";

    @TempDir
    private static Path directory;

    private static LocalServer server;

    private Visit visit;

    @BeforeAll
    static void start() {
        server = new LocalServer(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void visit(Browser browser) {
        server.removeTokens();
        visit = new Visit(browser, server);
    }

    @AfterEach
    void close() {
        visit.close();
    }

    @Test
    void withoutTokens_saysWhatTheyAreFor_andLeadsToTheFirst() {
        visit.enter().openTokens();

        assertThat(visit.list()).containsText("No tokens yet");
        assertThat(visit.list()).containsText("without your password");

        visit.tool("generate").click();
        assertThat(visit.form().locator("#description")).isFocused();

        visit.form().locator(".back").click();
        assertThat(visit.tool("generate")).isFocused();
    }

    @Test
    void rows_tellDescriptionApiExpiryAndAge() {
        Instant now = Instant.now();
        server.addToken("Alive", Expiry.at(now.plus(DAY.multipliedBy(60))), DAY.multipliedBy(3));
        server.addToken("Soon", Expiry.at(now.plus(DAY.multipliedBy(6))), DAY.multipliedBy(2));
        server.addToken("Dead", Expiry.at(now.minus(DAY.multipliedBy(2))), DAY);
        server.addToken("Forever", Expiry.never(), Duration.ZERO);
        visit.enter().openTokens();

        assertThat(visit.rows()).hasCount(4);
        assertThat(descriptions()).containsExactly("Forever", "Dead", "Soon", "Alive");
        assertThat(visit.row("Alive").locator(".api")).hasText("Custom (1)");
        assertThat(visit.row("Alive").locator(".expires time")).hasText(Pattern.compile("\\d{2}-\\d{2}-\\d{4}"));
        assertThat(visit.row("Alive").locator(".expires")).containsText("in 60 days");
        assertThat(visit.row("Alive").locator(".badge")).hasCount(0);
        assertThat(visit.row("Soon").locator(".badge.warning")).containsText("in 6 days");
        assertThat(visit.row("Dead").locator(".badge.danger")).hasText("Expired 2 days ago");
        assertThat(visit.row("Forever").locator(".expires")).hasText("Never");
        assertThat(visit.row("Alive").locator(".created time")).hasText(Pattern.compile("\\d{2}-\\d{2}-\\d{4}"));
    }

    @Test
    void sorting_isByAnyColumn_bothWays() {
        addSeveral();
        visit.enter().openTokens();

        sortBy("description");
        assertThat(descriptions()).containsExactly("Token 1", "Token 2", "Token 3", "Token 10");
        assertThat(head("description")).hasAttribute("aria-sort", "ascending");
        sortBy("description");
        assertThat(descriptions()).containsExactly("Token 10", "Token 3", "Token 2", "Token 1");
        sortBy("expires");
        assertThat(descriptions()).last().isEqualTo("Token 10");
        assertThat(head("description")).hasAttribute("aria-sort", "none");
        assertThat(head("expires")).hasAttribute("aria-sort", "ascending");
    }

    @Test
    void search_narrowsTheList_andCanBeCleared() {
        addSeveral();
        visit.enter().openTokens();
        Locator search = visit.list().locator("input[type=search]");

        search.fill("TOKEN 1");
        assertThat(descriptions()).containsExactlyInAnyOrder("Token 1", "Token 10");
        assertThat(visit.list().locator(".status")).hasText("2 of 4 tokens");

        search.fill("nothing of the kind");
        assertThat(visit.rows()).hasCount(0);
        visit.list().locator(".nothing .link").click();
        assertThat(visit.rows()).hasCount(4);
    }

    @Test
    void selecting_isByClickShiftCtrlAndBox() {
        addSeveral();
        visit.enter().openTokens();
        sortBy("description");

        visit.row("Token 1").first().click();
        visit.row("Token 3").click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
        assertThat(selected()).containsExactly("Token 1", "Token 2", "Token 3");

        visit.row("Token 2").click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.CONTROL)));
        assertThat(selected()).containsExactly("Token 1", "Token 3");

        visit.row("Token 10").locator(".mark").click();
        assertThat(selected()).containsExactly("Token 1", "Token 3", "Token 10");

        visit.list().locator("th input").click();
        assertThat(selected()).hasSize(4);
        visit.list().locator("th input").click();
        assertThat(selected()).isEmpty();
    }

    @Test
    void selecting_isByKeyboard() {
        addSeveral();
        visit.enter().openTokens();
        sortBy("description");
        visit.rows().first().focus();

        press("ArrowDown");
        assertThat(selected()).containsExactly("Token 2");
        press("Shift+ArrowDown");
        assertThat(selected()).containsExactly("Token 2", "Token 3");
        press("Control+ArrowDown");
        assertThat(selected()).containsExactly("Token 2", "Token 3");
        press("Space");
        assertThat(selected()).containsExactly("Token 2", "Token 3", "Token 10");
        press("Home");
        assertThat(selected()).containsExactly("Token 1");
        assertThat(visit.rows().first()).isFocused();
        press("Control+a");
        assertThat(selected()).hasSize(4);
        press("End");
        press("Enter");
        assertThat(visit.form().locator("#description")).hasValue("Token 10");
    }

    @Test
    void tools_sayWhatIsMissing_andDoNothingWithoutIt() {
        addSeveral();
        visit.enter().openTokens();
        assertThat(visit.tool("edit")).hasAttribute("aria-disabled", "true");
        assertThat(visit.tool("edit")).hasAccessibleDescription("Select one token");
        assertThat(visit.tool("remove")).hasAccessibleDescription("Select one or more tokens");
        visit.tool("edit").focus();
        assertThat(visit.list().locator("#tip-edit")).isVisible();
        press("Enter");
        assertThat(visit.form()).hasCount(0);

        visit.row("Token 2").click();
        for (String tool : List.of("edit", "copy", "remove")) {
            assertThat(visit.tool(tool)).hasAttribute("aria-disabled", "false");
        }

        visit.row("Token 3").click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.CONTROL)));
        assertThat(visit.tool("copy")).hasAccessibleDescription("Select only one token");
        assertThat(visit.tool("remove")).hasAttribute("aria-disabled", "false");
    }

    @Test
    void refresh_showsWhatWasChangedElsewhere_andKeepsTheSelection() {
        addSeveral();
        visit.enter().openTokens();
        visit.row("Token 2").click();
        server.addToken("Made elsewhere", Expiry.never(), Duration.ZERO);
        assertThat(visit.rows()).hasCount(4);

        visit.tool("refresh").click();

        assertThat(visit.rows()).hasCount(5);
        assertThat(selected()).containsExactly("Token 2");
    }

    @Test
    void doubleClick_edits() {
        addSeveral();
        visit.enter().openTokens();

        visit.row("Token 3").dblclick();

        assertThat(visit.form().locator("h2")).hasText("Edit token");
        assertThat(visit.form().locator("#description")).hasValue("Token 3");
    }

    @Test
    void twoThousandTokens_arePaintedQuickly() {
        IntStream.rangeClosed(1, 2_000)
                .parallel()
                .forEach(i -> server.addToken("Token " + i, Expiry.never(), Duration.ofMinutes(i)));
        visit.enter().openTokens();
        assertThat(visit.rows()).hasCount(2_000);

        double millis = ((Number) visit.list().evaluate("""
                async (list) => {
                  const start = performance.now();
                  const before = list.tokens;
                  list.shadowRoot.querySelector('[data-tool=refresh]').click();
                  while (list.tokens === before) {
                    await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
                  }
                  await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
                  return performance.now() - start;
                }""")).doubleValue();

        System.out.printf("2,000 tokens: %.0f ms from Refresh to the painted list%n", millis);
        assertThat(millis).isLessThan(2_000);
        visit.list().locator("input[type=search]").fill("Token 1999");
        assertThat(visit.rows()).hasCount(1);
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

        sortBy("lastUsed");
        assertThat(descriptions()).containsExactly("Idle", "Quiet", "Busy");
        sortBy("lastUsed");
        assertThat(descriptions()).containsExactly("Busy", "Quiet", "Idle");
    }

    @Test
    void lastUse_isToldBeforeARemoval_andAtAnEdit() {
        useTokens(Instant.now());
        visit.enter().openTokens();
        visit.rows().first().focus();
        press("Control+a");
        press("Delete");

        Locator details = visit.confirmation().locator(".detail");
        assertThat(details).hasText(new String[] {
            "Last used 2 hours ago from 203.0.113.7", "Last used 3 days ago from 2001:db8::7", "Never used"
        });
        assertThat(details.first()).hasAttribute("title", HOSTILE);
        press("Escape");

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

    private void addSeveral() {
        Instant now = Instant.now();
        server.addToken("Token 1", Expiry.at(now.plus(DAY.multipliedBy(30))), DAY.multipliedBy(4));
        server.addToken("Token 2", Expiry.at(now.plus(DAY.multipliedBy(20))), DAY.multipliedBy(3));
        server.addToken("Token 3", Expiry.at(now.plus(DAY.multipliedBy(40))), DAY.multipliedBy(2));
        server.addToken("Token 10", Expiry.never(), DAY);
    }

    private List<String> descriptions() {
        return visit.rows().locator(".clamped").allTextContents();
    }

    private List<String> selected() {
        return visit.list().locator("tr[aria-selected=true] .clamped").allTextContents();
    }

    private Locator head(String column) {
        return visit.list().locator("th." + column);
    }

    private void sortBy(String column) {
        head(column).locator("button").click();
    }

    private void press(String key) {
        visit.page.keyboard().press(key);
    }
}
