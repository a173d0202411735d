package dev.latchkey.persistence;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import com.google.common.io.BaseEncoding;
import dev.latchkey.account.NewSession;
import dev.latchkey.account.Session;
import dev.latchkey.account.SessionId;
import dev.latchkey.account.Sessions;
import dev.latchkey.persistence.DatabaseOptions.Migrating;
import dev.latchkey.token.Events;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenValue;
import dev.latchkey.token.testing.Together;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How tables are made and changed, whichever the database is. */
abstract class MigrationsContract {

    static final TableSet VERSION_1 = new TableSet(
            "app", "app", ImmutableList.of("CREATE TABLE IF NOT EXISTS app.one (id INTEGER);\n-- A comment;\n"));
    static final TableSet VERSION_2 = new TableSet(
            "app",
            "app",
            ImmutableList.of(VERSION_1.scripts().get(0), "CREATE TABLE IF NOT EXISTS app.two\n(id INTEGER);"));

    private final DatabaseKind kind;
    private DataSource dataSource;

    MigrationsContract(DatabaseKind kind) {
        this.kind = kind;
    }

    /** A new database of this kind. */
    protected abstract DataSource emptyDatabase();

    @BeforeEach
    void open() {
        dataSource = emptyDatabase();
    }

    DatabaseKind kind() {
        return kind;
    }

    DataSource dataSource() {
        return dataSource;
    }

    @Test
    void bringUpToDate_onAnEmptyDatabase_makesTheTablesOfTheseSetsAlone() throws SQLException {
        Set<String> nodes = kind == DatabaseKind.POSTGRESQL ? Set.of("cluster", "nodes", "revocations") : Set.of();
        Set<String> tokens =
                Sets.union(Set.of("migrations", "tokens", "token_owners", "token_events", "id_keys"), nodes);
        Set<String> accounts = Set.of("accounts", "sessions", "guesses", "known_browsers", "recovery_codes");

        bringUpToDate(TableSet.tokens(kind));
        assertThat(tables("latchkey")).containsExactlyInAnyOrderElementsOf(tokens);

        bringUpToDate(TableSet.tokens(kind), TableSet.accounts(kind), VERSION_1);
        assertThat(tables("latchkey")).containsExactlyInAnyOrderElementsOf(Sets.union(tokens, accounts));
        assertThat(tables("app")).containsExactly("one");
    }

    @Test
    void bringUpToDate_ofAnOlderVersion_runsWhatIsMissing() throws SQLException {
        bringUpToDate(VERSION_1);
        execute("INSERT INTO app.one (id) VALUES (1)");

        bringUpToDate(VERSION_2);

        assertThat(tables("app")).containsExactlyInAnyOrder("one", "two");
        assertThat(query("SELECT id FROM app.one")).containsExactly("1");
    }

    @Test
    void bringUpToDate_ofTokensOfTheFirstVersion_leavesTheirOwnersEnabled() throws SQLException {
        TableSet tokens = TableSet.tokens(kind);
        bringUpToDate(
                new TableSet(tokens.name(), tokens.schema(), tokens.scripts().subList(0, 1)));
        execute("INSERT INTO latchkey.token_owners (owner, touched) VALUES ('1001', 0)");

        bringUpToDate(tokens);

        assertThat(query("SELECT owner FROM latchkey.token_owners WHERE NOT disabled"))
                .containsExactly("1001");
    }

    @Test
    void bringUpToDate_whenAllIsUpToDate_asksOneStatement() {
        TableSet[] sets = {TableSet.tokens(kind), TableSet.accounts(kind), VERSION_2};
        bringUpToDate(sets);
        List<String> statements = new ArrayList<>();

        migrations(ListeningDataSource.to(dataSource, statements::add), Migrating.ALLOWED)
                .bringUpToDate(List.of(sets));

        assertThat(statements).hasSize(1);
    }

    @Test
    void bringUpToDate_whenANewerProgramMadeTheTables_stops() {
        bringUpToDate(VERSION_2);

        assertThatThrownBy(() -> bringUpToDate(VERSION_1))
                .isInstanceOf(StorageException.class)
                .hasMessage(
                        "the database has version 2 of the tables app, and this program knows no more than version 1:"
                                + " start the newer program that made it");
    }

