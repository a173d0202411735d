package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import dev.latchkey.demo.DemoAccount;
import dev.latchkey.token.Expiry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The access tokens for people who see or use them in another way: other colours, languages, screens and fingers. */
@ExtendWith(Chromium.class)
final class LookIT {

    /** "Nightly backup", which is read from right to left. */
    private static final String HEBREW = "גיבוי לילי";

    private LocalServer server;
    private Visit visit;

    @BeforeEach
    void visit(LocalServer served, Visit visiting) {
        server = served;
        server.removeTokens();
        server.addToken("Nightly stop", Expiry.never(), Duration.ofHours(2));
        visit = visiting;
    }

    @Test
    void forcedColors_tellWhatIsChosen() {
        visit.page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        visit.enter().openTokens();
        server.addToken("Another", Expiry.never(), Duration.ZERO);
        visit.tool("refresh").click();
        visit.row("Nightly stop").click();
        assertThat(background(visit.row("Nightly stop"))).isNotEqualTo(background(visit.row("Another")));

        visit.tool("generate").click();
        Locator presets = visit.form().locator("latchkey-expiry-field .choice");
        presets.nth(2).click();
        assertThat(background(presets.nth(2))).isNotEqualTo(background(presets.nth(1)));
        visit.template("Marketplace").click();
        assertThat(background(visit.template("Marketplace"))).isNotEqualTo(background(visit.template("Custom")));
        assertThat(visit.template("Marketplace").locator("svg")).isVisible();
        assertThat(visit.template("Custom").locator("svg")).not().isVisible();
    }

    private static Object background(Locator locator) {
        return locator.evaluate("element => getComputedStyle(element).backgroundColor");
    }

    @Test
    void reducedMotion_movesNothing() {
        visit.page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        visit.enter().openTokens();
        CompletableFuture<Route> held = new CompletableFuture<>();
        visit.page.route("**/gettokens", held::complete);
        visit.tool("refresh").click();
        Locator progress = visit.list().locator(".progress");
        assertThat(progress).isVisible();
        assertThat(progress).hasCSS("animation-name", "none");

        visit.page.waitForCondition(held::isDone);
        held.join().resume();
        assertThat(progress).isHidden();
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 390, 1280})
    void longWords_areNotPrintedOverEachOther(int width) {
        visit.page.setViewportSize(width, 800);
        LongerTexts.serve(visit.page);
        visit.enter().openTokens();
        Instant now = Instant.now();
        server.addToken("Dead", Expiry.at(now.minusSeconds(86_400)), Duration.ofDays(2));
        server.addToken("Soon", Expiry.at(now.plusSeconds(86_400)), Duration.ofDays(2));
        visit.tool("refresh").click();
        assertThat(visit.rows()).hasCount(3);
        look("the list");
        visit.tool("generate").click();
        look("the form");
        visit.template("Maven Plugin").click();
        look("a template");
        visit.tree(".fixed .link").click();
        visit.form().locator("#description").fill("A script");
        visit.submit();
        assertThat(visit.confirmation()).isVisible();
        look("the confirmation");
        visit.confirm(DemoAccount.PASSWORD);
        assertThat(visit.valueDialog()).isVisible();
        look("the value");
        visit.leaveTheValue();
        look("the list with a word of what was done");
    }

    private void look(String view) {
        assertThat(Layout.findings(visit.page)).as(view).isEmpty();
    }

    @Test
    void at320Pixels_nothingIsWiderThanTheScreen() {
        visit.page.setViewportSize(320, 640);
        server.addToken("x".repeat(100), Expiry.at(Instant.now().plusSeconds(86_400)), Duration.ofDays(2));
        visit.enter().openTokens();
        look("the list");
        visit.rows().first().locator(".mark").click();
        look("the list with a selection");
        visit.tool("edit").click();
        look("the form");
        visit.form().locator("latchkey-expiry-field [aria-haspopup]").click();
        assertThat(visit.form().locator("latchkey-calendar")).isVisible();
        look("the calendar");
        visit.press("Escape");
        visit.form().locator(".regenerate .link").click();
        assertThat(visit.confirmation()).isVisible();
        look("the confirmation");
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 390, 1280})
    void whatSelectsARow_isLargeEnoughForAFinger(int width) {
        visit.page.setViewportSize(width, 800);
        visit.enter().openTokens();

        BoundingBox mark = visit.rows().first().locator(".mark").boundingBox();
        double least = width < 600 ? 44 : 24;
        assertThat(mark.width).isGreaterThanOrEqualTo(least);
        assertThat(mark.height).isGreaterThanOrEqualTo(least);
    }

    @Test
    void strangersTexts_turnNoWordsAround() {
        server.addToken(HEBREW, Expiry.never(), Duration.ZERO);
        visit.enter().openTokens();
        assertThat(visit.row(HEBREW).locator(".clamped")).hasAttribute("dir", "auto");

        visit.row(HEBREW).dblclick();
        assertThat(visit.form().locator("#description")).hasAttribute("dir", "auto");
        visit.form().locator(".regenerate .link").click();
        Locator text = visit.confirmation().locator("#text");
        assertThat(text.locator("bdi")).hasText(HEBREW);
        assertThat(text)
                .hasText(Pattern.compile("^The old value of “" + HEBREW + "” \\(…\\w{4}\\) stops working at once"));
        assertInReadingOrder(text);
        visit.confirm(DemoAccount.PASSWORD);
        assertThat(visit.valueDialog()).isVisible();
        assertThat(visit.valueDialog().locator("h2 bdi")).hasText(HEBREW);
        assertInReadingOrder(visit.valueDialog().locator("h2"));
        visit.leaveTheValue();

        visit.list().locator("input[type=search]").fill(HEBREW + " 7");
        assertInReadingOrder(visit.list().locator(".nothing"));
        visit.list().locator("input[type=search]").fill("");
        visit.row(HEBREW).click();
        visit.press("Delete");
        assertThat(visit.confirmation().locator("li bdi").first()).hasText(HEBREW);
    }

    /** The first line of ours: what stands before somebody's text is on its left, and what follows on its right. */
    private static void assertInReadingOrder(Locator text) {
        Object order = text.evaluate("""
                element => {
                  const place = (node, from, to) => {
                    const range = document.createRange();
                    range.setStart(node, from);
                    range.setEnd(node, to);
                    return range.getBoundingClientRect();
                  };
                  const theirs = element.querySelector('bdi');
                  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
                  const ours = [];
                  while (texts.nextNode()) {
                    if (!theirs.contains(texts.currentNode) && texts.currentNode.data.trim() !== '') {
                      ours.push(texts.currentNode);
                    }
                  }
                  const before = ours.find(node => node.compareDocumentPosition(theirs) & Node.DOCUMENT_POSITION_FOLLOWING);
                  const after = ours.find(node => node.compareDocumentPosition(theirs) & Node.DOCUMENT_POSITION_PRECEDING);
                  const end = before.data.trimEnd().length;
                  return [place(before, end - 1, end).right, theirs.getBoundingClientRect().left,
                    theirs.getBoundingClientRect().right, place(after, 0, 1).left];
                }""");

        List<Double> places = ((List<?>) order)
                .stream().map(place -> ((Number) place).doubleValue()).toList();
        assertThat(places).isSorted();
    }
}
