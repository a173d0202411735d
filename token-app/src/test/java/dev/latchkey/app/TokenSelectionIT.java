package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.KeyboardModifier;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Selecting tokens, and the tools that want some. */
@ExtendWith(Chromium.class)
final class TokenSelectionIT {

    private Visit visit;

    @BeforeEach
    void openTokens(LocalServer server, Visit visiting) {
        server.removeTokens();
        server.addSeveralTokens();
        visit = visiting.enter().openTokens();
    }

    @Test
    void selecting_isByClickShiftCtrlAndBox() {
        visit.sortBy("description");

        visit.row("Token 1").first().click();
        visit.row("Token 3").click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
        assertThat(visit.selected()).containsExactly("Token 1", "Token 2", "Token 3");

        visit.row("Token 2").click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.CONTROL)));
        assertThat(visit.selected()).containsExactly("Token 1", "Token 3");

        visit.row("Token 10").locator(".mark").click();
        assertThat(visit.selected()).containsExactly("Token 1", "Token 3", "Token 10");

        visit.list().locator("th input").click();
        assertThat(visit.selected()).hasSize(4);
        visit.list().locator("th input").click();
        assertThat(visit.selected()).isEmpty();
    }

    @Test
    void selecting_isByKeyboard() {
        visit.sortBy("description");
        visit.rows().first().focus();

        visit.press("ArrowDown");
        assertThat(visit.selected()).containsExactly("Token 2");
        visit.press("Shift+ArrowDown");
        assertThat(visit.selected()).containsExactly("Token 2", "Token 3");
        visit.press("Control+ArrowDown");
        assertThat(visit.selected()).containsExactly("Token 2", "Token 3");
        visit.press("Space");
        assertThat(visit.selected()).containsExactly("Token 2", "Token 3", "Token 10");
        visit.press("Home");
        assertThat(visit.selected()).containsExactly("Token 1");
        assertThat(visit.rows().first()).isFocused();
        visit.press("Control+a");
        assertThat(visit.selected()).hasSize(4);
        visit.press("End");
        visit.press("Enter");
        assertThat(visit.form().locator("#description")).hasValue("Token 10");
    }

    @Test
    void tools_sayWhatIsMissing_andDoNothingWithoutIt() {
        assertThat(visit.tool("edit")).hasAttribute("aria-disabled", "true");
        assertThat(visit.tool("edit")).hasAccessibleDescription("Select one token");
        assertThat(visit.tool("remove")).hasAccessibleDescription("Select one or more tokens");
        visit.tool("edit").focus();
        assertThat(visit.list().locator("#tip-edit")).isVisible();
        visit.press("Enter");
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
    void doubleClick_edits() {

        visit.row("Token 3").dblclick();

        assertThat(visit.form().locator("h2")).hasText("Edit token");
        assertThat(visit.form().locator("#description")).hasValue("Token 3");
    }
}
