package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The element's property {@code headers}, in a page that is not the dashboard. */
@ExtendWith(Chromium.class)
final class HeadersHookIT {

    @Test
    void everyCall_hasTheHeadersOfTheHook_askedAnew_besideOurOwn(Visit visit) {
        open(visit, """
                let count = 0;
                element.headers = async () => ({'X-Csrf-Token': `token-${++count}`, 'x-requested-with': 'somebody'});
                """);
        assertThat(visit.list().locator(".status")).not().hasText("Loading…");
        visit.tool("generate").click();
        assertThat(visit.form()).isVisible();

        List<Request> calls = calls(visit);
        assertThat(calls).hasSizeGreaterThan(1);
        assertThat(calls)
                .extracting(call -> call.headers().get("x-csrf-token"))
                .doesNotHaveDuplicates()
                .allMatch(token -> token.matches("token-[0-9]+"));
        assertThat(calls)
                .extracting(call -> call.headers().get("x-requested-with"))
                .containsOnly("latchkey-dashboard");
    }

    @Test
    void aHookThatFails_isTold_andNothingIsSent(Visit visit) {
        open(visit, "element.headers = () => { throw new Error('no token'); };");

        assertThat(visit.list()).containsText("can’t be reached");
        assertThat(calls(visit)).isEmpty();
    }

    /** A page of the same origin, signed in, whose script sets the property before the element's own has run. */
    private static void open(Visit visit, String script) {
        visit.page.route(
                "**/portal",
                route -> route.fulfill(
                        new Route.FulfillOptions().setContentType("text/html").setBody("""
                        <!doctype html><html lang="en"><title>Portal</title>
                        <link rel="icon" href="data:,">
                        <link rel="stylesheet" href="/access-tokens/theme.css">
                        <access-tokens api="/1.0" docs="/docs/"></access-tokens>
                        <script>const element = document.querySelector('access-tokens'); %s</script>
                        <script type="module" src="/access-tokens/access-tokens.js"></script>
                        """.formatted(script))));
        visit.enter();
        visit.requests.clear();
        visit.page.navigate(visit.page.url() + "portal");
    }

    private static List<Request> calls(Visit visit) {
        return visit.requests.stream()
                .filter(request -> request.url().contains("/1.0/"))
                .toList();
    }
}
