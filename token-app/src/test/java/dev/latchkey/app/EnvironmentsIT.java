package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The environments: they show what scripts do, and their buttons do what they say. Nothing here is loaded anew. */
@ExtendWith(Chromium.class)
final class EnvironmentsIT {

    private static final String STOP_ENV = "environment.control.StopEnv";
    private static final String DEPLOY = "environment.deployment.DeployArchive";
    private static final String UPLOAD = "storage.uploader.Upload";
    private static final int RUNNING = 1;
    private static final int DOWN = 2;
    private static final int SLEEPING = 4;

    private LocalServer server;
    private Visit visit;

    @BeforeEach
    void enter(LocalServer served, Visit visiting) {
        server = served;
        visit = visiting.enter();
    }

    @Test
    void aStop_byAScript_isShownWithinTwoSeconds() {
        ApiClient script = server.script("Nightly stop", STOP_ENV);
        Locator environment = environment("company-blog");
        assertThat(environment.locator(".state")).hasText("Running");
        assertThat(environment.locator(".last")).hasCount(0);

        assertThat(script.result(STOP_ENV, "envName", "company-blog")).isZero();

        assertThat(environment.locator(".state")).hasText("Stopped", within(2_000));
        assertThat(environment.locator(".last"))
                .hasText(Pattern.compile("^Stopped (just now|.+ ago) by the token “Nightly stop”$"), within(2_000));
    }

    @Test
    void aDeployment_byAScript_isShown_andReplacedByTheNext() {
        ApiClient script = server.script("Release job", UPLOAD, DEPLOY);
        Locator environment = environment("my-project");
        assertThat(environment.locator(".node")).containsText(new String[] {"Tomcat"});
        assertThat(environment.locator(".deployed")).hasCount(0);

        String url = script.upload("shop-1.2.war", "an archive");
        assertThat(script.result(DEPLOY, "envName", "my-project", "fileUrl", url, "context", "shop"))
                .isZero();

        assertThat(environment.locator(".deployed li")).hasText("shop shop-1.2.war");
        assertThat(environment.locator(".last")).hasText(Pattern.compile("^Deployed .+ by the token “Release job”$"));

        String next = script.upload("shop-1.3.war", "another archive");
        assertThat(script.result(DEPLOY, "envName", "my-project", "fileUrl", next, "context", "shop"))
                .isZero();

        assertThat(environment.locator(".deployed li")).hasText("shop shop-1.3.war");
    }

    @Test
    void whatFailed_isToldAsFailed() {
        ApiClient script = server.script("Eager sleeper", "environment.control.SleepEnv");

        assertThat(script.result("environment.control.SleepEnv", "envName", "nightly-reports"))
                .isEqualTo(3);

        Locator last = environment("nightly-reports").locator(".last");
        assertThat(last)
                .hasText(Pattern.compile("^Putting to sleep by the token “Eager sleeper” failed .+\\."
                        + " The environment’s state does not allow this\\.$"));
    }

    @Test
    void theButtons_sleepStartRestartAndStop() {
        press("SleepEnv");
        assertShown("Sleeping", "Put to sleep");
        assertThat(status()).isEqualTo(SLEEPING);

        press("StartEnv");
        assertShown("Running", "Started");
        assertThat(status()).isEqualTo(RUNNING);

        press("RestartNodes");
        assertThat(state()).not().hasText("Running");
        assertShown("Running", "Restarted");
        JsonObject action = server.person()
                .call("environment.tracking.GetUidActions", "count", "1")
                .getJsonArray("array")
                .getJsonObject(0);
        assertThat(action.getString("action")).isEqualTo("environment.control.RestartNodes");
        assertThat(action.getInteger("resultCode")).isZero();

        press("StopEnv");
        assertShown("Stopped", "Stopped");
        assertThat(status()).isEqualTo(DOWN);
        assertThat(button("SleepEnv")).hasAttribute("aria-disabled", "true");
        button("SleepEnv").press("Enter");

        press("StartEnv");
        assertShown("Running", "Started");
        assertThat(status()).isEqualTo(RUNNING);
        assertThat(visit.requests)
                .filteredOn(request -> request.url().endsWith("/sleepenv"))
                .hasSize(1);
    }

