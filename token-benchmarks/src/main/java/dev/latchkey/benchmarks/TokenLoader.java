package dev.latchkey.benchmarks;

import dev.latchkey.account.Account;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.DatabaseOptions;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Password;
import dev.latchkey.token.Token;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;

/** Fills a database with {@link GeneratedTokens} and their accounts, in batches. */
final class TokenLoader {

    /** How the line begins that tells of its end. */
    static final String LOADED = "Loaded ";

    private static final int BATCH = 10_000;

    private final GeneratedTokens generated = new GeneratedTokens();
    private final Database database;
    private final int tokens;
    private final int accounts;

    private TokenLoader(Database database, int tokens) {
        this.database = database;
        this.tokens = tokens;
        this.accounts = GeneratedTokens.accounts(tokens);
    }

    /**
     * Options: {@code --tokens} 1000000, {@code --data} directory for HSQLDB, or {@code --database-url},
     * {@code --database-user} and {@code --database-password}.
     */
    static void run(Arguments arguments) {
        DatabaseOptions options = arguments
                .text("database-url")
                .map(url -> DatabaseOptions.at(
                        url, arguments.text("database-user", ""), arguments.text("database-password", "")))
                .orElseGet(() -> DatabaseOptions.inDirectory(Path.of(arguments.text("data", "latchkey-data"))));
        int tokens = arguments.number("tokens", 1_000_000);
        long start = System.nanoTime();
        load(options, tokens);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT, "%s%,d tokens in %.1f s: %,.0f a second%n", LOADED, tokens, seconds, tokens / seconds);
    }

    /**
     * Fills a database that is empty; one that has so many tokens is left as it is.
     *
     * @throws IllegalStateException if it has more or fewer
     */
    static void load(DatabaseOptions options, int tokens) {
        try (Database database = Database.open(options)) {
            int found = database.read(TokenLoader::lastId);
            if (found == tokens) {
                return;
            }
            if (found > 0) {
                throw new IllegalStateException("the database has " + found + " tokens already: take an empty one");
            }
            if (database.read(TokenLoader::takesCopies)) {
                new TokenLoader(database, tokens).load();
                return;
            }
        }
        try (HsqldbForLoading hsqldb = HsqldbForLoading.open(options)) {
            new TokenLoader(hsqldb.database(), tokens).load();
        }
    }

    private void load() {
        if (tokens > 0) {
            addAccounts();
        }
        long start = System.nanoTime();
        for (int from = 0; from < tokens; from += BATCH) {
            List<Token> batch = IntStream.range(from, Math.min(from + BATCH, tokens))
                    .mapToObj(index -> generated.token(index, accounts))
                    .toList();
            database.transaction(connection ->
                    takesCopies(connection) ? TokenRows.copy(connection, batch) : TokenRows.insert(connection, batch));
            if (from / BATCH % 100 == 99) {
                Duration taken = Duration.ofNanos(System.nanoTime() - start);
                System.err.printf(Locale.ROOT, "%,d tokens after %d s%n", from + BATCH, taken.toSeconds());
            }
        }
    }

    private static boolean takesCopies(Connection connection) throws SQLException {
        return connection.isWrapperFor(PGConnection.class);
    }

    private static int lastId(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COALESCE(MAX(id), 0) FROM latchkey.tokens")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** All with the password of the first, which is hashed once. */
    private void addAccounts() {
        Instant now = generated.token(0, accounts).createdAt();
        Account first = database.accountStore()
                .accounts()
                .add(
                        new EmailAddress("account1@example.com"),
                        "Account 1",
                        Password.parse("benchmark-password").orThrow(),
                        now)
                .orElseThrow();
        for (int from = 2; from <= accounts; from += BATCH) {
            int firstId = from;
            database.transaction(connection -> copyAccounts(connection, first.id(), firstId));
        }
    }

    private int copyAccounts(Connection connection, AccountId original, int firstId) throws SQLException {
        String sql = "INSERT INTO latchkey.accounts (email, name, password_hash, created_at)"
                + " SELECT ?, ?, password_hash, created_at FROM latchkey.accounts WHERE id = " + original;
        try (PreparedStatement batch = connection.prepareStatement(sql)) {
            for (int id = firstId; id < Math.min(firstId + BATCH, accounts + 1); id++) {
                batch.setString(1, "account" + id + "@example.com");
                batch.setString(2, "Account " + id);
                batch.addBatch();
            }
            return batch.executeBatch().length;
        }
    }
}
