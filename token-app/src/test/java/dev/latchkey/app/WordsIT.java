package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.latchkey.demo.DemoAccount;
import dev.latchkey.token.Expiry;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the server answers, people read words that are meant for them. */
@ExtendWith(Chromium.class)
final class WordsIT {

    private static final String REFERENCE = "0f8fad5b-d9cb-469f-a165-70867728950e";
    private static final String SERVERS_OWN = "zzz";
    private static final String ERRORS = """
            3    | invalid parameter [description]: zzz   | This description can’t be used.
            3    | invalid parameter [expiresAt]: zzz     | This date can’t be used.
            3    | invalid parameter [apiList]: zzz       | The platform no longer has all of these methods.
            3    | invalid parameter [tokenTemplate]: zzz | The platform no longer has this template.
            3    | invalid parameter [password]: zzz      | This can’t be your password.
            3    | invalid parameter [ids]: zzz           | The server refused this, with the number 3.
            3    | zzz                                    | The server refused this, with the number 3.
            5    | zzz                                    | removed elsewhere
            8    | zzz                                    | Your account may not do this.
            99   | zzz                                    | The server is busy.
            99   | the disk is full: zzz                  | disk is full
            99   | zzz 0f8fad5b-d9cb-469f-a165-70867728950e | Something went wrong on the server
            701  | zzz                                    | That is not your password.
            8202 | zzz                                    | Your account may not do this.
            4711 | zzz                                    | The server refused this, with the number 4711.
            """;

    private Visit visit;

    @BeforeEach
    void openTokens(LocalServer server, Visit visiting) {
        server.removeTokens();
        server.addToken("Nightly stop", Expiry.never(), Duration.ZERO);
        visit = visiting.enter().openTokens();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = ERRORS)
    void whatTheServerSays_ofAChange_isToldInOurWords(int result, String error, String told) {
        visit.answer("createtoken", answer(result, error));
        visit.fillForm("A script");
        visit.submit();
        visit.confirm(DemoAccount.PASSWORD);

        assertTold(visit.page.locator("access-tokens"), error, told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = ERRORS)
    void whatTheServerSays_ofARemoval_isToldInOurWords(int result, String error, String told) {
        visit.answer("deletetokens", answer(result, error));
        visit.row("Nightly stop").click();
        visit.press("Delete");
        visit.confirm(DemoAccount.PASSWORD);

        assertTold(visit.page.locator("access-tokens"), error, told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5    | zzz                                      | This token was removed elsewhere.
            99   | the disk is full: zzz                  | disk is full
            99   | zzz 0f8fad5b-d9cb-469f-a165-70867728950e | Something went wrong on the server
            4711 | zzz                                      | The server refused this, with the number 4711.
            """)
    void whatTheServerSays_ofAnEdit_isToldInOurWords(int result, String error, String told) {
        visit.answer("gettokentemplates", answer(result, error));
        visit.row("Nightly stop").dblclick();

        assertTold(visit.list(), error, told);
    }

    private static void assertTold(Locator where, String error, String told) {
        Locator alert = where.locator("[role=alert]:visible").first();
        assertThat(alert).containsText(told);
        assertThat(alert).isInViewport();
        assertThat(where.page().locator("access-tokens")).not().containsText(SERVERS_OWN);
        if (error.contains(REFERENCE)) {
            assertThat(alert).containsText(REFERENCE);
        }
    }

    private static String answer(int result, String error) {
        return "{\"result\":" + result + ",\"error\":\"" + error + "\"}";
    }
}
