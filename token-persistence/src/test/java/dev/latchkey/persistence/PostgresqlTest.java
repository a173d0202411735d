package dev.latchkey.persistence;

import static dev.latchkey.persistence.Postgres.execute;
import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.by;
import static dev.latchkey.token.testing.Fixtures.history;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.LastUse;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenEdit;
import dev.latchkey.token.TokenValue;
import dev.latchkey.token.Tokens;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a database of a PostgreSQL server is opened. */
final class PostgresqlTest {

    @ParameterizedTest
    @CsvSource({"off, on", "local, local", "on, on", "remote_apply, remote_apply"})
    void open_whenTheServerWouldAcknowledgeEarly_waitsForTheDisk(String servers, String expected) {
        DatabaseOptions options = Postgres.newDatabase();
        execute(options, "ALTER ROLE postgres SET synchronous_commit = " + servers);
        try (Database database = Database.open(options)) {
            String setting = database.transactions()
                    .read(handle -> handle.createQuery("SHOW synchronous_commit")
                            .mapTo(String.class)
                            .one());

            assertThat(setting).isEqualTo(expected);
        } finally {
            execute(options, "ALTER ROLE postgres RESET synchronous_commit");
        }
    }

    @Test
    void open_beside_anotherProgramsTables_leavesThemAndMakesItsOwn() {
        DatabaseOptions options = Postgres.newDatabase();
        execute(options, "CREATE TABLE theirs (id INTEGER)");
        execute(options, "CREATE TABLE tokens (id INTEGER)");

        try (Database database = Database.open(options)) {
            assertThat(added(database.tokens(), newToken()).id().value()).isPositive();
            List<Integer> theirs = database.transactions()
                    .read(handle -> handle.createQuery("SELECT id FROM theirs")
                            .mapTo(Integer.class)
                            .list());
            assertThat(theirs).isEmpty();
        }
    }

    @Test
    void open_byTwoProcessesAtOnce_sharesTheDatabase() {
        DatabaseOptions options = Postgres.newDatabase();

        try (Database one = Database.open(options);
                Database other = Database.open(options)) {
            assertThat(other.tokens().find(added(one.tokens(), newToken()).fingerprint()))
                    .isPresent();
        }
    }

    @Test
    void checkWritable_whenTheServerIsReadOnly_saysSo() {
        DatabaseOptions options = Postgres.newDatabase();
        try (Database database = Database.open(options)) {
            assertThatCode(database::checkWritable).doesNotThrowAnyException();
            assertThat(history(database.events(), Events.Filter.ALL, 9)).isEmpty();
        }
        execute(options, "ALTER DATABASE " + Postgres.name(options) + " SET default_transaction_read_only = on");

        try (Database database = Database.open(options)) {
            assertThat(database.tokens().ownedBy(ALICE)).isEmpty();
            assertThatThrownBy(database::checkWritable)
                    .isInstanceOf(StorageException.class)
                    .hasMessage("the PostgreSQL server takes no changes: default_transaction_read_only is on");
        }
    }

    @Test
    void edit_ofALockedToken_endsInTime() throws SQLException {
        DatabaseOptions options = Postgres.newDatabase();
        try (Database database = Database.open(options.lockTimeout(Duration.ofMillis(100)));
                Connection other = Postgres.dataSource(options).getConnection();
                Statement statement = other.createStatement()) {
            Token token = added(database.tokens(), newToken());
            other.setAutoCommit(false);
            statement.execute("UPDATE latchkey.tokens SET hint = hint");

            assertThatThrownBy(() -> database.tokens().edit(token.id(), TokenEdit.NOTHING, by(ALICE)))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("55P03");
        }
    }

    @Test
    void read_thatTakesTooLong_endsInTime() {
        try (Database database = Database.open(Postgres.newDatabase().statementTimeout(Duration.ofMillis(100)))) {
            assertThatThrownBy(() -> database.transactions().read(handle -> handle.execute("SELECT pg_sleep(60)")))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("57014");
        }
    }

