package dev.latchkey.persistence;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.by;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.token.StorageException;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a database of a PostgreSQL server is opened. */
final class PostgresqlTest {

    @ParameterizedTest
    @CsvSource({"off, on", "local, local", "on, on", "remote_apply, remote_apply"})
    void open_whenTheServerWouldAcknowledgeEarly_waitsForTheDisk(String servers, String expected) throws SQLException {
        DatabaseOptions options = Postgres.newDatabase();
        execute(options, "ALTER ROLE postgres SET synchronous_commit = " + servers);
        try (Database database = Database.open(options)) {
            String setting = database.read(handle -> handle.createQuery("SHOW synchronous_commit")
                    .mapTo(String.class)
                    .one());

            assertThat(setting).isEqualTo(expected);
        } finally {
            execute(options, "ALTER ROLE postgres RESET synchronous_commit");
        }
    }

    @Test
    void open_beside_anotherProgramsTables_leavesThemAndMakesItsOwn() throws SQLException {
        DatabaseOptions options = Postgres.newDatabase();
        execute(options, "CREATE TABLE theirs (id INTEGER)");
        execute(options, "CREATE TABLE tokens (id INTEGER)");

        try (Database database = Database.open(options)) {
            assertThat(database.tokens().add(newToken(), by(ALICE)).id().value())
                    .isPositive();
            List<Integer> theirs = database.read(handle -> handle.createQuery("SELECT id FROM theirs")
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
            assertThat(other.tokens()
                            .find(one.tokens().add(newToken(), by(ALICE)).fingerprint()))
                    .isPresent();
        }
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

        try (Database database = Database.open(
                DatabaseOptions.at(options.url() + "?user=postgres&password=postgres&socketTimeout=7", "", ""))) {
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

    private static void execute(DatabaseOptions options, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(options.url(), options.user(), options.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
