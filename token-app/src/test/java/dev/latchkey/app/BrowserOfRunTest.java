package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BrowserOfRunTest {

    private static final String MISSING =
            "there is no browser (none found): install Chromium, or name its program in LATCHKEY_CHROMIUM"
                    + " (logs: token-app/target/browser)";

    private final List<String> news = new ArrayList<>();

    @Test
    void admit_withABrowser_admits() {
        BrowserOfRun browser = new BrowserOfRun(
                new BrowserSearch.Outcome<>(Optional.of(new StartedBrowser(null, null)), "", false), news::add);

        assertThat(browser.admit(DashboardIT.class).isDisabled()).isFalse();
        assertThat(browser.get()).isNotNull();
        assertThat(news).isEmpty();
    }

    @Test
    void admit_withoutABrowser_leavesOutAndSaysSoAtTheEnd() {
        BrowserOfRun browser = without(false);

        assertThat(browser.admit(ViewsIT.class).getReason()).contains("none found");
        assertThat(browser.admit(DashboardIT.class).isDisabled()).isTrue();
        assertThat(news).isEmpty();

        browser.close();

        assertThat(news).containsExactly("DashboardIT, ViewsIT did not run, as " + MISSING);
    }

    @Test
    void admit_withoutABrowserThatIsRequired_admitsAndFails() {
        BrowserOfRun browser = without(true);

        assertThat(browser.admit(DashboardIT.class).isDisabled()).isFalse();
        assertThatThrownBy(browser::get).isInstanceOf(AssertionError.class).hasMessage(MISSING);

        browser.close();

        assertThat(news).containsExactly("DashboardIT did not run, as " + MISSING);
    }

    private BrowserOfRun without(boolean required) {
        return new BrowserOfRun(new BrowserSearch.Outcome<>(Optional.empty(), "none found", required), news::add);
    }
}
