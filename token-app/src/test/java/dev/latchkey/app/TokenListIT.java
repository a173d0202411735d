package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.latchkey.token.Expiry;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The list of tokens: what it shows, sorting, searching, and loading it anew. */
@ExtendWith(Chromium.class)
final class TokenListIT {

    private static final Duration DAY = Duration.ofDays(1);

    private LocalServer server;
    private Visit visit;

    @BeforeEach
    void visit(LocalServer served, Visit visiting) {
        server = served;
        server.removeTokens();
        visit = visiting;
    }

    @Test
    void withoutTokens_saysWhatTheyAreFor_andLeadsToTheFirst() {
        visit.enter().openTokens();

        assertThat(visit.list()).containsText("No tokens yet");
        assertThat(visit.list()).containsText("without your password");

        visit.tool("generate").click();
        assertThat(visit.form().locator("#description")).isFocused();

        visit.form().locator(".back").click();
        assertThat(visit.tool("generate")).isFocused();
    }

    @Test
    void rows_tellDescriptionApiExpiryAndAge() {
        Instant now = Instant.now();
        server.addToken("Alive", Expiry.at(now.plus(DAY.multipliedBy(60))), DAY.multipliedBy(3));
        server.addToken("Soon", Expiry.at(now.plus(DAY.multipliedBy(6))), DAY.multipliedBy(2));
        server.addToken("Dead", Expiry.at(now.minus(DAY.multipliedBy(2))), DAY);
        server.addToken("Forever", Expiry.never(), Duration.ZERO);
        visit.enter().openTokens();

        assertThat(visit.rows()).hasCount(4);
        assertThat(visit.descriptions()).containsExactly("Forever", "Dead", "Soon", "Alive");
        assertThat(visit.row("Alive").locator(".api")).hasText("Custom (1)");
        assertThat(visit.row("Alive").locator(".expires time")).hasText(Pattern.compile("\\d{2}-\\d{2}-\\d{4}"));
        assertThat(visit.row("Alive").locator(".expires")).containsText("in 60 days");
        assertThat(visit.row("Alive").locator(".badge")).hasCount(0);
        assertThat(visit.row("Soon").locator(".badge.warning")).containsText("in 6 days");
        assertThat(visit.row("Dead").locator(".badge.danger")).hasText("Expired 2 days ago");
        assertThat(visit.row("Forever").locator(".expires")).hasText("Never");
        assertThat(visit.row("Alive").locator(".created time")).hasText(Pattern.compile("\\d{2}-\\d{2}-\\d{4}"));
    }

    @Test
    void rows_tellWhatIsSuspendedOrDisabled_besideTheExpiry() {
        Instant now = Instant.now();
        server.addToken("Alive", Expiry.never(), DAY);
        server.suspend(server.addToken("Stopped", Expiry.never(), DAY));
        server.suspend(server.addToken("Stopped and dead", Expiry.at(now.minus(DAY.multipliedBy(2))), DAY));
        visit.enter().openTokens();

        assertThat(visit.row("Alive").locator(".badge")).hasCount(0);
        assertThat(visit.rows().filter(new Locator.FilterOptions().setHasText("Suspended")))
                .hasCount(2);
        assertThat(visit.row("Stopped and dead").locator(".badge.danger"))
                .hasText(new String[] {"Expired 2 days ago", "Suspended"});

        server.disableTokens(true);
        try {
            visit.tool("refresh").click();
            assertThat(visit.rows().filter(new Locator.FilterOptions().setHasText("Disabled")))
                    .hasCount(3);
            assertThat(visit.rows().filter(new Locator.FilterOptions().setHasText("Suspended")))
                    .hasCount(0);
        } finally {
            server.disableTokens(false);
        }
    }

    @Test
    void sorting_isByAnyColumn_bothWays() {
        server.addSeveralTokens();
        visit.enter().openTokens();

        visit.sortBy("description");
        assertThat(visit.descriptions()).containsExactly("Token 1", "Token 2", "Token 3", "Token 10");
        assertThat(visit.list().locator("th.description")).hasAttribute("aria-sort", "ascending");
        visit.sortBy("description");
        assertThat(visit.descriptions()).containsExactly("Token 10", "Token 3", "Token 2", "Token 1");
        visit.sortBy("expires");
        assertThat(visit.descriptions()).last().isEqualTo("Token 10");
        assertThat(visit.list().locator("th.description")).hasAttribute("aria-sort", "none");
        assertThat(visit.list().locator("th.expires")).hasAttribute("aria-sort", "ascending");
    }

    @Test
    void search_narrowsTheList_andCanBeCleared() {
        server.addSeveralTokens();
        visit.enter().openTokens();
        Locator search = visit.list().locator("input[type=search]");

        search.fill("TOKEN 1");
        assertThat(visit.descriptions()).containsExactlyInAnyOrder("Token 1", "Token 10");
        assertThat(visit.list().locator(".status")).hasText("2 of 4 tokens");

        search.fill("nothing of the kind");
        assertThat(visit.rows()).hasCount(0);
        visit.list().locator(".nothing .link").click();
        assertThat(visit.rows()).hasCount(4);
    }

    @Test
    void refresh_showsWhatWasChangedElsewhere_andKeepsTheSelection() {
        server.addSeveralTokens();
        visit.enter().openTokens();
        visit.row("Token 2").click();
        server.addToken("Made elsewhere", Expiry.never(), Duration.ZERO);
        assertThat(visit.rows()).hasCount(4);

        visit.tool("refresh").click();

        assertThat(visit.rows()).hasCount(5);
        assertThat(visit.selected()).containsExactly("Token 2");
    }

    @Test
    void twoThousandTokens_arePaintedQuickly() {
        IntStream.rangeClosed(1, 2_000)
                .parallel()
                .forEach(i -> server.addToken("Token " + i, Expiry.never(), Duration.ofMinutes(i)));
        visit.enter().openTokens();
        assertThat(visit.rows()).hasCount(2_000);

        double millis = ((Number) visit.list().evaluate("""
                async (list) => {
                  const start = performance.now();
                  const before = list.tokens;
                  list.shadowRoot.querySelector('[data-tool=refresh]').click();
                  while (list.tokens === before) {
                    await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
                  }
                  await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
                  return performance.now() - start;
                }""")).doubleValue();

        System.out.printf("2,000 tokens: %.0f ms from Refresh to the painted list%n", millis);
        assertThat(millis).isLessThan(2_000);
        visit.list().locator("input[type=search]").fill("Token 1999");
        assertThat(visit.rows()).hasCount(1);
    }
}
