package dev.latchkey;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.Authorization.Granted;
import dev.latchkey.token.Client;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.TokenTerms;
import dev.latchkey.token.testing.Fixtures;
import dev.latchkey.token.testing.InMemoryTokenStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How a service is tested that embeds the domain. README shows what stands between the markers here. */
final class EmbeddingTest {

    private static final Client CLIENT = new Client("192.0.2.7", "curl/8.5.0");
    private static final String START = "// README: start";
    private static final String END = "// README: end";
    private static final int MOST_LINES = 5;

    @Test
    void aUnitTestOfAService_needsNoDatabase() {
        AccountId account = ALICE;

        // README: start
        Latchkey latchkey =
                Latchkey.on(new InMemoryTokenStore()).changes("orders.cancel").start();
        TokenTerms terms = Fixtures.terms("Test", Fixtures.custom(ApiMethod.of("orders.cancel")), Expiry.never());
        ChangeRequest request = new ChangeRequest(account, Confirmation.vouchedFor(Actor.owner()), Client.UNKNOWN);
        IssuedToken token = latchkey.tokens().generate(request, terms).orThrow();
        // README: end

        assertThat(latchkey.authorize(token.value().reveal(), "orders.cancel", CLIENT))
                .isInstanceOf(Granted.class);
        latchkey.close();
    }

    @Test
    void readme_showsThisVeryCode() throws Exception {
        List<String> source = Files.readAllLines(Path.of("src/test/java/dev/latchkey/EmbeddingTest.java"));
        List<String> stripped = source.stream().map(String::strip).toList();
        List<String> lines = source.subList(stripped.indexOf(START) + 1, stripped.indexOf(END));
        String shown = lines.stream().map(line -> line.substring(8)).collect(Collectors.joining("\n"));

        assertThat(lines).hasSizeBetween(1, MOST_LINES);
        assertThat(Files.readString(Path.of("../README.md"))).contains("```java\n" + shown + "\n```");
    }
}
