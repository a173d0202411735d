package dev.latchkey.persistence;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.by;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.Latchkey;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Authorization;
import dev.latchkey.token.Authorization.Denied;
import dev.latchkey.token.Authorization.Granted;
import dev.latchkey.token.Client;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenTerms;
import dev.latchkey.token.TokenValue;
import dev.latchkey.token.testing.Fixtures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a service guards a method, on every database. README shows what stands between the markers here. */
final class EmbeddingTest {

    private static final Client CLIENT = new Client("192.0.2.7", "curl/8.5.0");
    private static final TokenTerms TERMS =
            Fixtures.terms("Nightly", new ApiMethodSet.OfTemplate("All"), Expiry.never());
    private static final String START = "// README: start";
    private static final String END = "// README: end";
    private static final int MOST_LINES = 10;

    @TempDir
    private Path directory;

    private final TokenValue value = TokenFormat.of("shop_").generate(new SecureRandom());

    @Test
    void aService_onHsqldb_guardsAMethod() {
        try (Database database = Database.open(DatabaseOptions.inDirectory(directory))) {
            guards(database);
        }
    }

    @Test
    void aService_onPostgresql_guardsAMethod() {
        try (Database database = Database.open(Postgres.newDatabase())) {
            guards(database);
        }
    }

    @Test
    void aService_onItsOwnDataSource_guardsAMethod() {
        try (Database database = Database.on(Postgres.dataSource(Postgres.newDatabase()))) {
            guards(database);
        }
    }

    private void guards(Database database) {
        added(database.tokens(), NewToken.of(ALICE, TERMS, value));

        assertThat(cancelOrder(database, value.reveal(), CLIENT)).isEqualTo("cancelled for 1001");
        assertThat(cancelOrder(database, "", CLIENT)).isEqualTo("401 Bearer realm=\"latchkey\"");
    }

    private static String cancelOrder(Database database, String bearer, Client client) {
        // README: start
        Latchkey latchkey = Latchkey.on(database)
                .prefix("shop_")
                .reads("orders.read")
                .changes("orders.cancel")
                .template("All", "*")
                .start(); // once, and close() when the service stops
        Authorization answer = latchkey.authorize(bearer, "orders.cancel", client);
        String response = answer instanceof Denied denied
                ? respond(denied.status(), denied.challenge())
                : cancelFor(((Granted) answer).caller().account());
        // README: end
        latchkey.close();
        return response;
    }

    private static String respond(int status, String challenge) {
        return status + " " + challenge;
    }

    private static String cancelFor(AccountId account) {
        return "cancelled for " + account;
    }

    @Test
    void readme_showsThisVeryCode() throws Exception {
        List<String> source = Files.readAllLines(Path.of("src/test/java/dev/latchkey/persistence/EmbeddingTest.java"));
        List<String> stripped = source.stream().map(String::strip).toList();
        List<String> lines = source.subList(stripped.indexOf(START) + 1, stripped.indexOf(END));
        String shown = lines.stream().map(line -> line.substring(8)).collect(Collectors.joining("\n"));

        assertThat(lines).hasSizeBetween(1, MOST_LINES);
        assertThat(Files.readString(Path.of("../README.md"))).contains("```java\n" + shown + "\n```");
    }

    /** The other has a pool and stores of its own, as another process has. */
    @Test
    void aTokenThatAnotherProcessRemoves_isRefusedAtTheNextCall() {
        DatabaseOptions options = Postgres.newDatabase();
        try (Database database = Database.open(options);
                Database other = Database.open(options);
                Latchkey latchkey = guard(database)) {
            Token token = added(database.tokens(), NewToken.of(ALICE, TERMS, value));
            assertThat(latchkey.authorize(value.reveal(), "orders.cancel", CLIENT))
                    .isInstanceOf(Granted.class);

            other.tokens().remove(ImmutableSet.of(token.id()), by(ALICE));

            assertThat(latchkey.authorize(value.reveal(), "orders.cancel", CLIENT))
                    .isInstanceOf(Denied.class);
        }
    }

    /** On HSQLDB tokens are cached, and the store tells of changes whoever makes them. */
    @Test
    void aTokenThatIsRemovedBesideTheLatchkey_isRefusedAtTheNextCall() {
        try (Database database = Database.open(DatabaseOptions.inDirectory(directory));
                Latchkey latchkey = guard(database);
                Latchkey second = guard(database)) {
            Token token = added(database.tokens(), NewToken.of(ALICE, TERMS, value));
            assertThat(latchkey.authorize(value.reveal(), "orders.cancel", CLIENT))
                    .isInstanceOf(Granted.class);
            assertThat(second.authorize(value.reveal(), "orders.cancel", CLIENT))
                    .isInstanceOf(Granted.class);
            assertThat(latchkey.cacheBytes()).isPositive();

            database.tokens().remove(ImmutableSet.of(token.id()), by(ALICE));

            assertThat(latchkey.authorize(value.reveal(), "orders.cancel", CLIENT))
                    .isInstanceOf(Denied.class);
            assertThat(second.authorize(value.reveal(), "orders.cancel", CLIENT))
                    .isInstanceOf(Denied.class);
        }
    }

    private static Latchkey guard(Database database) {
        return Latchkey.on(database)
                .prefix("shop_")
                .reads("orders.read")
                .changes("orders.cancel")
                .template("All", "*")
                .start();
    }
}
