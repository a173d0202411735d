package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people set in their system is kept: few colours of their own, and nothing that moves. */
@ExtendWith(Chromium.class)
final class AppearanceIT {

    private static final List<Integer> STATUSES = List.of(1, 2, 4, 11, 3);
    private static final int DOT = 10;

    @Test
    void inForcedColors_theMarksOfStates_differ(Visit visit) {
        visit.page.emulateMedia(new Page.EmulateMediaOptions()
                .setForcedColors(ForcedColors.ACTIVE)
                .setReducedMotion(ReducedMotion.REDUCE));
        visit.page.route("**/control/rest/getenvs", route -> {
            JsonObject answer = new JsonObject(route.fetch().text());
            for (int i = 0; i < STATUSES.size(); i++) {
                answer.getJsonArray("infos")
                        .getJsonObject(i)
                        .getJsonObject("env")
                        .put("status", STATUSES.get(i));
            }
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody(answer.encode()));
        });
        visit.enter();
        visit.screenshot("environments-forced-colors");
        List<String> marks = new ArrayList<>();
        for (int i = 0; i < STATUSES.size(); i++) {
            marks.add(mark(visit.page, visit.page.locator(".state").nth(i)));
        }

        assertThat(marks).doesNotHaveDuplicates().hasSameSizeAs(STATUSES);
    }

    @Test
    void inForcedColors_aDisabledTool_isGrey(Visit visit) {
        visit.page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        visit.enter();
        Locator tools = visit.page.locator("[data-name=my-project] .tools");
        Object gray = visit.page.evaluate("""
                () => {
                  const probe = document.body.appendChild(document.createElement('p'));
                  probe.style.color = 'GrayText';
                  const {color} = getComputedStyle(probe);
                  probe.remove();
                  return color;
                }""");

        assertThat(color(tools.locator("[aria-disabled=true]").first())).isEqualTo(gray);
        assertThat(color(tools.locator("[aria-disabled=false]").first())).isNotEqualTo(gray);
    }

    @Test
    void withReducedMotion_whatRepeatsWithoutEnd_stands(Visit visit) {
        visit.page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        visit.open();
        assertThat(visit.page.locator("#login")).isFocused();
        Object moving = visit.page.evaluate("""
                () => {
                  const sheet = new CSSStyleSheet();
                  sheet.replaceSync('@keyframes blink { to { opacity: 0 } } .card { animation: blink 1s infinite }');
                  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
                  return document.getAnimations().length;
                }""");

        assertThat(moving).isEqualTo(0);
    }

    private static Object color(Locator locator) {
        return locator.evaluate("element => getComputedStyle(element).color");
    }

    /** The picture of what stands before a state. */
    private static String mark(Page page, Locator state) {
        BoundingBox box = state.boundingBox();
        return BaseEncoding.base64()
                .encode(page.screenshot(new Page.ScreenshotOptions().setClip(box.x, box.y + 4, DOT, 14)));
    }
}