    @Test
    void bringUpToDate_whenAnotherScriptMadeTheTables_stops() throws SQLException {
        bringUpToDate(VERSION_2);
        TableSet other = new TableSet(
                "app",
                "app",
                ImmutableList.of(
                        VERSION_1.scripts().get(0), "CREATE TABLE app.three (id INTEGER);", "DROP TABLE app.one;"));

        assertThatThrownBy(() -> bringUpToDate(other))
                .isInstanceOf(StorageException.class)
                .hasMessageStartingWith("version 2 of the tables app was made by another script");
        assertThat(tables("app")).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void bringUpToDate_thatFails_isTriedAgainAtTheNextStart() throws SQLException {
        TableSet failing = new TableSet(
                "app", "app", ImmutableList.of(VERSION_1.scripts().get(0), "CREATE TABLE app.two (id NONSENSE);"));

        assertThatThrownBy(() -> bringUpToDate(failing))
                .isInstanceOf(StorageException.class)
                .hasMessage("the tables cannot be brought up to date");

        bringUpToDate(VERSION_2);
        assertThat(tables("app")).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void bringUpToDate_whenThatIsRefused_changesNothing() throws SQLException {
        assertThatThrownBy(() -> migrations(dataSource, Migrating.REFUSED).bringUpToDate(List.of(VERSION_1)))
                .isInstanceOf(StorageException.class)
                .hasMessage("the tables are not up to date, and this process is not to change them:"
                        + " start one first that does");
        assertThat(tables("app")).isEmpty();

        bringUpToDate(VERSION_1);
        migrations(dataSource, Migrating.REFUSED).bringUpToDate(List.of(VERSION_1));
    }

    @Test
    void open_ofADatabaseWithoutKeys_leavesTheIdsThatWereGiven_andGivesOthersThatTellNothing() throws SQLException {
        bringUpToDate(first(TableSet.tokens(kind)), first(TableSet.accounts(kind)));
        TokenValue value = newValue();
        TokenValue sessionValue = newValue();
        for (int gone = 0; gone < 2; gone++) {
            insertToken(newValue());
            execute("DELETE FROM latchkey.tokens");
        }
        insertToken(value);
        execute("INSERT INTO latchkey.accounts (email, name, password_hash, created_at) VALUES"
                + " ('ann@example.com', 'Ann', 'x', CURRENT_TIMESTAMP)");
        execute("INSERT INTO latchkey.sessions (account, fingerprint, address, user_agent, created_at, last_access)"
                + " SELECT id, " + bytes(sessionValue) + ", '', '', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP"
                + " FROM latchkey.accounts");

        try (Database database = Database.on(dataSource)) {
            Sessions sessions = database.accountStore().sessions();
            Session session = sessions.find(sessionValue.fingerprint()).orElseThrow();
            NewSession newSession =
                    new NewSession(session.account(), 0, newValue().fingerprint(), "", "", NOW);
            TokenId added = added(database.tokens(), newToken()).id();

            assertThat(database.tokens().find(value.fingerprint()).orElseThrow().id())
                    .isEqualTo(new TokenId(3));
            assertThat(database.tokens().find(ALICE, new TokenId(3))).isPresent();
            assertThat(database.tokens().find(ALICE, new TokenId(4))).isEmpty();
            assertThat(added.value()).isGreaterThan(100);
            assertThat(database.tokens().ownedBy(ALICE)).extracting(Token::id).containsExactly(new TokenId(3), added);
            assertThat(session.id()).isEqualTo(new SessionId(1));
            assertThat(sessions.add(newSession, 9).orElseThrow().id().value()).isGreaterThan(100);
        }
    }

    @Test
    void open_byTwoAtOnce_makesOneKey_soThatBothGiveAndUnderstandTheSameIds() throws Exception {
        bringUpToDate(TableSet.tokens(kind), TableSet.accounts(kind));
        List<Callable<Database>> opening = Collections.nCopies(8, () -> {
            Database database = Database.on(dataSource);
            database.accountStore();
            return database;
        });
        List<Database> databases = Together.run(opening);
        assertThat(query("SELECT name FROM latchkey.id_keys"))
                .containsExactlyInAnyOrder("TOKENS", "EVENTS", "SESSIONS");

        Token token = added(databases.get(0).tokens(), newToken());
        Events.Recorded recorded =
                databases.get(0).events().latest(Events.Filter.ALL, 1).get(0);
        for (Database database : databases) {
            assertThat(database.tokens().find(ALICE, token.id())).contains(token);
            assertThat(database.events().latest(Events.Filter.ALL.token(token.id()), 9))
                    .containsExactly(recorded);
        }
        databases.forEach(Database::close);
    }

    private static TableSet first(TableSet set) {
        return new TableSet(set.name(), set.schema(), set.scripts().subList(0, 1));
    }

    private void insertToken(TokenValue value) throws SQLException {
        execute("INSERT INTO latchkey.tokens (owner, description, methods, fingerprint, hint, created_at) VALUES ('"
                + ALICE.value() + "', 'Nightly', 'a.b.C', " + bytes(value) + ", 'aZ09', CURRENT_TIMESTAMP)");
    }

    /** A literal of the fingerprint. */
    private String bytes(TokenValue value) {
        String hex = BaseEncoding.base16().encode(value.fingerprint().toBytes());
        return kind == DatabaseKind.HSQLDB ? "X'" + hex + "'" : "'\\x" + hex + "'::bytea";
    }

    void bringUpToDate(TableSet... sets) {
        migrations(dataSource, Migrating.ALLOWED).bringUpToDate(List.of(sets));
    }

    Migrations migrations(DataSource source, Migrating migrating) {
        try {
            return Migrations.of(Connections.of(source), kind, WriteGuard.NONE, migrating);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> tables(String schema) throws SQLException {
        return query("SELECT LOWER(table_name) FROM information_schema.tables WHERE LOWER(table_schema) = '"
                + schema.toLowerCase(Locale.ROOT) + "'");
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> query(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
