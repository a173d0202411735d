package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A token's value, shown once: what is said of copying and downloading it is true. */
@ExtendWith(Chromium.class)
final class ValueDialogIT {

    private static final String NO_CLIPBOARD =
            "() => { navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError')); }";
    private static final String NO_COPY = "() => { document.execCommand = () => false; }";

    private Visit visit;
    private Locator dialog;

    @BeforeEach
    void openTokens(LocalServer server, Visit visiting) {
        server.removeTokens();
        visit = visiting.enter().openTokens();
        dialog = visit.valueDialog();
    }

    @Test
    void copying_thatFails_isTold_andTheValueStays() {
        visit.generate("Copied in vain");
        visit.page.evaluate(NO_CLIPBOARD);
        visit.page.evaluate(NO_COPY);
        dialog.locator("#copy").click();

        assertThat(dialog.locator("[role=alert]")).containsText("Your browser didn’t copy it.");
        assertThat(dialog.locator("#copy")).hasText("Copy");
        assertThat(dialog.locator("[role=status]")).hasText("");
        assertThat(dialog.locator("#value")).isFocused();

        dialog.locator("#done").click();
        assertThat(dialog).containsText("Leave without the value?");
        dialog.locator("#stay").click();
        assertThat(dialog.locator("#value")).isVisible();
    }

    @Test
    void copying_withoutAClipboardForScripts_isDoneByTheSelection() {
        visit.generate("Copied without TLS");
        String value = visit.value();
        visit.page.evaluate("navigator.clipboard.writeText('')");
        visit.page.evaluate(NO_CLIPBOARD);
        dialog.locator("#copy").click();

        assertThat(dialog.locator("#copy")).hasText("Copied");
        assertThat(visit.page.evaluate("navigator.clipboard.readText()")).isEqualTo(value);
    }

    @Test
    void copying_byHand_counts() {
        visit.generate("Copied by hand");
        String value = visit.value();
        visit.page.evaluate(NO_CLIPBOARD);
        visit.page.evaluate(NO_COPY);
        dialog.locator("#copy").click();
        assertThat(dialog.locator("[role=alert]")).isVisible();
        visit.press("Control+c");

        assertThat(dialog.locator("#copy")).hasText("Copied");
        assertThat(dialog.locator("[role=alert]")).hasCount(0);
        assertThat(visit.page.evaluate("navigator.clipboard.readText()")).isEqualTo(value);
        dialog.locator("#done").click();
        assertThat(dialog).isHidden();
    }

    @Test
    void copying_byHand_withNothingSelected_copiesAllTheSame() {
        visit.generate("Copied by keyboard");
        String value = visit.value();
        visit.page.evaluate("navigator.clipboard.writeText('')");
        visit.press("Shift+Tab");
        assertThat(dialog.locator("#value")).isFocused();
        visit.press("Control+c");

        assertThat(dialog.locator("#copy")).hasText("Copied");
        assertThat(visit.page.evaluate("navigator.clipboard.readText()")).isEqualTo(value);
    }

    @Test
    void leaving_byEscape_asks_andNeverClosesByItself() {
        visit.generate("Forgotten");
        visit.press("Escape");
        assertThat(dialog).containsText("Leave without the value?");
        visit.press("Escape");
        assertThat(dialog.locator("#value")).isVisible();
        visit.press("Escape");
        visit.press("Escape");
        visit.press("Escape");
        assertThat(dialog).containsText("Leave without the value?");
        dialog.locator("#leave").click();
        assertThat(dialog).isHidden();
        assertThat(visit.row("Forgotten")).isVisible();
    }

    @Test
    void copyAndDownload_haveEachTheirOwnState() throws Exception {
        visit.generate("Both");
        assertThat(dialog.locator("#download")).hasText("Download");
        Download download =
                visit.page.waitForDownload(() -> dialog.locator("#download").click());
        assertThat(Files.readString(download.path())).isEqualTo(visit.value() + "\n");
        assertThat(dialog.locator("#download")).hasText("Downloaded");
        assertThat(dialog.locator("#copy")).hasText("Copy");

        dialog.locator("#copy").click();
        assertThat(dialog.locator("#copy")).hasText("Copied");
        assertThat(dialog.locator("#download")).hasText("Downloaded");
    }

    @Test
    void aDownload_isNamedAfterTheDescription() {
        visit.generate("<img src=x onerror=alert(1)>/../.ssh");
        Download download =
                visit.page.waitForDownload(() -> dialog.locator("#download").click());

        assertThat(download.suggestedFilename()).isEqualTo("img-src-x-onerror-alert-1-ssh.txt");
        dialog.locator("#done").click();
        assertThat(dialog).isHidden();
    }

    @Test
    void aDownload_thatFails_isTold() {
        visit.generate("Not downloaded");
        visit.page.evaluate("() => { URL.createObjectURL = () => { throw new Error('no'); }; }");
        dialog.locator("#download").click();

        assertThat(dialog.locator("[role=alert]")).hasText("Your browser didn’t download it. Copy it instead.");
        dialog.locator("#done").click();
        assertThat(dialog).containsText("Leave without the value?");
    }
}