    @Test
    void read_whenAllConnectionsAreTaken_endsInTime() {
        DatabaseOptions options = Postgres.newDatabase().poolSize(1).connectionTimeout(Duration.ofMillis(250));
        try (Database database = Database.open(options)) {
            Object unused = database.read(connection -> {
                assertThat(CompletableFuture.supplyAsync(() -> database.tokens().ownedBy(ALICE)))
                        .failsWithin(Duration.ofSeconds(20))
                        .withThrowableThat()
                        .withCauseInstanceOf(StorageException.class);
                return "";
            });
            assertThat(database.tokens().ownedBy(ALICE)).isEmpty();
        }
    }

    @Test
    void open_byARoleThatMayOnlyCheck_checksAndRecordsAndChangesNothing() throws IOException {
        DatabaseOptions owner = Postgres.newDatabase();
        TokenValue value = newValue();
        Token token;
        try (Database database = Database.open(owner)) {
            token = added(database.tokens(), newToken(value));
        }
        execute(owner, grants());

        DatabaseOptions checker = DatabaseOptions.at(
                        Postgres.url(Postgres.name(owner)), "latchkey_checker", "change-me")
                .withoutMigrating();
        try (Database database = Database.open(checker)) {
            assertThat(database.tokens().find(value.fingerprint())).contains(token);
            database.tokens()
                    .keepLastUses(ImmutableMap.of(token.id(), new LastUse(NOW, new Client("192.0.2.7", "curl"))));
            database.events().add(ImmutableList.of(Event.edited(token, TokenEdit.NOTHING, by(ALICE))));

            Tokens.Watch watch = database.tokens().watch(fingerprint -> {}).orElseThrow();
            assertThat(watch.era()).isNotEqualTo(Tokens.Watch.NO_ERA);

            assertThatThrownBy(() -> added(database.tokens(), newToken())).isInstanceOf(StorageException.class);
            assertThatThrownBy(() -> database.tokens().remove(ImmutableSet.of(token.id()), by(ALICE)))
                    .isInstanceOf(StorageException.class);
            assertThatThrownBy(database::accountStore).isInstanceOf(StorageException.class);
        }
        try (Database database = Database.open(owner)) {
            assertThat(database.tokens().find(value.fingerprint()).orElseThrow().lastUse())
                    .isPresent();
            assertThat(history(database.events(), Events.Filter.ALL.token(token.id()), 9))
                    .hasSize(2);
        }
    }

    /** The statements of the document, as they stand there. */
    private static String[] grants() throws IOException {
        String document = Files.readString(Path.of("../docs/postgresql.md"));
        int start = document.indexOf("```sql\n") + "```sql\n".length();
        return document.substring(start, document.indexOf("```", start)).split(";\n");
    }

    @Test
    void open_whenThereIsNoServer_failsAndTellsNoPassword() throws IOException {
        DatabaseOptions options =
                DatabaseOptions.at("jdbc:postgresql://localhost:" + unusedPort() + "/latchkey", "latchkey", "hunter2");

        assertThatThrownBy(() -> Database.open(options))
                .isInstanceOf(StorageException.class)
                .satisfies(e -> assertThat(DatabaseContract.stackTrace(e)).doesNotContain("hunter2"));
    }

    @Test
    void open_whenTheUrlSaysWhoConnects_takesItsWord() {
        DatabaseOptions options = Postgres.newDatabase();

        try (Database database = Database.open(DatabaseOptions.at(
                ((DatabaseOptions.Server) options.source()).url() + "?user=postgres&password=postgres&socketTimeout=7",
                "",
                ""))) {
            assertThat(database.tokens().ownedBy(ALICE)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:x?password=hunter2",
                "jdbc:postgresql://localhost:port/x?password=hunter2",
                "postgresql://hunter2"
            })
    void options_whenTheUrlIsNoneOfPostgresql_areRefused(String url) {
        assertThatThrownBy(() -> DatabaseOptions.at(url, "", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hunter2");
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
