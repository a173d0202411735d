package dev.latchkey.benchmarks;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.account.Account;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.DatabaseOptions;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Password;
import dev.latchkey.token.Token;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;

/** An account in an empty database, with {@link GeneratedTokens} that may call a method of the released server. */
final class NodeTokens {

    static final ApiMethod METHOD = ApiMethod.of("environment.control.GetRegions");
    static final String LOGIN = "nodes@example.com";
    static final String PASSWORD = "benchmark-password";

    private static final ApiMethodSet METHODS = new ApiMethodSet.Custom(ImmutableSet.of(METHOD));

    private NodeTokens() {}

    /** Adds the account, and so many tokens. */
    static void load(DatabaseOptions options, int count) {
        GeneratedTokens generated = new GeneratedTokens();
        List<Token> tokens = IntStream.range(0, count)
                .mapToObj(index -> generated.token(index, 1, METHODS))
                .toList();
        try (Database database = Database.open(options)) {
            Account unused = database.accountStore()
                    .accounts()
                    .add(
                            new EmailAddress(LOGIN),
                            "Nodes",
                            Password.parse(PASSWORD).orThrow(),
                            Instant.now())
                    .orElseThrow();
            int written = database.transaction(connection -> write(connection, tokens));
            if (written != count) {
                throw new IllegalStateException("of " + count + " tokens, " + written + " were written");
            }
        }
    }

    private static int write(Connection connection, List<Token> tokens) throws SQLException {
        return connection.isWrapperFor(PGConnection.class)
                ? TokenRows.copy(connection, tokens)
                : TokenRows.insert(connection, tokens);
    }
}
