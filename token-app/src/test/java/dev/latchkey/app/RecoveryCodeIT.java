package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.latchkey.account.RecoveryCode;
import dev.latchkey.demo.DemoAccount;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signing in with a recovery code in place of the app's. */
@ExtendWith(Chromium.class)
final class RecoveryCodeIT {

    @Test
    void signIn_withARecoveryCode_isDone(LocalServer server, Visit visit) {
        String login = "recovery-" + System.nanoTime() + "@example.com";
        RecoveryCode code = server.addAccountWithRecoveryCode(login);
        visit.open();
        visit.page.locator("#login").fill(login);
        visit.page.locator("#password").fill(DemoAccount.PASSWORD);
        visit.press("Enter");
        assertThat(visit.page.locator("#code")).isFocused();

        visit.page.getByText("Use a recovery code").click();
        assertThat(visit.page.locator("#code")).isFocused();
        assertThat(visit.page.locator("label[for=code]")).hasText("Recovery code");
        visit.page.locator("#code").fill(code.reveal().toLowerCase(Locale.ROOT));
        visit.press("Enter");

        assertThat(visit.page.locator("latchkey-sign-in")).hasCount(0);
    }
}
