package dev.latchkey.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.account.AccountFilter;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.DatabaseOptions;
import dev.latchkey.token.Authorization;
import dev.latchkey.token.DenialReason;
import dev.latchkey.token.Token;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokenLoaderTest {

    private static final int TOKENS = 1_000;

    @TempDir
    private Path directory;

    @Test
    void load_inHsqldb_makesTokensThatAuthorize() {
        DatabaseOptions options = DatabaseOptions.inDirectory(directory);
        TokenLoader.load(options, TOKENS);

        GeneratedTokens generated = new GeneratedTokens();
        try (Database database = Database.open(options)) {
            Authorizing authorizing = Authorizing.of(
                    database.tokens(), BenchmarkPlatform.registry(List.of()).catalog());
            for (int index = 0; index < TOKENS; index++) {
                String value = generated.value(index).reveal();
                assertThat(authorizing.authorize(value, BenchmarkPlatform.AUTHORIZED.method()))
                        .isInstanceOf(Authorization.Granted.class);
                assertThat(authorizing.authorize(value, BenchmarkPlatform.OUTSIDE.method()))
                        .isEqualTo(new Authorization.Denied(
                                DenialReason.METHOD_NOT_GRANTED,
                                BenchmarkPlatform.OUTSIDE.method().toString()));
            }
            Token made = generated.token(7, GeneratedTokens.accounts(TOKENS));
            Token found =
                    database.tokens().find(generated.value(7).fingerprint()).orElseThrow();
            assertThat(found.owner()).isEqualTo(made.owner());
            assertThat(found.terms()).isEqualTo(made.terms());
            assertThat(found.createdAt()).isEqualTo(made.createdAt());
            assertThat(database.accountStore().accounts().search(AccountFilter.ALL, Optional.empty(), TOKENS))
                    .hasSize(TOKENS / GeneratedTokens.TOKENS_PER_ACCOUNT);
        }
    }

    @Test
    void load_inHsqldb_leavesTheDatabaseAsItIsWithoutLoading() {
        DatabaseOptions loaded = DatabaseOptions.inDirectory(directory.resolve("loaded"));
        DatabaseOptions fresh = DatabaseOptions.inDirectory(directory.resolve("fresh"));
        TokenLoader.load(loaded, TOKENS);
        TokenLoader.load(fresh, 0);

        assertThat(setup(loaded)).isEqualTo(setup(fresh)).contains("SET FILES LOG TRUE", "SET FILES CACHE ROWS 50000");
    }

    @Test
    void load_ofAsManyAsThereAre_doesNothing_ofOthersIsRefused() {
        DatabaseOptions options = DatabaseOptions.inDirectory(directory);
        TokenLoader.load(options, 10);
        TokenLoader.load(options, 10);

        assertThatThrownBy(() -> TokenLoader.load(options, 20)).hasMessageContaining("10 tokens");
    }

    /** All settings, and all tables with their indices, as HSQLDB writes them down. */
    private static List<String> setup(DatabaseOptions options) {
        try (Database database = Database.open(options)) {
            database.accountStore();
            return database.transaction(TokenLoaderTest::script).stream()
                    .filter(line -> !line.startsWith("INSERT") && !line.contains("UNIQUE NAME"))
                    .filter(line -> !line.contains("FILES CHECK") && !line.contains("RESTART WITH"))
                    .toList();
        }
    }

    private static List<String> script(Connection connection) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SCRIPT")) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }
}