    @Test
    void underTheSettings_statusesAreNotAskedFor_untilTheyClose() {
        openTheSettingsAndStopTheClock();
        long before = asked("getenvs");
        for (int second = 0; second < 40; second++) {
            visit.page.clock().runFor(1_000);
        }
        assertThat(asked("getenvs")).isEqualTo(before);
        assertThat(asked("checksign")).isBetween(1L, 4L);

        visit.page.waitForRequest(
                "**/getenvs", () -> visit.page.locator("#close-settings").click());
    }

    @Test
    void underTheSettings_anEndedSession_isNoticed() {
        openTheSettingsAndStopTheClock();
        server.person().result("users.authentication.SignoutSessions", "ids", "*");
        visit.page.clock().runFor(16_000);

        assertThat(visit.page.locator("dialog.again")).isVisible();
    }

    @Test
    void strangersTexts_doNotReorderWhatIsAround() {
        String name = "\u200Fname \u05E9\u05DC\u05D5\u05DD";
        ApiClient script = server.script(name, STOP_ENV, DEPLOY, UPLOAD);
        server.person().call("environment.control.StartEnv", "envName", "image-resizer");
        String url = script.upload("raw.war", "an archive");
        JsonObject answer =
                script.call(DEPLOY, "envName", "image-resizer", "fileUrl", url, "fileName", "\u202Eraw.war");
        assertThat(answer.getInteger("result")).as(answer.encode()).isZero();
        Locator last = environment("image-resizer").locator(".last");
        assertThat(last).containsText("Deployed");
        assertThat(inOrder(last)).hasSizeGreaterThan(2).isSorted();
        assertThat(inOrder(environment("image-resizer").locator(".deployed")))
                .hasSizeGreaterThan(2)
                .isSorted();
    }

    /** Where each piece of a line begins and ends, from the left, as it is painted. */
    private static List<Double> inOrder(Locator locator) {
        List<?> places = (List<?>) locator.evaluate("""
                (element) => {
                  const places = [];
                  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
                  while (walker.nextNode()) {
                    const range = document.createRange();
                    range.selectNodeContents(walker.currentNode);
                    const {left, right, width} = range.getBoundingClientRect();
                    if (width > 0) {
                      places.push(Math.round(left), Math.round(right));
                    }
                  }
                  return places;
                }""");
        return places.stream().map(place -> ((Number) place).doubleValue()).toList();
    }

    private long asked(String method) {
        return visit.requests.stream()
                .filter(request -> request.url().endsWith("/" + method))
                .count();
    }

    /** Opens the settings, from when on time goes by as the test says alone. */
    private void openTheSettingsAndStopTheClock() {
        visit.page.clock().install();
        visit.page.reload();
        assertThat(visit.page.locator(".environment")).hasCount(6);
        visit.openTokens();
        visit.page.clock().pauseAt(System.currentTimeMillis() + 2_000);
    }

    /** The state, and that the page's own call was the last. */
    private void assertShown(String state, String done) {
        assertThat(state()).hasText(state);
        assertThat(environment("my-project").locator(".last")).hasText(Pattern.compile("^" + done + " [^“]+$"));
    }

    private Locator state() {
        return environment("my-project").locator(".state");
    }

    /** The environment's, as the API tells it. */
    private int status() {
        return server.person()
                .call("environment.control.GetEnvInfo", "envName", "my-project")
                .getJsonObject("env")
                .getInteger("status");
    }

    private void press(String method) {
        assertThat(button(method)).hasAttribute("aria-disabled", "false");
        button(method).click();
    }

    private Locator button(String method) {
        return environment("my-project").locator("[data-method=" + method + "]");
    }

    private Locator environment(String name) {
        return visit.page.locator(".environment[data-name='" + name + "']");
    }

    private static LocatorAssertions.HasTextOptions within(double millis) {
        return new LocatorAssertions.HasTextOptions().setTimeout(millis);
    }
}
