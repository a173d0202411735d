package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Layout} finds what it is for, and nothing else. */
@ExtendWith(Chromium.class)
final class LayoutIT {

    @Test
    void overlaps_ofTwoLines_namesBoth(Browser browser) {
        assertThat(found(browser, "<p style='margin:0'>One</p><p style='margin:-12px 0 0'>Other</p>", Layout::overlaps))
                .singleElement()
                .asString()
                .startsWith("“One” and “Other” overlap by ");
    }

    @Test
    void overlaps_inAShadowTree_areFound(Browser browser) {
        String page =
                "<div><template shadowrootmode=open><slot></slot><p style='margin:-12px 0 0'>Within</p></template>"
                        + "<p style='margin:0'>Slotted</p></div>";
        assertThat(found(browser, page, Layout::overlaps)).hasSize(1);
    }

    @Test
    void overlaps_ofATextAndAField_areFound(Browser browser) {
        assertThat(found(
                        browser, "<input style='display:block'><p style='margin:-12px 0 0'>Text</p>", Layout::overlaps))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p style='width:60px;white-space:nowrap'>A text that is wider than its box</p>",
                "<p style='margin-inline-start:340px;width:200px'>A text at the edge of the screen</p>",
                "<button style='margin-inline-start:-20px'>A button</button>"
            })
    void overflowing_outOfItsBoxOrTheScreen_isFound(String page, Browser browser) {
        assertThat(found(browser, page, Layout::overflowing)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p style='width:60px;white-space:nowrap;overflow:hidden'>A text that is cut off</p>",
                "<p style='width:60px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis'>A text without a title</p>",
                "<p style='height:12px;overflow:hidden'>A text that is cut off below</p>"
            })
    void clipped_isFound(String page, Browser browser) {
        assertThat(found(browser, page, Layout::clipped)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>One <b>within</b> the <a href=x>other</a></p><label><input type=checkbox> A box</label>",
                "<p style='margin:0'>One</p><p style='margin:-12px 0 0;visibility:hidden'>Other</p>",
                "<p style='margin:0'>One</p><p style='margin:-12px 0 0;position:absolute;clip-path:inset(50%)'>Other</p>",
                "<p style='margin:0'>One</p><p style='margin:-12px 0 0;position:absolute;background:white'>Menu</p>",
                "<div style='height:30px;overflow:auto'><p>One</p><p>Other</p></div><p style='margin:0'>Below</p>",
                "<p title='All of it' style='width:60px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis'>All of it</p>",
                "<div style='position:relative'><input><button style='position:absolute;left:4px;top:4px;height:12px;padding:0;font-size:8px'>x</button></div>",
                "<div style='overflow:auto'><p style='width:900px'>A text that can be scrolled to, however wide it may be</p></div>"
            })
    void findings_ofWhatCanBeRead_areNone(String page, Browser browser) {
        assertThat(found(browser, page, Layout::findings)).isEmpty();
    }

    private static List<String> found(Browser browser, String body, Function<Page, List<String>> look) {
        try (Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(400, 400))) {
            page.setContent("<!doctype html><html lang=en><body>" + body);
            return look.apply(page);
        }
    }
}
