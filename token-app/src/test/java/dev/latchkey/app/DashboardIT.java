package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import dev.latchkey.account.TotpSecret;
import dev.latchkey.demo.DemoAccount;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signing in and out, and what that loads. */
@ExtendWith(Chromium.class)
final class DashboardIT {

    private static final int FIRST_VIEW_LIMIT = 100_000;

    @Test
    void signIn_withAWrongPassword_saysSo_andKeepsTheLogin(Visit visit) {
        visit.open();
        assertThat(visit.page.locator("#login")).isFocused();
        visit.page.locator("#login").fill(DemoAccount.LOGIN);
        visit.page.locator("#password").fill("wrong");
        visit.press("Enter");

        assertThat(visit.page.locator("[role=alert]")).hasText("E-mail or password is wrong.");
        assertThat(visit.page.locator("#login")).hasValue(DemoAccount.LOGIN);
        assertThat(visit.page.locator("#password")).isFocused();
    }

    @Test
    void signIn_leavesTheSessionToTheCookieAlone(Visit visit) {
        StringBuilder answers = new StringBuilder();
        visit.page.onResponse(response -> {
            if (response.url().contains("/1.0/")) {
                answers.append(response.text());
            }
        });
        visit.signIn();

        Cookie cookie = visit.context().cookies().get(0);
        assertThat(cookie.name).isEqualTo("latchkey-session");
        assertThat(cookie.httpOnly).isTrue();
        assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT);
        assertThat(visit.page.evaluate("document.cookie + JSON.stringify({...localStorage, ...sessionStorage})"))
                .isEqualTo("{}");
        assertThat(answers).contains(DemoAccount.LOGIN).doesNotContain("lks_");
    }

    @Test
    void signIn_withASecondFactor_asksForTheCode(LocalServer server, Visit visit) {
        TotpSecret secret = server.addAccountWithSecondFactor("ann@example.com");
        visit.open();
        visit.page.locator("#login").fill("ann@example.com");
        visit.page.locator("#password").fill(DemoAccount.PASSWORD);
        visit.press("Enter");
        assertThat(visit.page.locator("#code")).isFocused();

        visit.page.keyboard().type("no code");
        visit.press("Enter");
        assertThat(visit.page.locator("[role=alert] .error")).isVisible();
        assertThat(visit.page.locator("#code")).isFocused();

        String code = secret.codeAt(Instant.now());
        visit.page.keyboard().type(code.substring(0, 3) + " " + code.substring(3));
        visit.press("Enter");

        assertThat(visit.page.locator("latchkey-environments")).containsText("No environments yet");
        assertThat(visit.page.locator(".who")).hasText("ann@example.com");
    }

    @Test
    void signIn_withTooManyWrongCodes_startsAnew(LocalServer server, Visit visit) {
        server.addAccountWithSecondFactor("bob@example.com");
        visit.open();
        visit.page.locator("#login").fill("bob@example.com");
        visit.page.locator("#password").fill(DemoAccount.PASSWORD);
        visit.press("Enter");
        assertThat(visit.page.locator("#code")).isFocused();
        visit.answer("verify2facode", "{\"result\":702,\"error\":\"it has ended\"}");

        visit.page.keyboard().type("000000");
        visit.press("Enter");

        assertThat(visit.page.locator("[role=alert]")).containsText("Sign in again");
        assertThat(visit.page.locator("#password")).isFocused();
    }

    @Test
    void signOut_endsTheSession(Visit visit) {
        visit.signIn();
        visit.page.locator("#sign-out").click();

        assertThat(visit.page.locator("#login")).isVisible();
        assertThat(visit.context().cookies())
                .as("it is recognised by, and opens nothing")
                .extracting(cookie -> cookie.name)
                .containsExactly("latchkey-browser");

        visit.page.reload();
        assertThat(visit.page.locator("#login")).isVisible();
    }

    @Test
    void reload_staysSignedIn(Visit visit) {
        visit.signIn();
        visit.page.reload();

        assertThat(visit.page.locator(".environment")).hasCount(6);
    }

    @Test
    void theFirstView_isSmall(Visit visit) {
        visit.open();
        assertThat(visit.page.locator("#login")).isVisible();
        visit.page.waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);

        int bytes = visit.requests.stream()
                .map(Request::sizes)
                .mapToInt(sizes -> sizes.responseBodySize + sizes.responseHeadersSize)
                .sum();
        System.out.printf("first view: %,d bytes in %d requests%n", bytes, visit.requests.size());
        assertThat(bytes).isPositive().isLessThan(FIRST_VIEW_LIMIT);
    }
}
