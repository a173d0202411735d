package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.KeyboardModifier;
import dev.latchkey.demo.DemoAccount;
import dev.latchkey.token.Expiry;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a change leaves behind in a list of 500: word of it where people look, and the row that it was about. */
@ExtendWith(Chromium.class)
final class FeedbackIT {

    private static final String SOME = "Token 251";

    private Visit visit;

    @BeforeEach
    void openTokens(LocalServer server, Visit visiting) {
        server.removeTokens();
        IntStream.rangeClosed(1, 500)
                .parallel()
                .forEach(i -> server.addToken("Token " + i, Expiry.never(), Duration.ofMinutes(i)));
        visit = visiting.enter().openTokens();
        assertThat(visit.rows()).hasCount(500);
    }

    @Test
    void anEdit_isToldInSight_andItsRowMarked_whereItWas() {
        visit.row(SOME).scrollIntoViewIfNeeded();
        double before = scrollTop();
        assertThat(before).isGreaterThan(1_000);
        visit.row(SOME).dblclick();
        visit.form().locator("#description").fill("Token 251, renamed");
        visit.submit();
        visit.confirm(DemoAccount.PASSWORD);

        assertToldAndMarked("Changes saved.", "Token 251, renamed");
        assertThat(Math.abs(scrollTop() - before)).isLessThan(200);
        visit.tool("refresh").click();
        assertThat(visit.list().locator("tr.changed")).hasCount(0);
    }

    @Test
    void leavingAForm_keepsTheScrollPlace_andTheSelection() {
        visit.row(SOME).click();
        double before = scrollTop();
        assertThat(before).isGreaterThan(1_000);
        visit.press("Enter");
        visit.form().locator(".back").click();

        assertThat(visit.row(SOME)).isFocused();
        assertThat(visit.row(SOME)).isInViewport();
        assertThat(Math.abs(scrollTop() - before)).isLessThan(5);
        assertThat(visit.selected()).containsExactly(SOME);
    }

    @Test
    void aNewToken_isToldInSight_andItsRowMarked_howeverTheListIsSorted() {
        visit.sortBy("description");
        visit.fillForm("Token 1000");
        visit.submit();
        visit.confirm(DemoAccount.PASSWORD);
        visit.leaveTheValue();

        assertToldAndMarked("Token generated.", "Token 1000");
    }

    @Test
    void aNewToken_thatTheSearchDoesNotFind_endsTheSearch() {
        search().fill("Token 25");
        visit.fillForm("Another");
        visit.submit();
        visit.confirm(DemoAccount.PASSWORD);
        visit.leaveTheValue();

        assertToldAndMarked("Token generated.", "Another");
        assertThat(visit.rows()).hasCount(501);
    }

    @Test
    void theFirstToken_takesTheFocus(LocalServer server) {
        server.removeTokens();
        visit.tool("refresh").click();
        assertThat(visit.list()).containsText("No tokens yet");
        visit.generate("The first");
        visit.leaveTheValue();

        assertToldAndMarked("Token generated.", "The first");
    }

    @Test
    void aRemoval_isToldInSight_andTheNextRowHasTheFocus() {
        visit.row(SOME).click();
        visit.press("Delete");
        visit.confirm(DemoAccount.PASSWORD);

        assertThat(visit.list().locator(".status")).containsText("1 token removed.");
        assertThat(visit.list().locator(".status")).isInViewport();
        assertThat(visit.row("Token 252")).isFocused();
        visit.press("ArrowDown");
        assertThat(visit.list().locator(".status")).not().containsText("removed");
        visit.press("ArrowUp");
        assertThat(visit.row("Token 252")).isInViewport();
    }

    @Test
    void aSearch_keepsTheSelectionAndTheScrollPlace() {
        visit.row(SOME).click();
        visit.row("Token 253").click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.CONTROL)));
        double before = scrollTop();

        search().fill("Token 25");
        visit.row(SOME).click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.CONTROL)));
        search().fill("Token 7");
        assertThat(visit.selected()).isEmpty();
        assertThat(visit.tool("remove")).hasAttribute("aria-disabled", "true");
        assertThat(visit.list().locator(".status")).containsText("1 more selected outside of the search");
        search().fill("");

        assertThat(visit.rows()).hasCount(500);
        assertThat(visit.selected()).containsExactly("Token 253");
        visit.page.waitForCondition(() -> Math.abs(scrollTop() - before) < 5);
    }

    @Test
    void theHint_matchesALeakedValueToItsRow() {
        visit.generate("Leaked");
        String value = visit.value();
        String hint = "…" + value.substring(value.length() - 4);
        visit.leaveTheValue();
        assertThat(visit.row("Leaked").locator(".description")).containsText(hint);

        search().fill(value);
        assertThat(visit.row("Leaked")).isVisible();
        assertThat(visit.tool("edit")).hasAttribute("aria-disabled", "false");
        search().fill(value.substring(0, 39) + (value.endsWith("x") ? "y" : "x"));
        assertThat(visit.list().locator(".nothing")).containsText("No token has this value.");
        search().fill("Authorization: Bearer " + value);
        assertThat(visit.row("Leaked")).isVisible();
        search().fill(hint);
        assertThat(visit.row("Leaked")).isVisible();
        visit.row("Leaked").click();
        visit.press("Delete");
        assertThat(visit.confirmation().locator("li")).containsText(hint);
        visit.press("Escape");
        visit.row("Leaked").dblclick();
        assertThat(visit.form().locator(".lead")).containsText("Value ends in " + hint);
        visit.form().locator(".regenerate .link").click();
        assertThat(visit.confirmation()).containsText(hint);
    }

    private void assertToldAndMarked(String told, String description) {
        Locator row = visit.list().locator("tr.changed");
        assertThat(row.locator(".clamped")).hasText(description);
        assertThat(row).isInViewport();
        assertThat(row).isFocused();
        assertThat(row).hasAttribute("aria-selected", "true");
        assertThat(row).hasCSS("box-shadow", Pattern.compile("inset"));
        assertThat(visit.list().locator(".status")).containsText(told);
        assertThat(visit.list().locator(".status")).isInViewport();
    }

    private Locator search() {
        return visit.list().locator("input[type=search]");
    }

    private double scrollTop() {
        return ((Number) visit.page.evaluate("document.querySelector('.panel').scrollTop")).doubleValue();
    }
}
