package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.latchkey.demo.DemoAccount;
import dev.latchkey.token.Expiry;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The form of a token: its fields, and what it says when one is wrong. */
@ExtendWith(Chromium.class)
final class TokenFormIT {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd-MM-uuuu");

    private static final String NOTHING_CHOSEN = "Choose a template, or Custom and the methods that it may call.";

    private Visit visit;

    @BeforeEach
    void openForm(LocalServer server, Visit visiting) {
        server.removeTokens();
        server.addToken("Nightly stop", Expiry.never(), Duration.ZERO);
        visit = visiting.enter().openTokens();
        visit.tool("generate").click();
        assertThat(description()).isFocused();
    }

    @Test
    void presets_showTheirDates_andFillTheField() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        assertThat(day()).hasValue(today.plusDays(90).format(DAY));

        preset("30 days").click();
        assertThat(preset("30 days")).containsText(today.plusDays(30).format(DAY));
        assertThat(day()).hasValue(today.plusDays(30).format(DAY));
        assertThat(field("#about")).containsText("in 30 days");
        preset("1 year").click();
        assertThat(day()).hasValue(today.plusYears(1).format(DAY));
        assertThat(field("#about")).containsText("in 1 year");
        preset("Never").click();
        assertThat(day()).hasValue("");
        assertThat(field("#about")).containsText("until you remove it");
    }

    @Test
    void calendar_isWalkedByKeyboard() {
        day().fill("30-01-2031");
        field("[aria-haspopup]").click();
        assertThat(field(".month")).hasText("January 2031");
        assertThat(field("[data-day='30-01-2031']")).isFocused();

        visit.press("ArrowRight");
        visit.press("ArrowDown");
        assertThat(field(".month")).hasText("February 2031");
        visit.press("Enter");
        assertThat(day()).hasValue("07-02-2031");
        assertThat(field("[aria-haspopup]")).isFocused();

        visit.press("Enter");
        assertThat(field("latchkey-calendar")).isVisible();
        visit.press("Escape");
        assertThat(field("latchkey-calendar")).hasCount(0);
        assertThat(visit.form()).isVisible();
    }

    @ParameterizedTest
    @CsvSource({"1366, 657", "1280, 620", "390, 844", "320, 640"})
    void theCalendar_isInSight_onEveryScreen(int width, int height) {
        visit.page.setViewportSize(width, height);
        day().fill("31-08-2097"); // a month of six weeks
        field("[aria-haspopup]").click();

        assertThat(field("[data-day='31-08-2097']")).isFocused();
        assertThat(field("latchkey-calendar")).isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
        field("[data-day='01-08-2097']").click();
        assertThat(day()).hasValue("01-08-2097");
    }

    @Test
    void whatIsMissing_isSaidAtItsField_andBesideTheButton() {
        description().fill("\u200b\u3164\u00a0\u2800");
        assertThat(state()).hasText("Still missing: a description and methods");
        visit.submit();
        assertThat(visit.form().locator("#about-description")).hasText("Say what the token is for.");
        assertThat(visit.methods().locator("#about")).hasText(NOTHING_CHOSEN);
        assertThat(state()).hasText("Say what the token is for. " + NOTHING_CHOSEN);
        assertThat(description()).isFocused();

        description().fill("A script");
        assertThat(visit.form().locator("#about-description")).hasText(Pattern.compile("^What it is for"));
        visit.submit();
        assertThat(visit.methods().locator("#about")).isInViewport();
        assertThat(state()).isInViewport();
        assertThat(visit.template("Extended Access").locator("input")).isFocused();
        assertThat(visit.template("Extended Access")).isInViewport();

        visit.template("Custom").click();
        assertThat(state()).hasText("Still missing: methods");
        visit.submit();
        assertThat(visit.methods().locator("#about")).hasText("Check at least one method.");
        assertThat(visit.tree(".search input")).isFocused();
        assertThat(visit.confirmation()).isHidden();

        visit.method("environment.control.StopEnv").click();
        assertThat(state()).hasText("");
        visit.submit();
        assertThat(visit.confirmation()).isVisible();
    }

    @Test
    void whatIsMissing_isInSight_onEveryScreen() {
        for (int[] size : new int[][] {{1366, 657}, {390, 844}, {320, 640}}) {
            visit.page.setViewportSize(size[0], size[1]);
            description().fill("");
            visit.submit();
            description().fill("A script");
            visit.submit();
            assertThat(visit.methods().locator("#about.error"))
                    .isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
            assertThat(visit.form().locator("#state.error")).isInViewport();
        }
    }

    @ParameterizedTest
    @CsvSource({"15-3-2097", "2097-03-15", "15.03.2097", "15.3.2097", "15. 3. 2097", "2097-3-15"})
    void aDate_isUnderstood_howeverItIsWritten(String written) {
        day().fill(written);
        assertThat(field("#about")).containsText("Works to the end of that day");
        day().blur();
        assertThat(day()).hasValue("15-03-2097");

        day().fill(written);
        description().fill("A script");
        visit.template("Maven Plugin").click();
        visit.submit();
        Request request = visit.page.waitForRequest("**/createtoken", () -> visit.confirm(DemoAccount.PASSWORD));
        assertThat(request.postData()).contains("expiresAt=15-03-2097");
        visit.leaveTheValue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "31-02-2097 | February 2097 has 28 days: there is no day 31.",
                "31-04-2097 | April 2097 has 30 days: there is no day 31.",
                "29-02-2096 | ''",
                "00-02-2097 | February 2097 has 28 days: there is no day 0.",
                "01-13-2097 | There is no month 13. Write the date as dd-mm-yyyy.",
                "31-02 | Write the date as dd-mm-yyyy, for example 31-12-2030.",
                "tomorrow | Write the date as dd-mm-yyyy, for example 31-12-2030.",
                "01-01-2020 | That day has passed. Give one to come.",
                "'' | Give a date, or choose Never."
            })
    void aDate_thatIsNone_isToldAsWhatItIs(String written, String told) {
        description().fill("A script");
        day().fill(written);
        visit.submit();

        if (told.isEmpty()) {
            assertThat(field("#about")).hasText(Pattern.compile("^Works to the end of that day"));
            assertThat(visit.methods().locator("#about.error")).isVisible();
        } else {
            assertThat(field("#about")).hasText(told);
            assertThat(day()).isFocused();
        }
    }

    @Test
    void whatTheServerRefuses_isSaidAtItsField_andNothingIsLost() {
        description().fill("A script");
        visit.method("environment.control.StopEnv").click();
        visit.answer("createtoken", "{\"result\":3,\"error\":\"invalid parameter [expiresAt]: that is too far\"}");
        visit.submit();
        visit.confirm(DemoAccount.PASSWORD);

        assertThat(field("#about")).hasText("This date can’t be used. Choose one to come.");
        assertThat(visit.confirmation()).isHidden();
        assertThat(description()).hasValue("A script");
    }

    private Locator description() {
        return visit.form().locator("#description");
    }

    private Locator field(String selector) {
        return visit.form().locator("latchkey-expiry-field " + selector);
    }

    private Locator day() {
        return field("#day");
    }

    private Locator preset(String name) {
        return field(".choice").filter(new Locator.FilterOptions().setHasText(name));
    }

    /** What stands beside the buttons. */
    private Locator state() {
        return visit.form().locator("#state");
    }
}
