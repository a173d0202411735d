package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.LoadState;
import dev.latchkey.demo.DemoAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signing in on networks that are slow or break: what comes next is there in time, or is waited for, or is asked for again. */
@ExtendWith(Chromium.class)
final class SignInIT {

    private static final String ENVIRONMENTS = "**/demo/environments.js";

    @Test
    void signIn_staysBusy_untilThePageIsThere(Visit visit) {
        List<Route> held = new ArrayList<>();
        visit.page.route(ENVIRONMENTS, held::add);
        visit.open();
        fill(visit);
        visit.page.evaluate("""
                () => {
                  window.labels = [];
                  new MutationObserver(() => {
                    window.labels.push(document.querySelector('latchkey-sign-in .primary')?.innerText);
                  }).observe(document.body, {subtree: true, childList: true, characterData: true});
                }""");
        visit.page.waitForResponse("**/signin", () -> visit.press("Enter"));
        assertThat(visit.page.locator(".primary")).hasAttribute("aria-disabled", "true");

        visit.page.waitForCondition(() -> !held.isEmpty());
        visit.page.unroute(ENVIRONMENTS);
        held.forEach(Route::resume);

        assertThat(visit.page.locator(".environment")).hasCount(6);
        List<?> labels =
                (List<?>) visit.page.evaluate("window.labels.filter((label) => label !== undefined && label !== null)");
        assertThat(labels).isNotEmpty().allMatch("Signing in…"::equals);
    }

    @Test
    void signIn_asksForNothingMore_whenSomebodyHadTimeToType(Visit visit) {
        visit.open();
        visit.page.waitForLoadState(LoadState.NETWORKIDLE);
        assertThat(modules(visit.requests)).noneMatch(module -> module.endsWith("/environments.js"));
        visit.page.locator("#login").fill(DemoAccount.LOGIN);
        visit.page.waitForFunction("""
                () => document.querySelector('link[href$="/environments.js"]')
                  && [...document.querySelectorAll('link[rel=modulepreload]')]
                    .every(({href}) => performance.getEntriesByName(href).length > 0)""");
        Set<String> before = modules(visit.requests);

        visit.page.locator("#password").fill(DemoAccount.PASSWORD);
        visit.press("Enter");
        assertThat(visit.page.locator(".environment")).hasCount(6);
        visit.openTokens().fillForm("A token");

        Set<String> after = modules(visit.requests);
        after.removeAll(before);
        assertThat(after).as("modules that preload.js lacks").isEmpty();
    }

    /** Of an account that is none: the server tells nobody which are. */
    @Test
    void signIn_afterFiveWrongPasswords_saysHowLongToWait(Visit visit) {
        visit.open();
        visit.page.locator("#login").fill("nobody-" + System.nanoTime() + "@example.com");
        visit.page.locator("#password").fill("battery staple");
        for (int i = 1; i <= 5; i++) {
            visit.page.waitForResponse("**/signin", () -> visit.press("Enter"));
            assertThat(visit.page.locator("#sign-in-error")).containsText("E-mail or password is wrong.");
        }

        assertThat(visit.page.locator("#sign-in-error")).containsText("Wait 15 seconds, then try again.");
        visit.page.waitForResponse("**/signin", () -> visit.press("Enter"));
        assertThat(visit.page.locator("#sign-in-error")).containsText(Pattern.compile("Wait 1[0-5] seconds"));
    }

    @Test
    void theFirstView_isAskedForInOneRoundTrip(Visit visit) {
        visit.open();
        assertThat(visit.page.locator("#login")).isFocused();
        List<?> listed = (List<?>) visit.page.evaluate("""
                () => [...document.querySelectorAll('link[rel=modulepreload], script')].map(({href, src}) => href ?? src)""");

        assertThat(modules(visit.requests))
                .containsExactlyInAnyOrderElementsOf(
                        listed.stream().map(Object::toString).toList());
    }

    @Test
    void signIn_whenThePageCannotBeLoaded_saysSo_andCanBeTriedAgain(Visit visit) {
        visit.allowing("net::ERR_FAILED");
        visit.page.route(ENVIRONMENTS, Route::abort);
        visit.open();
        fill(visit);
        visit.press("Enter");
        Locator retry = visit.page.locator("#retry");
        assertThat(visit.page.locator("[role=alert]")).containsText("could not be loaded");
        assertThat(retry).isFocused();

        visit.page.unroute(ENVIRONMENTS);
        visit.press("Enter");

        assertThat(visit.page.locator(".environment")).hasCount(6);
    }

    /** As in browsers that remember a failure for as long as the page lives. */
    @Test
    void signIn_whenThePageCannotBeLoadedAgain_asksForANewPage(LocalServer server, Visit visit) {
        visit.allowing("net::ERR_FAILED");
        visit.page.route(ENVIRONMENTS, route -> {
            if (pages(server, visit) == 1) {
                route.abort();
            } else {
                route.resume();
            }
        });
        visit.open();
        fill(visit);
        visit.press("Enter");
        assertThat(visit.page.locator("#retry")).isFocused();
        visit.press("Enter");

        assertThat(visit.page.locator(".environment")).hasCount(6);
        assertThat(pages(server, visit)).isEqualTo(2);
    }

    @Test
    void signIn_whenTheNetworkGoes_saysSo_untilItIsBack(Visit visit) {
        visit.allowing("net::ERR_");
        visit.page.route(ENVIRONMENTS, Route::abort);
        visit.open();
        fill(visit);
        visit.press("Enter");
        Locator problem = visit.page.locator("[role=alert]");
        assertThat(problem).containsText("could not be loaded");
        visit.disconnect(true);
        visit.press("Enter");
        assertThat(problem).containsText("can’t be reached");
        assertThat(visit.page.locator("#retry")).isFocused();

        visit.disconnect(false);
        visit.page.unroute(ENVIRONMENTS);
        visit.press("Enter");

        assertThat(visit.page.locator(".environment")).hasCount(6);
    }

    private static void fill(Visit visit) {
        visit.page.locator("#login").fill(DemoAccount.LOGIN);
        visit.page.locator("#password").fill(DemoAccount.PASSWORD);
    }

    private static long pages(LocalServer server, Visit visit) {
        return visit.requests.stream()
                .filter(request -> request.url().equals(server.address() + "/"))
                .count();
    }

    private static Set<String> modules(List<Request> requests) {
        return requests.stream()
                .map(Request::url)
                .filter(url -> url.endsWith(".js"))
                .collect(Collectors.toSet());
    }
}
