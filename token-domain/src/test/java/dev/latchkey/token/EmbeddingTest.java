package dev.latchkey.token;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.latchkey.token.testing.Fixtures;
import dev.latchkey.token.testing.InMemoryTokenEvents;
import dev.latchkey.token.testing.InMemoryTokens;
import dev.latchkey.token.testing.SettableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How a platform embeds the domain. README shows what stands between the markers here. */
final class EmbeddingTest {

    private static final String START = "// README: start";
    private static final String END = "// README: end";

    @Test
    void aPlatform_asksOneQuestionPerCall() {
        InMemoryTokenEvents events = new InMemoryTokenEvents();
        Tokens store = new InMemoryTokens(events);
        PasswordConfirmation passwords = (account, password) -> PasswordConfirmation.Confirmation.CONFIRMED;
        SettableClock clock = new SettableClock(Fixtures.NOW);

        // README: start
        ApiMethod stopEnv = ApiMethod.of("environment.control.StopEnv");
        ApiMethod startEnv = ApiMethod.of("environment.control.StartEnv");
        ApiMethodCatalog catalog = new ApiMethodCatalog(
                List.of(
                        new ApiMethodCatalog.Entry(stopEnv, false, true),
                        new ApiMethodCatalog.Entry(startEnv, false, true)),
                List.of(new TokenTemplate(1, "Extended Access", ImmutableList.of("*"))));

        CachedTokens tokens = new CachedTokens(store, 64 << 20); // bytes
        LastUses lastUses = new LastUses(tokens); // these two gather in memory:
        RefusedCalls refusedCalls = new RefusedCalls(events); // flush them every few seconds, and at the end
        TokenManagement management =
                new TokenManagement(tokens, lastUses, passwords, TokenFormat.TOKEN, new SecureRandom(), clock);
        Authorizer authorizer = new Authorizer(tokens, catalog, TokenFormat.TOKEN, refusedCalls, lastUses, clock);

        IssuedToken issued = management
                .generate(
                        new ChangeRequest(ALICE, Password.parse("her password").orThrow(), "192.0.2.7"),
                        TokenDescription.parse("Nightly stop").orThrow(),
                        catalog.customSet(List.of("environment.control.StopEnv"))
                                .orThrow(),
                        Expiry.parse("31-12-2026", clock.instant()).orThrow())
                .orThrow();
        String value = issued.value().reveal(); // shown to Alice once, kept nowhere

        Client client = new Client("192.0.2.7", "curl/8.5.0");
        Authorization stop = authorizer.authorize(value, stopEnv, client); // Granted, in Alice's name
        Authorization start = authorizer.authorize(value, startEnv, client); // Denied: METHOD_NOT_GRANTED
        // README: end

        assertThat(stop)
                .isEqualTo(
                        new Authorization.Granted(Caller.byToken(issued.token().grant())));
        assertThat(start).isEqualTo(new Authorization.Denied(DenialReason.METHOD_NOT_GRANTED));
    }

    @Test
    void readme_showsThisVeryCode() throws Exception {
        List<String> source = Files.readAllLines(Path.of("src/test/java/dev/latchkey/token/EmbeddingTest.java"));
        List<String> stripped = source.stream().map(String::strip).toList();
        String shown = String.join(
                "\n",
                source.subList(stripped.indexOf(START) + 1, stripped.indexOf(END)).stream()
                        .flatMap(line -> Stream.of(line.length() > 8 ? line.substring(8) : line.strip()))
                        .toList());

        assertThat(shown).contains("authorizer.authorize");
        assertThat(Files.readString(Path.of("../README.md"))).contains(shown);
    }
}
