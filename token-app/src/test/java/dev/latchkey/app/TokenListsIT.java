package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.account.Account;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.demo.DemoAccount;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.DatabaseOptions;
import dev.latchkey.token.Actor;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Client;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.Origin;
import dev.latchkey.token.Password;
import dev.latchkey.token.TokenDescription;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenTerms;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody with as many tokens as an account may have, of all methods, asks for all of them many times at once, and reads half of it. */
final class TokenListsIT {

    /** One less than an account may have: the last is for the bystander. */
    private static final int TOKENS = 999;

    private static final int CLIENTS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void manyLongTokenLists_atOnce_leaveTheServerServing() throws Exception {
        Path data = directory.resolve("data");
        addTokens(data);
        try (AttackedServer server = AttackedServer.start(directory, data, "256m")) {
            String session = ApiClient.signIn(server.process().address(), DemoAccount.LOGIN, DemoAccount.PASSWORD)
                    .credential();
            String request = RawHttp.get(RawHttp.path("users.authentication.GetTokens") + "?session=" + session);
            List<RawConnection> readers = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                server.attack(server.http().notReading()).send(request);
                readers.add(server.attack(server.http()).send(request));
            }
            Awaitility.await("those who read have an answer")
                    .atMost(PATIENCE)
                    .until(() -> readers.stream().allMatch(reader -> reader.bytesReceived() > 0 || reader.isClosed()));
            server.assertServes();
            assertThat(readers.stream()
                            .filter(reader -> reader.received().contains("\"result\":0"))
                            .count())
                    .as("some get what they asked for")
                    .isPositive();
            server.assertUnharmed();
        }
    }

    /** As the store has them after somebody made them one by one, which would take minutes. */
    private static void addTokens(Path data) {
        SecureRandom random = new SecureRandom();
        try (Database database = Database.open(DatabaseOptions.inDirectory(data))) {
            Account account = database.accountStore()
                    .accounts()
                    .add(
                            new EmailAddress(DemoAccount.LOGIN),
                            "Demo",
                            Password.parse(DemoAccount.PASSWORD).orThrow(),
                            Instant.now())
                    .orElseThrow();
            for (int i = 0; i < TOKENS; i++) {
                TokenTerms terms = TokenTerms.of(
                        new TokenDescription("Token " + i),
                        new ApiMethodSet.OfTemplate("Extended Access"),
                        Expiry.never());
                var unused = database.tokens()
                        .add(
                                NewToken.of(account.id(), terms, TokenFormat.TOKEN.generate(random)),
                                Integer.MAX_VALUE,
                                new Origin(account.id(), Actor.owner(), Instant.now(), new Client("127.0.0.1", "")))
                        .orElseThrow();
            }
        }
    }
}
