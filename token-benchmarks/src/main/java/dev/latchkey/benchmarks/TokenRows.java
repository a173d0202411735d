package dev.latchkey.benchmarks;

import static java.util.stream.Collectors.joining;

import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Token;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** How many tokens are written at once. */
final class TokenRows {

    private static final String COLUMNS =
            "(owner, description, template, methods, expires_at, fingerprint, hint, created_at)";

    private TokenRows() {}

    /** In a batch, which every database takes. */
    static int insert(Connection connection, List<Token> tokens) throws SQLException {
        String sql = "INSERT INTO latchkey.tokens " + COLUMNS + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
        try (PreparedStatement batch = connection.prepareStatement(sql)) {
            for (Token token : tokens) {
                batch.setString(1, token.owner().value());
                batch.setString(2, token.description().text());
                batch.setString(3, template(token));
                batch.setString(4, methods(token));
                batch.setObject(
                        5,
                        token.expiry()
                                .instant()
                                .map(at -> at.atOffset(ZoneOffset.UTC))
                                .orElse(null),
                        Types.TIMESTAMP_WITH_TIMEZONE);
                batch.setBytes(6, token.fingerprint().toBytes());
                batch.setString(7, token.hint());
                batch.setObject(8, token.createdAt().atOffset(ZoneOffset.UTC));
                batch.addBatch();
            }
            return batch.executeBatch().length;
        }
    }

    /** PostgreSQL's COPY in its text format: cells divided by tabs, {@code \\N} for null, backslashes doubled. */
    static int copy(Connection connection, List<Token> tokens) throws SQLException {
        StringBuilder rows = new StringBuilder();
        for (Token token : tokens) {
            rows.append(token.owner())
                    .append('\t')
                    .append(token.description())
                    .append('\t')
                    .append(cell(template(token)))
                    .append('\t')
                    .append(cell(methods(token)))
                    .append('\t')
                    .append(cell(token.expiry().instant().orElse(null)))
                    .append("\t\\\\x")
                    .append(token.fingerprint())
                    .append('\t')
                    .append(token.hint())
                    .append('\t')
                    .append(token.createdAt())
                    .append('\n');
        }
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY latchkey.tokens " + COLUMNS + " FROM STDIN", new StringReader(rows.toString()));
            return tokens.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object cell(@Nullable Object value) {
        return value == null ? "\\N" : value;
    }

    private static @Nullable String template(Token token) {
        return token.methods() instanceof ApiMethodSet.OfTemplate of ? of.template() : null;
    }

    private static @Nullable String methods(Token token) {
        return token.methods() instanceof ApiMethodSet.Custom custom
                ? custom.methods().stream().map(ApiMethod::toString).collect(joining(","))
                : null;
    }
}
