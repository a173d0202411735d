package dev.latchkey.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.latchkey.persistence.DatabaseOptions.Migrating;
import dev.latchkey.token.StorageException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
        bringUpToDate(TableSet.tokens(kind));
        assertThat(tables("latchkey"))
                .containsExactlyInAnyOrder("migrations", "tokens", "token_owners", "token_events");

        bringUpToDate(TableSet.tokens(kind), TableSet.accounts(kind), VERSION_1);
        assertThat(tables("latchkey"))
                .containsExactlyInAnyOrder(
                        "migrations",
                        "tokens",
                        "token_owners",
                        "token_events",
                        "accounts",
                        "sessions",
                        "guesses",
                        "known_browsers",
                        "recovery_codes");
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
